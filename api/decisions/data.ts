import { Prisma } from '../../prisma/client/client.ts';
import { type AppealRow, appealColumn, appealJoins, toAppeal } from '../appeals/appeal-rows.ts';
import type { Tx } from '../platform/database/database.ts';
import type { DecisionId } from '../platform/ids.ts';
import type { Decision } from './types.ts';

/** As `decisionsOf` selects them, oldest first; null for none. */
export type DecisionRows = DecisionRow[] | null;

interface DecisionRow {
  id: string;
  action: string;
  rule: string | null;
  statement: string;
  decided_at: string;
  text_before: string | null;
  text_after: string | null;
  until: string | null;
  redaction: string | null;
  image_number: number | null;
  appeal: AppealRow;
}

/** Of a decision `d`: the place of the image that it is about. */
export const imageNumber = Prisma.sql`(
  SELECT image.position + 1 FROM moderation.decision of_image JOIN images.image ON image.id = of_image.image_id
  WHERE of_image.id = d.id)`;

const decisionJson = Prisma.sql`jsonb_build_object(
  'id', d.id, 'action', d.action, 'rule', d.rule, 'statement', d.statement, 'decided_at', d.decided_at,
  'text_before', d.text_before, 'text_after', d.text_after, 'until', d.until, 'redaction', d.redaction,
  'image_number', ${imageNumber},  'appeal', ${appealColumn})`;

/**
 * The decisions on one post as one JSON column, without the moderator. Flags that came to nothing (DISMISS) are no
 * act upon the post, and its author is not told of them. For the post's author only: `toDecisions` sees to it.
 */
export const decisionsOf = (post: 'a' | 'c') => {
  const ofPost =
    post === 'a'
      ? Prisma.sql`d.answer_id = a.id`
      : Prisma.sql`d.consultation_id = c.id AND d.answer_id IS NULL`;
  return Prisma.sql`(
    SELECT jsonb_agg(${decisionJson} ORDER BY d.number)
    FROM moderation.decision_with_texts d ${appealJoins} WHERE ${ofPost} AND d.action <> 'DISMISS')`;
};

/** Nothing at all for anyone but the author. */
export function toDecisions(rows: DecisionRows, isMine: boolean): Decision[] {
  if (!isMine || !rows) return [];
  return rows.map(toDecision);
}

/** One that its post's author has asked about: the caller knows that she is. */
export async function findDecision(db: Tx, id: DecisionId): Promise<Decision | null> {
  const [row] = await db.$queryRaw<{ decision: DecisionRow }[]>`
    SELECT ${decisionJson} AS decision FROM moderation.decision_with_texts d ${appealJoins} WHERE d.id = ${id}::uuid`;
  return row ? toDecision(row.decision) : null;
}

function toDecision(row: DecisionRow): Decision {
  return {
    id: row.id as Decision['id'],
    action: row.action as Decision['action'],
    rule: row.rule as Decision['rule'],
    statement: row.statement,
    imageNumber: row.image_number,
    decidedAt: new Date(row.decided_at),
    textBefore: row.text_before,
    textAfter: row.text_after,
    until: row.until === null ? null : new Date(row.until),
    redaction: row.redaction as Decision['redaction'],
    appeal: toAppeal(row.appeal),
  };
}
