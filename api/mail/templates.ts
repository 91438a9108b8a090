import { z } from 'zod';
import type { Locale } from '../platform/refusal.ts';

const day = z.iso.date();

/**
 * Every mail there is, with what may stand in it: days. Never text of a member, a title, an alias, an id,
 * nor under which name something was written: a mail is read on lock screens, kept by providers and never called back
 * (ANONYMITY 16, 17, 18, 21).
 */
export const mailValues = {
  /** The terms or the privacy policy change; to be accepted from that day on. */
  terms_announced: z.strictObject({ effectiveOn: day }),
  /** The account has not been used for years and will be erased on that day. */
  account_inactive: z.strictObject({ erasedOn: day }),
  /** The last reminder of the same. */
  account_inactive_last: z.strictObject({ erasedOn: day }),
  /**
   * Images of the member's, in whatever posts, go in the two weeks from that day unless she keeps them. How many is not
   * told: a number could be found again in the anonymous post that shows as many.
   */
  image_expiry: z.strictObject({ expiresOn: day }),
  /** Somebody who knew the old password has set another one. */
  password_changed: z.strictObject({}),
  /** Somebody who is signed in as her has asked for the account to be erased. */
  erasure_started: z.strictObject({ beginsOn: day }),
  erasure_cancelled: z.strictObject({}),
  /** The account is gone. Sent with `sendMailNow`, while there still is an address. */
  erasure_finished: z.strictObject({}),
  /** To technical admins: a step of some erasure was refused and waits for them. */
  erasure_refused: z.strictObject({}),
} as const;

export type MailTemplate = keyof typeof mailValues;
export type MailValues<Template extends MailTemplate> = z.infer<(typeof mailValues)[Template]>;
export const mailTemplates = Object.keys(mailValues) as MailTemplate[];

/** A mail as it is queued: its kind and its values, which belong together. */
export type MailNote = { [T in MailTemplate]: { template: T; values: MailValues<T> } }[MailTemplate];

const envelope = z.strictObject({ template: z.enum(mailTemplates), values: z.unknown() });

/** @throws ZodError for a template that does not exist, or values that are not of its kind. */
export function parseMailNote(json: unknown): MailNote {
  const { template, values } = envelope.parse(json);
  return { template, values: mailValues[template].parse(values) } as MailNote;
}

/** What one mail says: paragraphs of plain text, and the page of ours that it points to. */
export interface MailText {
  paragraphs: string[];
  path: '/' | '/sign-in' | '/settings' | '/terms' | '/erasure' | '/operations/erasures';
}

const dayFormats = {
  sv: new Intl.DateTimeFormat('sv-SE', { dateStyle: 'long', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }),
} as const satisfies Record<Locale, Intl.DateTimeFormat>;

