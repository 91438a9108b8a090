import type { Processor } from '../../analytics/processors.ts';
import { Prisma } from '../../prisma/client/client.ts';
import type { PseudonymId } from '../identity/pseudonyms.ts';
import { toHour } from '../platform/clock.ts';
import type { Tx } from '../platform/database/database.ts';
import { newId } from '../platform/ids.ts';
import type { Services } from '../services.ts';

/** What a processor's own catalogue or scrubber has let pass, as JSON. */
export interface NewParcel {
  processor: Processor;
  payload: string;
  /** Of `pseudonymFor`, never anything of the account's. Null: nobody's. */
  pseudonymId: PseudonymId | null;
}

/**
 * Puts something into the queue of its processor. Where it is not configured, do not call this: nothing is kept then.
 * @param when of which hour it is, and before which moment it does not leave; by default the running hour, and as soon as
 * it is over.
 */
export async function enqueue(
  tx: Tx,
  { clock }: Pick<Services, 'clock'>,
  { processor, payload, pseudonymId }: NewParcel,
  when: { hour: Date; notBefore: Date } | null = null,
): Promise<void> {
  const { hour, notBefore } = when ?? { hour: toHour(clock.now()), notBefore: null };
  await tx.outboxItem.createMany({
    data: [{ id: newId(), processor, payload, pseudonymId, hour, notBefore }],
  });
}

/** A row that this process has taken for sending; nobody else takes it before the lease is over. */
export interface Taken {
  id: string;
  pseudonymId: PseudonymId | null;
  payload: string;
  hour: Date;
  attempts: number;
}

/** Longer than any request may take: a process that died in between is not waited for for ever. */
export const leaseMs = 2 * 60 * 1000;

/**
 * Takes what has waited longest, and nothing of the running hour: the moment at which a processor receives something
 * must tell no more than its hour (ANONYMITY 70). Ids are random, so what is of one hour goes in no order. What was refused before comes last and one at a time: it must not spoil the sending of
 * others once more.
 */
export async function takeBatch(tx: Tx, processor: Processor, size: number, now: Date): Promise<Taken[]> {
  const fresh = await take(tx, processor, Prisma.sql`attempts = 0`, size, now);
  return fresh.length > 0 ? fresh : take(tx, processor, Prisma.sql`attempts > 0`, 1, now);
}

async function take(
  tx: Tx,
  processor: Processor,
  which: Prisma.Sql,
  size: number,
  now: Date,
): Promise<Taken[]> {
  const until = new Date(now.getTime() + leaseMs);
  const rows = await tx.$queryRaw<(Omit<Taken, 'pseudonymId'> & { pseudonym_id: PseudonymId | null })[]>`
    WITH due AS (
      SELECT id FROM telemetry.outbox
      WHERE processor = ${processor}::telemetry."Processor" AND set_aside IS NULL AND ${which}
        AND hour < ${toHour(now)}::timestamptz AND (not_before IS NULL OR not_before <= ${now}::timestamptz)
      ORDER BY hour, id LIMIT ${size} FOR UPDATE SKIP LOCKED)
    UPDATE telemetry.outbox taken SET not_before = ${until}::timestamptz FROM due WHERE taken.id = due.id
    RETURNING taken.id, taken.pseudonym_id, taken.payload, taken.hour, taken.attempts`;
  return rows.map(({ pseudonym_id, ...row }) => ({ ...row, pseudonymId: pseudonym_id }));
}

/** It has arrived, or belongs to nobody any more. */
export async function removeItems(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await tx.outboxItem.deleteMany({ where: { id: { in: [...ids] } } });
}

/** The same again, as soon as the processor is tried again. */
export async function giveBack(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.outboxItem.updateMany({ where: { id: { in: [...ids] } }, data: { notBefore: null } });
}

/** @param notBefore null: at once, but alone. */
export async function countRefusal(tx: Tx, ids: readonly string[], notBefore: Date | null): Promise<void> {
  await tx.outboxItem.updateMany({
    where: { id: { in: [...ids] } },
    data: { attempts: { increment: 1 }, notBefore },
  });
}

/** Not tried any more; shown to technical admins with the answer. */
export async function setAside(tx: Tx, ids: readonly string[], answer: string): Promise<void> {
  await tx.outboxItem.updateMany({ where: { id: { in: [...ids] } }, data: { setAside: answer } });
}

/**
 * Lets go of what is too much or too old, the oldest first, set aside or not. What is being sent at the moment counts
 * as waiting.
 * @param oldest what is of an earlier hour goes; null: age is no reason.
 * @returns how many.
 */
export async function dropExcess(
  tx: Tx,
  processor: Processor,
  limit: number,
  oldest: Date | null,
): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM telemetry.outbox WHERE id IN (
      SELECT id FROM telemetry.outbox WHERE processor = ${processor}::telemetry."Processor"
        AND hour < ${oldest}::timestamptz
      UNION ALL
      (SELECT id FROM telemetry.outbox WHERE processor = ${processor}::telemetry."Processor"
       ORDER BY hour DESC, id DESC OFFSET ${limit}))`;
}
