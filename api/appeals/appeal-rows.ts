import { Prisma } from '../../prisma/client/client.ts';
import type { Appeal, AppealId, CaseAppeal, Ruling } from './types.ts';

/** As `appealColumn` selects it; null where there is neither an appeal nor a ruling. */
export type AppealRow = {
  id: string | null;
  text: string | null;
  appealed_at: string | null;
  outcome: string | null;
  effect: string | null;
  statement: string | null;
  ruled_at: string | null;
} | null;

/** The appeal of a decision as one JSON value, without the moderator; with `appealJoins`. */
export const appealColumn = Prisma.sql`
  CASE WHEN appeal.id IS NOT NULL OR ruling.id IS NOT NULL THEN jsonb_build_object(
    'id', appeal.id, 'text', appeal.text, 'appealed_at', appeal.appealed_at, 'outcome', ruling.outcome,
    'effect', ruling.effect, 'statement', ruling.statement, 'ruled_at', ruling.ruled_at) END`;

/** To a decision `d`. */
export const appealJoins = Prisma.sql`
  LEFT JOIN moderation.appeal ON appeal.decision_id = d.id
  LEFT JOIN moderation.appeal_ruling ruling ON ruling.decision_id = d.id`;

/** For the author of the post alone. */
export function toAppeal(row: AppealRow): Appeal | null {
  if (!row || row.id === null || row.text === null || row.appealed_at === null) return null;
  return {
    id: row.id as AppealId,
    text: row.text,
    appealedAt: new Date(row.appealed_at),
    ruling: toRuling(row),
  };
}

/** For moderators: without the author's words, which stand with the appeal itself. */
export function toCaseAppeal(row: AppealRow): CaseAppeal | null {
  return row && { id: row.id as AppealId | null, ruling: toRuling(row) };
}

function toRuling({ outcome, effect, statement, ruled_at }: NonNullable<AppealRow>): Ruling | null {
  if (outcome === null || statement === null || ruled_at === null) return null;
  return {
    outcome: outcome as Ruling['outcome'],
    effect: effect as Ruling['effect'],
    statement,
    ruledAt: new Date(ruled_at),
  };
}
