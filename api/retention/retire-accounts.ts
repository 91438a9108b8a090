import { Prisma } from '../../prisma/client/client.ts';
import { startErasureForInactivity } from '../erasure/request-erasure.ts';
import { queueMail } from '../mail/queue-mail.ts';
import type { Tx } from '../platform/database/database.ts';
import type { PhysicianId } from '../platform/ids.ts';
import type { Services } from '../services.ts';
import { daysAfter, periods, yearsBefore } from './periods.ts';

const batch = 100;

/** Nobody has signed in since then. Accounts with a role are the operator's to close: their holders answer for others. */
const unused = (since: Date) => Prisma.sql`
  COALESCE(a.last_active_month, date_trunc('month', a.registered_on::timestamp)::date) < ${since}::date
  AND NOT a.moderator AND NOT a.technical_admin AND NOT a.erasing`;

const dayOf = (time: Date) => time.toISOString().slice(0, 10);

/** Accounts whose erasure is due: unused for the whole time, twice reminded, and no reminder still waiting to be sent. */
const due = (now: Date) => Prisma.sql`
  FROM accounts.account a JOIN accounts.inactivity_reminder r ON r.account_id = a.id
  WHERE ${unused(yearsBefore(now, periods.accountYears))}
    AND r.first_on <= ${daysAfter(now, -periods.reminderDays)}::date
    AND r.last_on <= ${daysAfter(now, -periods.lastReminderDays)}::date
    AND NOT EXISTS (SELECT FROM mail.outgoing o WHERE o.account_id = a.id)
    AND NOT EXISTS (SELECT FROM erasure.erasure e WHERE e.account_id = a.id)`;

export async function countDueAccounts({ db, clock }: Services): Promise<number> {
  const [row] = await db.service.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count ${due(clock.now())}`;
  return row?.count ?? 0;
}

/**
 * Hands over to the erasure, account by account: a run that is cut off is carried on by the next one, and an account that
 * fails holds up no other.
 */
export async function retireAccounts(services: Services): Promise<number> {
  const { db, clock, logger } = services;
  const accounts = await db.service.$queryRaw<
    { id: PhysicianId }[]
  >`SELECT a.id ${due(clock.now())} ORDER BY a.id`;
  let retired = 0;
  for (const { id } of accounts) {
    try {
      if (await startErasureForInactivity(services, id, (tx) => isDue(tx, id, clock.now()))) retired += 1;
    } catch (err) {
      logger.error({ err }, 'an unused account could not be erased');
    }
  }
  return retired;
}

/** Locks the account: whoever signs in at this moment comes before the answer or after the erasure has begun. */
async function isDue(tx: Tx, id: PhysicianId, now: Date): Promise<boolean> {
  await tx.$queryRaw`SELECT FROM accounts.account WHERE id = ${id}::uuid FOR UPDATE`;
  const rows = await tx.$queryRaw<unknown[]>`SELECT a.id ${due(now)} AND a.id = ${id}::uuid`;
  return rows.length > 0;
}

/** Tells those whose time is nearly over, in two mails; their rows say who has been told. */
export async function remindUnused(services: Services): Promise<number> {
  const { db, clock } = services;
  const now = clock.now();
  const soon = yearsBefore(daysAfter(now, periods.reminderDays), periods.accountYears);
  let reminded = 0;
  for (;;) {
    const count = await db.service.$transaction(async (tx) => {
      const first = await tx.$queryRaw<{ id: PhysicianId }[]>`
        SELECT a.id FROM accounts.account a WHERE ${unused(soon)}
          AND NOT EXISTS (SELECT FROM accounts.inactivity_reminder r WHERE r.account_id = a.id)
        ORDER BY a.id LIMIT ${batch} FOR NO KEY UPDATE SKIP LOCKED`;
      for (const { id } of first) {
        const erasedOn = dayOf(daysAfter(now, periods.reminderDays));
        await queueMail(services, tx, id, 'account_inactive', { erasedOn });
      }
      await tx.inactivityReminder.createMany({
        data: first.map(({ id }) => ({ accountId: id, firstOn: now })),
        skipDuplicates: true,
      });
      const again = await tx.$queryRaw<{ id: PhysicianId; first_on: Date }[]>`
        SELECT a.id, r.first_on FROM accounts.account a JOIN accounts.inactivity_reminder r ON r.account_id = a.id
        WHERE ${unused(soon)} AND r.last_on IS NULL
          AND r.first_on <= ${daysAfter(now, periods.lastReminderDays - periods.reminderDays)}::date
        ORDER BY a.id LIMIT ${batch} FOR NO KEY UPDATE OF a SKIP LOCKED`;
      for (const { id, first_on } of again) {
        const planned = daysAfter(first_on, periods.reminderDays);
        const earliest = daysAfter(now, periods.lastReminderDays);
        const erasedOn = dayOf(planned > earliest ? planned : earliest);
        await queueMail(services, tx, id, 'account_inactive_last', { erasedOn });
      }
      await tx.inactivityReminder.updateMany({
        where: { accountId: { in: again.map(({ id }) => id) } },
        data: { lastOn: now },
      });
      return first.length + again.length;
    });
    if (count === 0) return reminded;
    reminded += count;
  }
}
