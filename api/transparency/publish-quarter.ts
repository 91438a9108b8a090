import type { ModerationRule } from '../../prisma/client/enums.ts';
import type { Quarter } from './quarters.ts';
import { type PublishedCount, publishCount, suppressSmallCells } from './suppress-small-cells.ts';
import {
  type AppealTally,
  type DecisionTally,
  type LookupTally,
  publishedActions,
  publishedReasons,
  publishedRules,
  type QuarterReport,
} from './types.ts';

const nothing: PublishedCount = { count: 0, suppressed: false };
const rules: (ModerationRule | null)[] = [...publishedRules, null];

const sum = (tallies: readonly { count: number }[]): number =>
  tallies.reduce((total, { count }) => total + count, 0);

/**
 * What may be known of one finished quarter. Lookups that still stand as asked for have expired by now, whether or not
 * the job that says so has run.
 */
export function publishQuarter(
  quarter: Quarter,
  lookups: readonly LookupTally[],
  decisions: readonly DecisionTally[],
  appeals: readonly AppealTally[],
): QuarterReport {
  const asked = lookups.filter((tally) => tally.quarter === quarter);
  const decided = decisions.filter((tally) => tally.quarter === quarter);

  const opened = publishedReasons.map((reason) =>
    sum(asked.filter((tally) => tally.reason === reason && tally.state === 'OPENED')),
  );
  const openings = suppressSmallCells([opened]);
  const refused = sum(asked.filter(({ state }) => state === 'REFUSED'));
  const expired = sum(asked.filter(({ state }) => state !== 'OPENED' && state !== 'REFUSED'));

  const byRule = suppressSmallCells(
    rules.map((rule) =>
      publishedActions.map((action) =>
        sum(decided.filter((tally) => tally.rule === rule && tally.action === action)),
      ),
    ),
  );
  const ruled = appeals.filter((tally) => tally.quarter === quarter);
  const rulings = suppressSmallCells([
    (['UPHELD', 'OVERTURNED'] as const).map((outcome) =>
      sum(ruled.filter((tally) => tally.outcome === outcome)),
    ),
  ]);
  return {
    quarter,
    lookups: publishedReasons.map((reason, at) => ({ reason, opened: openings.cells[0]?.[at] ?? nothing })),
    openedTotal: openings.total,
    refused: publishCount(refused),
    expired: publishCount(expired),
    decisions: rules.map((rule, row) => ({
      rule,
      counts: publishedActions.map((action, column) => ({
        action,
        count: byRule.cells[row]?.[column] ?? nothing,
      })),
      total: byRule.rowTotals[row] ?? nothing,
    })),
    actionTotals: publishedActions.map((action, column) => ({
      action,
      count: byRule.columnTotals[column] ?? nothing,
    })),
    decisionsTotal: byRule.total,
    appeals: {
      upheld: rulings.cells[0]?.[0] ?? nothing,
      overturned: rulings.cells[0]?.[1] ?? nothing,
      total: rulings.total,
    },
  };
}
