import type {
  AppealOutcome,
  DecisionAction,
  LookupReason,
  LookupState,
  ModerationRule,
} from '../../prisma/client/enums.ts';
import { lookupLifetimeInMs } from '../lookups/policy.ts';
import type { Tx } from '../platform/database/database.ts';
import { publishQuarter } from './publish-quarter.ts';
import { publishedQuarters, quarterOf } from './quarters.ts';
import type { Transparency } from './types.ts';

/** Three years. */
const mostQuarters = 12;

/** A request of a quarter's last minute can still be opened a day later. */
const settlingInMs = lookupLifetimeInMs;

/**
 * What every member may know of lookups and moderation. Four statements, however much there is; none reads a
 * lookup, for the service may only read how many there were (the view vault.lookup_count).
 */
export async function readTransparency(db: Tx, now: Date, noticeDays: number): Promise<Transparency> {
  const began = await db.auditEntry.findFirst({ orderBy: { seq: 'asc' }, select: { at: true } });
  const quarters = began ? publishedQuarters(began.at, now, { settlingInMs, most: mostQuarters }) : [];
  const [newest, oldest] = [quarters[0], quarters.at(-1)];
  if (!newest || !oldest) return { noticeDays, quarters: [] };

  const lookups = await db.$queryRaw<
    { quarter: Date; reason: LookupReason; state: LookupState; count: number }[]
  >`
    SELECT quarter, reason::text AS reason, state::text AS state, count
    FROM vault.lookup_count
    WHERE quarter >= ${oldest.start}::date AND quarter < ${newest.end}::date`;
  const decisions = await db.$queryRaw<
    { quarter: Date; rule: ModerationRule | null; action: DecisionAction; count: number }[]
  >`
    SELECT date_trunc('quarter', decided_at AT TIME ZONE 'UTC')::date AS quarter,
      rule::text AS rule, action::text AS action, count(*)::int AS count
    FROM moderation.decision
    WHERE decided_at >= ${oldest.start} AND decided_at < ${newest.end}
    GROUP BY 1, 2, 3`;
  const rulings = await db.$queryRaw<{ quarter: Date; outcome: AppealOutcome; count: number }[]>`
    SELECT date_trunc('quarter', ruled_at AT TIME ZONE 'UTC')::date AS quarter, outcome::text AS outcome,
      count(*)::int AS count
    FROM moderation.appeal_ruling
    WHERE ruled_at >= ${oldest.start} AND ruled_at < ${newest.end}
    GROUP BY 1, 2`;
  const named = <Row extends { quarter: Date }>(rows: readonly Row[]) =>
    rows.map((row) => ({ ...row, quarter: quarterOf(row.quarter) }));
  const [asked, decided, ruled] = [named(lookups), named(decisions), named(rulings)];
  return {
    noticeDays,
    quarters: quarters.map(({ quarter }) => publishQuarter(quarter, asked, decided, ruled)),
  };
}