/** The text of a mail in the language of its reader. */
export function writeMail(note: MailNote, locale: Locale): MailText {
  const on = (date: string) => dayFormats[locale].format(new Date(`${date}T00:00:00Z`));
  const say = (sv: string[], en: string[]) => (locale === 'sv' ? sv : en);
  switch (note.template) {
    case 'terms_announced': {
      const from = on(note.values.effectiveOn);
      return {
        path: '/terms',
        paragraphs: say(
          [
            `Villkoren eller integritetspolicyn ändras från och med den ${from}.`,
            'På villkorssidan ser du vad som ändras, ord för ord. När ändringen har trätt i kraft ber vi dig godkänna den innan du skriver eller gör något annat i tjänsten. Du kan läsa, hämta dina uppgifter och avsluta ditt konto även utan att godkänna.',
          ],
          [
            `The terms or the privacy policy change on ${from}.`,
            'The page of the terms shows what changes, word by word. Once the change is in force we ask you to accept it before you write or do anything else in the service. You can read, take your data along and close your account without accepting.',
          ],
        ),
      };
    }
    case 'account_inactive':
    case 'account_inactive_last': {
      const date = on(note.values.erasedOn);
      const last = note.template === 'account_inactive_last';
      return {
        path: '/sign-in',
        paragraphs: say(
          [
            `Du har inte loggat in på nästan fem år. Därför raderas ditt konto den ${date}, med allt som hör till det.`,
            `Vill du behålla kontot räcker det att du loggar in före den dagen. ${last ? 'Det här är den sista påminnelsen.' : 'Vi påminner dig en gång till.'}`,
          ],
          [
            `You have not signed in for almost five years. Your account will therefore be erased on ${date}, with everything that belongs to it.`,
            `To keep it, sign in before that day. ${last ? 'This is the last reminder.' : 'We will remind you once more.'}`,
          ],
        ),
      };
    }
    case 'image_expiry': {
      const date = on(note.values.expiresOn);
      return {
        path: '/',
        paragraphs: say(
          [
            `En eller flera bilder som du har lagt upp raderas den ${date} eller under två veckor därefter, eftersom bilder inte sparas längre än de behövs.`,
            'Under Mina frågor ser du vilka. Behövs en bild längre kan du förlänga tiden, så länge samtycket bakom bilden gäller. Annars behöver du inte göra något.',
          ],
          [
            `One or more images that you have added go on ${date} or in the two weeks after it, since images are not kept for longer than they are needed.`,
            'My questions shows which. If one is needed for longer, you can extend its time there, as long as the consent behind it stands. Otherwise there is nothing for you to do.',
          ],
        ),
      };
    }
    case 'password_changed':
      return {
        path: '/settings',
        paragraphs: say(
          [
            'Lösenordet till ditt konto har bytts. Alla andra ställen där du var inloggad har loggats ut.',
            'Var det inte du som bytte det: kontakta genast den som driver tjänsten. Någon kan då logga in som du.',
          ],
          [
            'The password of your account has been changed. You have been signed out everywhere else.',
            'If it was not you who changed it, get in touch with whoever runs the service at once: somebody can then sign in as you.',
          ],
        ),
      };
    case 'erasure_started': {
      const date = on(note.values.beginsOn);
      return {
        path: '/settings',
        paragraphs: say(
          [
            `Det har begärts att ditt konto raderas. Raderingen börjar den ${date} och kan inte göras ogjord.`,
            'Fram till dess kan du ångra dig i inställningarna. Var det inte du som begärde det: logga in, avbryt raderingen och kontakta den som driver tjänsten: någon kan då logga in som du.',
          ],
          [
            `It has been asked that your account be erased. The erasure begins on ${date} and cannot be undone.`,
            'Until then you can cancel it in the settings. If it was not you who asked: sign in, cancel the erasure and get in touch with whoever runs the service: somebody can then sign in as you.',
          ],
        ),
      };
    }
    case 'erasure_cancelled':
      return {
        path: '/settings',
        paragraphs: say(
          ['Raderingen av ditt konto har avbrutits. Ingenting har tagits bort.'],
          ['The erasure of your account has been cancelled. Nothing has been removed.'],
        ),
      };
    case 'erasure_finished':
      return {
        path: '/erasure',
        paragraphs: say(
          [
            'Ditt konto är raderat. Med koden som du fick när du begärde raderingen kan du följa hur uppgifterna försvinner även hos dem som behandlar uppgifter för oss.',
            'Det här är det sista meddelandet från oss. Din adress finns inte längre kvar hos oss.',
          ],
          [
            'Your account has been erased. With the code that you were given when you asked for it you can follow how the data goes at those who process data for us, too.',
            'This is the last message from us. We no longer have your address.',
          ],
        ),
      };
    case 'erasure_refused':
      return {
        path: '/operations/erasures',
        paragraphs: say(
          [
            'Raderingen av ett konto har stannat, eftersom en mottagare har sagt nej eller saknar inställningar. Den fortsätter inte av sig själv.',
            'Under Raderingar ser du svaret. Åtgärda orsaken och välj sedan Försök igen. Du får meddelandet för att du är teknisk administratör.',
          ],
          [
            'The erasure of an account has come to a halt, since a recipient has said no or is not configured. It does not go on by itself.',
            'The page Erasures shows the answer. Mend the cause, then choose Try again. You get this message because you are a technical admin.',
          ],
        ),
      };
  }
}
