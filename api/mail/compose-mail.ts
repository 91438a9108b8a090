import type { SendMailOptions } from 'nodemailer';
import type { Config } from '../config.ts';
import { toHour } from '../platform/clock.ts';
import type { Locale } from '../platform/refusal.ts';
import { type MailNote, writeMail } from './templates.ts';

/** The same whatever the mail says: a lock screen shows it (ANONYMITY 16, 21). */
const subjects = {
  sv: 'Meddelande om ditt konto',
  en: 'A message about your account',
} as const satisfies Record<Locale, string>;

const greetings = {
  sv: 'Hej! Det här meddelandet går till dig som har ett konto i Konsilium. Det innehåller inget av det som skrivs i forumet.',
  en: 'Hello. This message goes to you as the holder of an account in Konsilium. It holds nothing of what is written in the forum.',
} as const satisfies Record<Locale, string>;

const closings = {
  sv: (operator: string) =>
    `Meddelandet är skickat av tjänsten och kan inte besvaras. Konsilium drivs av ${operator}.`,
  en: (operator: string) =>
    `This message was sent by the service and cannot be answered. Konsilium is run by ${operator}.`,
} as const satisfies Record<Locale, (operator: string) => string>;

export interface Letter {
  /** The row's random id: a mail that is sent again after a crash has the same Message-ID. */
  id: string;
  to: string;
  locale: Locale;
  note: MailNote;
  now: Date;
}

/** One mail, ready for any transport. Its headers are the same for every kind; its time is the hour. */
export function composeMail(config: Config, { id, to, locale, note, now }: Letter): SendMailOptions {
  const { paragraphs, path } = writeMail(note, locale);
  const link = `${config.publicUrl}${path}`;
  const closing = closings[locale](config.operator.name);
  const all = [greetings[locale], ...paragraphs];
  return {
    from: { name: 'Konsilium', address: config.mail.from },
    to,
    subject: subjects[locale],
    messageId: `<${id}@${domainOf(config.mail.from)}>`,
    date: toHour(now),
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': locale },
    text: [...all, link, closing].join('\n\n'),
    html: [
      `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><title>${subjects[locale]}</title></head>`,
      '<body style="font-family:sans-serif;line-height:1.5;max-width:36em;margin:2em auto;padding:0 1em">',
      ...all.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`),
      `<p><a href="${escapeHtml(link)}">${escapeHtml(link)}</a></p>`,
      `<p><small>${escapeHtml(closing)}</small></p></body></html>`,
    ].join('\n'),
    xMailer: false,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
