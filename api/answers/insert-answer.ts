import { excerptOf } from '../../markdown/plain-text.ts';
import { Prisma } from '../../prisma/client/client.ts';
import type { Tx } from '../platform/database/database.ts';
import type { AliasId, AnswerId, ConsultationId, PhysicianId } from '../platform/ids.ts';

export interface NewAnswer {
  readonly id: AnswerId;
  readonly consultationId: ConsultationId;
  /** Exactly one of the two. */
  readonly authorId: PhysicianId | null;
  readonly aliasId: AliasId | null;
  /** Null: it is held back, and counts nowhere yet. */
  readonly position: number | null;
  readonly quotedAnswerId: AnswerId | null;
  readonly body: string;
  readonly identifierOverride: string | null;
  /** A whole hour. */
  readonly postedAt: Date;
}

/**
 * Inserts an answer and counts it, under the consultation's lock. One statement with whatever else belongs to it: each
 * more would let the others of the thread wait longer for the lock.
 * @param alongside insertions of its own for the WITH, `name AS (…)`.
 */
export async function insertAnswer(
  tx: Tx,
  answer: NewAnswer,
  alongside: readonly Prisma.Sql[],
): Promise<void> {
  const { consultationId, position, postedAt } = answer;
  const insertion = Prisma.sql`new_answer AS (
    INSERT INTO forum.answer (
      id, consultation_id, author_id, alias_id, position, quoted_answer_id, body, excerpt,
      identifier_override, visibility, posted_at)
    VALUES (
      ${answer.id}::uuid, ${consultationId}::uuid, ${answer.authorId}::uuid, ${answer.aliasId}::uuid, ${position}::int,
      ${answer.quotedAnswerId}::uuid, ${answer.body}, ${excerptOf(answer.body)}, ${answer.identifierOverride},
      ${position === null ? 'HELD' : 'VISIBLE'}::forum."Visibility", ${postedAt.toISOString()}::timestamptz))`;
  const counting = position === null ? Prisma.sql`SELECT` : answerCounting(consultationId, postedAt);
  await tx.$executeRaw(Prisma.sql`WITH ${Prisma.join([...alongside, insertion])} ${counting}`);
}

/**
 * The statement that counts one more answer, under the consultation's lock: the stored counters are what the rows say.
 * @param hour a whole hour.
 */
export const answerCounting = (id: ConsultationId, hour: Date): Prisma.Sql => Prisma.sql`
  UPDATE forum.consultation
  SET answer_count = answer_count + 1, answers_written = answers_written + 1,
      last_activity_at = GREATEST(last_activity_at, ${hour.toISOString()}::timestamptz)
  WHERE id = ${id}::uuid`;
