import type { Keyring } from '../identity/crypto/keyring.ts';
import { openNote } from '../identity/sealed-note.ts';
import { newId, type PhysicianId } from '../platform/ids.ts';
import type { Services } from '../services.ts';
import { composeMail } from './compose-mail.ts';
import { leaseMinutes, minutesUntilRetry, mostAttempts } from './policy.ts';
import { type MailNote, type MailTemplate, type MailValues, parseMailNote } from './templates.ts';
import { type Delivery, type MailTransport, openMailTransport } from './transport.ts';

export interface SentMail {
  sent: number;
  /** To be tried again. */
  postponed: number;
  /** Never to be tried again. */
  givenUp: number;
}

interface Taken {
  id: string;
  account_id: string;
  nonce: Uint8Array;
  ciphertext: Uint8Array;
  attempts: number;
}

/** At most so many a minute: the next run goes on. */
const largestRun = 200;

/**
 * Sends what is due. Safe beside other processes that do the same: a mail that is being sent is nobody else's for ten
 * minutes. After a crash it is sent again, with the same Message-ID.
 */
export async function sendDueMail(services: Services): Promise<SentMail> {
  const result: SentMail = { sent: 0, postponed: 0, givenUp: 0 };
  const transport = openMailTransport(services.config);
  try {
    for (let taken = 0; taken < largestRun; taken += 1) {
      const mail = await takeOne(services);
      if (!mail) break;
      const delivery = await deliver(services, transport, mail);
      await settle(services, mail, delivery, result);
      // One refusal of the server itself stands for all of them.
      if (delivery.outcome === 'down') break;
    }
  } finally {
    transport.close();
  }
  return result;
}

async function takeOne({ db, clock }: Services): Promise<Taken | null> {
  const now = clock.now();
  const [row] = await db.service.$queryRaw<Taken[]>`
    UPDATE mail.outgoing SET attempts = attempts + 1, try_after = ${now}::timestamptz + make_interval(mins => ${leaseMinutes}::int)
    WHERE id = (SELECT id FROM mail.outgoing WHERE try_after <= ${now}::timestamptz
      ORDER BY try_after, id LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id, account_id, nonce, ciphertext, attempts`;
  return row ?? null;
}

async function deliver(services: Services, transport: MailTransport, mail: Taken): Promise<Delivery> {
  const { config, db, keyring, clock } = services;
  const account = await db.service.account.findUnique({
    where: { id: mail.account_id },
    select: { email: true, locale: true },
  });
  if (!account) return { outcome: 'refused', code: 'NO_ACCOUNT' };
  const note = readNote(keyring, mail);
  if (!note) return { outcome: 'refused', code: 'UNREADABLE' };
  const now = clock.now();
  const locale = account.locale === 'en' ? 'en' : 'sv';
  const letter = composeMail(config, { id: mail.id, to: account.email, locale, note, now });
  return transport.deliver(mail.id, letter, now);
}

/** Null for one that was sealed under a key, or by a version, that this process does not know. */
function readNote(keyring: Keyring, mail: Taken): MailNote | null {
  try {
    return parseMailNote(
      JSON.parse(openNote(keyring, { purpose: 'mail', id: mail.id, owner: mail.account_id }, mail)),
    );
  } catch {
    return null;
  }
}

async function settle(services: Services, mail: Taken, delivery: Delivery, result: SentMail): Promise<void> {
  const { db, clock, logger } = services;
  if (delivery.outcome === 'sent') {
    await db.service.outgoingMail.deleteMany({ where: { id: mail.id } });
    result.sent += 1;
    return;
  }
  const { outcome, code } = delivery;
  if (outcome === 'refused' || mail.attempts >= mostAttempts) {
    await db.service.outgoingMail.deleteMany({ where: { id: mail.id } });
    result.givenUp += 1;
    logger.error({ code, attempts: mail.attempts }, 'a mail was given up');
    return;
  }
  const minutes = minutesUntilRetry(mail.attempts);
  await db.service.$executeRaw`
    UPDATE mail.outgoing SET try_after = ${clock.now()}::timestamptz + make_interval(mins => ${minutes}::int)
    WHERE id = ${mail.id}::uuid`;
  result.postponed += 1;
  logger.warn({ code, attempts: mail.attempts }, 'a mail has to wait');
}

/**
 * For the one mail that cannot wait in the queue, since its account is about to go. Tried once.
 * @returns whether it was sent; false also where the account is gone already.
 */
export async function sendMailNow<Template extends MailTemplate>(
  services: Services,
  physicianId: PhysicianId,
  template: Template,
  values: MailValues<Template>,
): Promise<boolean> {
  const { config, db, clock } = services;
  const account = await db.service.account.findUnique({
    where: { id: physicianId },
    select: { email: true, locale: true },
  });
  if (!account) return false;
  const transport = openMailTransport(config);
  try {
    const id = newId();
    const note = parseMailNote({ template, values });
    const locale = account.locale === 'en' ? 'en' : 'sv';
    const letter = composeMail(config, { id, to: account.email, locale, note, now: clock.now() });
    const delivery = await transport.deliver(id, letter, clock.now());
    if (delivery.outcome !== 'sent')
      services.logger.error({ code: delivery.code }, 'a last mail was not sent');
    return delivery.outcome === 'sent';
  } finally {
    transport.close();
  }
}
