import { chmod, mkdir, readdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createTransport, type SendMailOptions } from 'nodemailer';
import type { Config } from '../config.ts';
import { toHour } from '../platform/clock.ts';
import { domainOf } from './compose-mail.ts';

/**
 * `sent`: somebody else has it now. `refused`: this address will never take it. `later`: this mail, at another time.
 * `down`: no mail at all for the moment.
 */
export type Delivery = { outcome: 'sent' } | { outcome: 'refused' | 'later' | 'down'; code: string };

export interface MailTransport {
  deliver(id: string, mail: SendMailOptions, now: Date): Promise<Delivery>;
  close(): void;
}

export const mailFolder = (config: Config): string => path.join(config.dataFolder, 'mail');

/** SMTP where a server is configured, else files in the data folder. */
export function openMailTransport(config: Config): MailTransport {
  return config.mail.smtpUrl === null
    ? folderTransport(mailFolder(config))
    : smtpTransport(config.mail.smtpUrl, config.mail);
}

function smtpTransport(smtpUrl: string, { from, timeoutMs }: Config['mail']): MailTransport {
  const transport = createTransport({
    url: smtpUrl,
    // Not this machine's name.
    name: domainOf(from),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    socketTimeout: timeoutMs,
  });
  return {
    async deliver(_id, mail) {
      try {
        await transport.sendMail(mail);
        return { outcome: 'sent' };
      } catch (error) {
        return judge(error);
      }
    },
    close: () => transport.close(),
  };
}

/** Codes only: a server's answer quotes the address. */
function judge(error: unknown): Delivery {
  const { code, responseCode, command } = (error ?? {}) as Record<string, unknown>;
  const status = typeof responseCode === 'number' ? responseCode : 0;
  const said = status > 0 ? String(status) : typeof code === 'string' ? code : 'UNKNOWN';
  const aboutThisMail = code === 'EENVELOPE' || code === 'EMESSAGE' || command === 'DATA';
  if (!aboutThisMail) return { outcome: 'down', code: said };
  // A full or unknown mailbox says so at RCPT TO; a refusal of the text may be the server's mood.
  const final = code === 'EENVELOPE' && String(command).startsWith('RCPT') && status >= 500;
  return { outcome: final ? 'refused' : 'later', code: said };
}

function folderTransport(folder: string): MailTransport {
  const writer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  return {
    async deliver(id, mail, now) {
      const { message } = await writer.sendMail(mail);
      if (!Buffer.isBuffer(message)) throw new Error('a mail that is not in memory');
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const file = path.join(folder, `${id}.eml`);
      await writeFile(`${file}.part`, message, { mode: 0o600 });
      await chmod(`${file}.part`, 0o600);
      // A file must not keep a more exact time than the mail itself (ANONYMITY 24).
      const hour = toHour(now);
      await utimes(`${file}.part`, hour, hour);
      await rename(`${file}.part`, file);
      return { outcome: 'sent' };
    },
    close: () => writer.close(),
  };
}

/** The mails in the folder, each as it would have been sent. */
export async function listKeptMail(folder: string): Promise<{ file: string; source: string }[]> {
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => name.endsWith('.eml')).map((name) => path.join(folder, name));
  return Promise.all(files.map(async (file) => ({ file, source: await readFile(file, 'utf8') })));
}

/** Takes away the mails in the folder that went to this address. */
export async function removeKeptMail(folder: string, address: string): Promise<void> {
  for (const { file, source } of await listKeptMail(folder)) {
    if (recipientOf(source) === address.toLowerCase()) await rm(file, { force: true });
  }
}

/** The To header of a kept mail; members have one plain address each. */
export function recipientOf(source: string): string {
  return (/^To: <?([^\s<>]+)>?\r?$/im.exec(source)?.[1] ?? '').toLowerCase();
}
