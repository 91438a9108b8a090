import { Prisma } from '../../prisma/client/client.ts';
import { type RequestContext, signedIn } from '../graphql/context.ts';
import { digestOfInput, openOutcome, outcomeTag, sealOutcome } from '../identity/outcomes.ts';
import { toHour } from '../platform/clock.ts';
import type { Tx } from '../platform/database/database.ts';
import { Refusal } from '../platform/refusal.ts';
import type { OnceMutation } from './mutations.ts';

/** Stands for one act of one member, however often her client sends it. */
export interface Once {
  /**
   * The statement that keeps what came of the act. It belongs to the statement or the transaction that brings it about:
   * of two at once the second waits here for the first, and fails when that has come to be.
   * @param result what answers the act once more, 300 characters at most.
   */
  keeping(result: string): Prisma.Sql;
}

/** Keeps the outcome in the transaction of the act. Null: nobody will send it again (seeds, jobs). */
export async function keepOutcome(tx: Tx, once: Once | null, result: string): Promise<void> {
  if (once) await tx.$executeRaw(once.keeping(result));
}

/**
 * Acts once for each key that the client has made. Sent again, the act is answered with what came of it the first time;
 * a refusal or a failure is not remembered, so that a retry may succeed.
 * @param sent `input` without passwords: its digest is kept for a day.
 * @param again answers with what came of it.
 * What was done already counts nothing against how much a member may write.
 * @throws Refusal ONCE_KEY_MISSING; ONCE_KEY_REUSED for another input under the same key.
 */
export async function once<Result>(
  context: RequestContext,
  sent: { mutation: OnceMutation; input: unknown },
  act: (once: Once) => Promise<Result>,
  again: (result: string) => Promise<Result>,
): Promise<Result> {
  const { id } = signedIn(context);
  const { services, onceKey } = context;
  const { keyring, clock } = services;
  const db = services.db.service;
  if (onceKey === null) throw Refusal.notAllowed('ONCE_KEY_MISSING');
  const tag = outcomeTag(keyring, id, sent.mutation, onceKey);
  const digest = digestOfInput(sent.input);

  const before = await findResult();
  if (before !== null) return again(before);
  const until = await context.takeWriting(sent.mutation);
  if (until) throw Refusal.writtenMuch(until);
  try {
    return await act({
      keeping(result) {
        const row = sealOutcome(keyring, tag, { digest, at: toHour(clock.now()).getTime(), result });
        return Prisma.sql`
          INSERT INTO platform.outcome (tag, nonce, ciphertext)
          VALUES (${row.tag}::bytea, ${row.nonce}::bytea, ${row.ciphertext}::bytea)`;
      },
    });
  } catch (error) {
    // Perhaps the same act was under way and has come to be meanwhile: then this is no failure.
    const first = await findResult().catch((reason: unknown) => {
      throw reason instanceof Refusal ? reason : error;
    });
    if (first === null) throw error;
    return again(first);
  }

  async function findResult(): Promise<string | null> {
    const row = await db.outcome.findUnique({ where: { tag } });
    const outcome = row && openOutcome(keyring, row);
    if (!outcome) return null;
    if (outcome.digest !== digest) throw Refusal.notAllowed('ONCE_KEY_REUSED');
    return outcome.result;
  }
}
