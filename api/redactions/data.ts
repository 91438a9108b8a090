import { Prisma } from '../../prisma/client/client.ts';
import type { Tx } from '../platform/database/database.ts';
import type { AnswerId, ConsultationId } from '../platform/ids.ts';
import { isOwn, type Reader } from '../posts/reader.ts';
import type { PendingRedaction, Redaction, RedactionId } from './types.ts';

/** As `redactionOf` selects it; null for none. */
export type RedactionRow = {
  id: string;
  field: string;
  start: number;
  end: number;
  replacement: string;
  hides: boolean;
  rule: string;
  statement: string;
  decided_at: string;
} | null;

/** The open proposal on one post as one JSON column, without the moderator. For the author only: `toRedaction` sees to it. */
export const redactionOf = (post: 'a' | 'c') => {
  const id = post === 'a' ? Prisma.sql`a.id` : Prisma.sql`c.id`;
  return Prisma.sql`(
    SELECT jsonb_build_object(
      'id', r.id, 'field', r.field, 'start', r.start_at, 'end', r.end_at, 'replacement', r.replacement,
      'hides', r.hides, 'rule', d.rule, 'statement', d.statement, 'decided_at', d.decided_at)
    FROM moderation.redaction r JOIN moderation.decision d ON d.id = r.decision_id
    WHERE COALESCE(r.answer_id, r.consultation_id) = ${id} AND r.state = 'PROPOSED')`;
};

/** Nothing for anyone but the author, nor on a tombstone. */
export function toRedaction(row: RedactionRow, readable: boolean, isMine: boolean): Redaction | null {
  if (!row || !readable || !isMine) return null;
  return {
    id: row.id as RedactionId,
    field: row.field as Redaction['field'],
    start: row.start,
    end: row.end,
    replacement: row.replacement,
    hides: row.hides,
    rule: row.rule as Redaction['rule'],
    statement: row.statement,
    proposedAt: new Date(row.decided_at),
  };
}

/**
 * Her own posts with an open proposal. All open ones are read, few, with one statement that is the same for everybody:
 * which are hers is decided in memory.
 */
export async function listPending(db: Tx, reader: Reader): Promise<PendingRedaction[]> {
  const rows = await db.$queryRaw<
    {
      id: string;
      consultation_id: string;
      answer_id: string | null;
      author_id: string | null;
      alias_id: string | null;
    }[]
  >`
    SELECT r.id, r.consultation_id, r.answer_id, post.author_id, post.alias_id
    FROM moderation.redaction r
    CROSS JOIN LATERAL (
      SELECT c.author_id, c.alias_id, c.visibility FROM forum.consultation c
      WHERE c.id = r.consultation_id AND r.answer_id IS NULL
      UNION ALL
      SELECT a.author_id, a.alias_id, a.visibility FROM forum.answer a WHERE a.id = r.answer_id) post
    WHERE r.state = 'PROPOSED' AND post.visibility IN ('VISIBLE', 'HIDDEN')
    ORDER BY r.id`;
  return rows
    .filter((row) => isOwn(reader, { authorId: row.author_id, aliasId: row.alias_id }))
    .map((row) => ({
      id: row.id as RedactionId,
      consultationId: row.consultation_id as ConsultationId,
      answerId: row.answer_id as AnswerId | null,
    }));
}
