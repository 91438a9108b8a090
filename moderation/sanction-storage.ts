import type { Prisma } from '../prisma/client/client.ts';
import type { SanctionKind } from '../prisma/client/enums.ts';
import type { PostRef } from './post-storage.ts';

type Tx = Prisma.TransactionClient;

/** How long a suspension lasts, in days. */
export const suspensionDays = [1, 7, 30, 90] as const;
export type SuspensionDays = (typeof suspensionDays)[number];

/** How long a warning is shown to the one it is meant for. */
export const warningDays = 30;

const dayInMs = 24 * 3_600_000;

/** @param from a whole hour; so is what comes back. */
export function daysFrom(from: Date, days: number): Date {
  return new Date(from.getTime() + days * dayInMs);
}

/**
 * Puts a sanction on the face of a post: its alias, or the account that signed it. The face goes from table to table
 * inside the database: neither this code nor a statement's parameters ever hold it.
 * @param sanction.until a whole hour.
 */
export async function addSanction(
  tx: Tx,
  { consultationId, answerId }: PostRef,
  sanction: { decisionId: string; kind: SanctionKind; until: Date },
): Promise<void> {
  const count = await tx.$executeRaw`
    INSERT INTO moderation.sanction (id, decision_id, alias_id, account_id, kind, until)
    SELECT gen_random_uuid(), ${sanction.decisionId}::uuid, post.alias_id, post.author_id,
      ${sanction.kind}::moderation."SanctionKind", ${sanction.until}::timestamptz
    FROM (
      SELECT alias_id, author_id FROM forum.consultation
      WHERE id = ${consultationId}::uuid AND ${answerId}::uuid IS NULL
      UNION ALL
      SELECT alias_id, author_id FROM forum.answer WHERE id = ${answerId}::uuid) post`;
  if (count !== 1) throw new Error('a post without a face');
}

/** Ends the suspension that was decided on this post; those that its author bears for others go on. */
export async function liftSanction(tx: Tx, { consultationId, answerId }: PostRef, now: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE moderation.sanction s SET lifted = true
    FROM moderation.decision d
    WHERE d.id = s.decision_id AND d.consultation_id = ${consultationId}::uuid
      AND d.answer_id IS NOT DISTINCT FROM ${answerId}::uuid
      AND s.kind = 'SUSPENSION' AND NOT s.lifted AND s.until > ${now}::timestamptz`;
}
