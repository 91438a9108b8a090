import { custodyHorizon } from '../../moderation/custody.ts';
import { type TimeToAct, timeToAct } from '../../moderation/measures.ts';
import { Prisma } from '../../prisma/client/client.ts';
import type { AppealOutcome } from '../../prisma/client/enums.ts';
import type { Tx } from '../platform/database/database.ts';
import { type CheckedModerator, type Concerned, concernColumns, isOpenTo, isUnsignedBy } from './conflict.ts';

/** How far back the measures look. */
export const measuredDays = 90;

export interface ModerationMeasures {
  readonly backlog: number;
  /** Open cases that came in more than a day ago. */
  readonly waitingOverADay: number;
  /** A whole hour; null where none is open. */
  readonly oldestOpenedAt: Date | null;
  readonly timeToAct: TimeToAct;
  readonly appealsWaiting: number;
  readonly appealsRuled: number;
  readonly appealsOverturned: number;
}

/**
 * How moderation goes, for moderators: whole sums, of nobody in particular. Two statements. Where the viewer has a part in
 * the matter it is left out, or the difference to her lists would tell her of it.
 */
export async function measureModeration(
  db: Tx,
  moderator: CheckedModerator,
  now: Date,
): Promise<ModerationMeasures> {
  const since = new Date(now.getTime() - measuredDays * 24 * 3_600_000);
  const unsigned = (column: Prisma.Sql) => isUnsignedBy(moderator.grant, column);
  const allCases = await db.$queryRaw<
    (Concerned & { open: boolean; opened_at: Date; first_act_at: Date | null })[]
  >`
    SELECT mc.consultation_id, ${concernColumns(Prisma.sql`COALESCE(mc.answer_id, mc.consultation_id)`)},
      mc.state = 'OPEN' AS open, mc.opened_at, first.act_at AS first_act_at
    FROM moderation.moderation_case mc
    CROSS JOIN LATERAL (SELECT min(d.decided_at) AS act_at FROM moderation.decision d WHERE d.case_id = mc.id) first
    WHERE (mc.state = 'OPEN' OR mc.opened_at >= ${since}::timestamptz)
      AND ${unsigned(Prisma.sql`mc.consultation_id`)}`;
  const allAppeals = await db.$queryRaw<(Concerned & { outcome: AppealOutcome | null })[]>`
    SELECT d.consultation_id, ${concernColumns(Prisma.sql`COALESCE(d.answer_id, d.consultation_id)`)},
      ruling.outcome::text AS outcome
    FROM moderation.decision d
    LEFT JOIN moderation.appeal ON appeal.decision_id = d.id
    LEFT JOIN moderation.appeal_ruling ruling ON ruling.decision_id = d.id
    WHERE (ruling.ruled_at >= ${since}::timestamptz OR (appeal.id IS NOT NULL AND ruling.id IS NULL))
      AND ${unsigned(Prisma.sql`d.consultation_id`)}`;

  const cases = allCases.filter((row) => isOpenTo(moderator, row));
  const appeals = allAppeals.filter((row) => isOpenTo(moderator, row));
  const open = cases.filter((row) => row.open).sort((a, b) => a.opened_at.getTime() - b.opened_at.getTime());
  const withOutcome = (outcome: AppealOutcome | null) =>
    appeals.filter((row) => row.outcome === outcome).length;
  return {
    backlog: open.length,
    waitingOverADay: open.filter((row) => row.opened_at <= custodyHorizon(now)).length,
    oldestOpenedAt: open[0]?.opened_at ?? null,
    // What a moderator has opened herself did not wait.
    timeToAct: timeToAct(
      cases
        .filter((row) => row.flag_tags.length > 0)
        .map((row) => ({ openedAt: row.opened_at, firstActAt: row.first_act_at })),
    ),
    appealsWaiting: withOutcome(null),
    appealsRuled: withOutcome('UPHELD') + withOutcome('OVERTURNED'),
    appealsOverturned: withOutcome('OVERTURNED'),
  };
}
