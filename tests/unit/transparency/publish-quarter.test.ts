import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { publishQuarter } from '../../../api/transparency/publish-quarter.ts';
import { publishedQuarters, quarterOf } from '../../../api/transparency/quarters.ts';
import {
  type AppealTally,
  type DecisionTally,
  type LookupTally,
  publishedActions,
  publishedReasons,
  publishedRules,
} from '../../../api/transparency/types.ts';

const quarter = '2026-Q3' as const;
const count = fc.integer({ min: 0, max: 6 });
const lookupTallies = fc.array(
  fc.record({
    quarter: fc.constantFrom(quarter, '2026-Q2' as const),
    reason: fc.constantFrom(...publishedReasons),
    state: fc.constantFrom('REQUESTED' as const, 'OPENED' as const, 'REFUSED' as const, 'EXPIRED' as const),
    count,
  }),
);
const decisionTallies = fc.array(
  fc.record({
    quarter: fc.constant(quarter),
    rule: fc.constantFrom(...publishedRules, null),
    action: fc.constantFrom(...publishedActions),
    count,
  }),
);

const appealTallies = fc.array(
  fc.record({
    quarter: fc.constant(quarter),
    outcome: fc.constantFrom('UPHELD' as const, 'OVERTURNED' as const),
    count,
  }),
);

/** Every number that stands in a report. */
function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

describe('the report of a quarter', () => {
  it('holds no 1 and no 2, whatever happened', () => {
    fc.assert(
      fc.property(
        lookupTallies,
        decisionTallies,
        appealTallies,
        (lookups: LookupTally[], decisions: DecisionTally[], appeals: AppealTally[]) => {
          const numbers = numbersIn(publishQuarter(quarter, lookups, decisions, appeals));
          expect(numbers.filter((number) => number === 1 || number === 2)).toEqual([]);
        },
      ),
    );
  });

  it('counts what was opened by reason, and what came to nothing without it', () => {
    const report = publishQuarter(
      quarter,
      [
        { quarter, reason: 'COURT_ORDER', state: 'OPENED', count: 4 },
        { quarter, reason: 'SERIOUS_ABUSE', state: 'OPENED', count: 3 },
        { quarter, reason: 'SERIOUS_ABUSE', state: 'REFUSED', count: 2 },
        { quarter, reason: 'COURT_ORDER', state: 'REFUSED', count: 1 },
        // Nobody has run the job that says so, but these are dead.
        { quarter, reason: 'COURT_ORDER', state: 'READY', count: 1 },
        { quarter, reason: 'IMMINENT_DANGER', state: 'REQUESTED', count: 1 },
        { quarter: '2026-Q2', reason: 'COURT_ORDER', state: 'OPENED', count: 50 },
      ],
      [],
      [],
    );
    expect(Object.fromEntries(report.lookups.map(({ reason, opened }) => [reason, opened.count]))).toEqual({
      COURT_ORDER: 4,
      LEGAL_OBLIGATION: 0,
      IMMINENT_DANGER: 0,
      SERIOUS_ABUSE: 3,
    });
    expect(report.openedTotal).toEqual({ count: 7, suppressed: false });
    expect(report.refused).toEqual({ count: 3, suppressed: false });
    expect(report.expired).toEqual({ count: null, suppressed: true });
    expect(report.decisionsTotal).toEqual({ count: 0, suppressed: false });
  });

  it('counts decisions by rule and action; dismissals bear no rule', () => {
    const report = publishQuarter(
      quarter,
      [],
      [
        { quarter, rule: 'PATIENT_PRIVACY', action: 'EDIT', count: 12 },
        { quarter, rule: 'RESPECT', action: 'HIDE', count: 2 },
        { quarter, rule: null, action: 'DISMISS', count: 5 },
        { quarter, rule: 'LAW', action: 'SUSPEND', count: 3 },
        { quarter, rule: 'LAW', action: 'WARN', count: 1 },
      ],
      [],
    );
    const ofRule = (rule: string | null) => report.decisions.find((row) => row.rule === rule);
    const cell = (rule: string | null, action: string) =>
      ofRule(rule)?.counts.find((each) => each.action === action)?.count;
    expect(cell('PATIENT_PRIVACY', 'EDIT')).toEqual({ count: 12, suppressed: false });
    expect(cell('RESPECT', 'HIDE')).toEqual({ count: null, suppressed: true });
    expect(ofRule('RESPECT')?.total.suppressed).toBe(true);
    expect(cell(null, 'DISMISS')?.count).toBe(5);
    expect(ofRule(null)?.total.count).toBe(5);
    expect(cell('LAW', 'SUSPEND')?.count).toBe(3);
    expect(cell('LAW', 'WARN')).toEqual({ count: null, suppressed: true });
    expect(report.decisionsTotal.suppressed).toBe(true);
  });
});

describe('the appeals of a quarter', () => {
  const appealsOf = (...appeals: AppealTally[]) => publishQuarter(quarter, [], [], appeals).appeals;

  it('are counted by outcome, in the quarter of the ruling', () => {
    const counted = appealsOf(
      { quarter, outcome: 'UPHELD', count: 7 },
      { quarter, outcome: 'OVERTURNED', count: 3 },
      { quarter: '2026-Q2', outcome: 'OVERTURNED', count: 50 },
    );
    expect(counted).toEqual({
      upheld: { count: 7, suppressed: false },
      overturned: { count: 3, suppressed: false },
      total: { count: 10, suppressed: false },
    });
  });

  it('are kept back where they are one or two, and the total with them', () => {
    const counted = appealsOf(
      { quarter, outcome: 'UPHELD', count: 7 },
      { quarter, outcome: 'OVERTURNED', count: 1 },
    );
    expect(counted.overturned).toEqual({ count: null, suppressed: true });
    expect(counted.total).toEqual({ count: null, suppressed: true });
    expect(counted.upheld.count).toBe(7);
  });
});

describe('the quarters that are published', () => {
  const settlingInMs = 24 * 60 * 60 * 1000;
  const listed = (began: string, now: string, most = 12) =>
    publishedQuarters(new Date(began), new Date(now), { settlingInMs, most }).map((each) => each.quarter);

  it('have ended, a day ago at least', () => {
    expect(listed('2026-01-15T00:00:00Z', '2026-11-21T12:00:00Z')).toEqual(['2026-Q3', '2026-Q2', '2026-Q1']);
    expect(listed('2026-07-15T00:00:00Z', '2026-10-01T23:59:59Z')).toEqual([]);
    expect(listed('2026-07-15T00:00:00Z', '2026-10-02T00:00:00Z')).toEqual(['2026-Q3']);
  });

  it('begin with the one in which the service began, and are no more than asked for', () => {
    expect(listed('2026-10-03T00:00:00Z', '2026-12-31T00:00:00Z')).toEqual([]);
    expect(listed('2025-12-31T23:59:59Z', '2026-02-01T00:00:00Z')).toEqual(['2025-Q4']);
    expect(listed('2020-01-01T00:00:00Z', '2026-02-01T00:00:00Z', 3)).toEqual([
      '2025-Q4',
      '2025-Q3',
      '2025-Q2',
    ]);
  });

  it('are in UTC', () => {
    expect(quarterOf(new Date('2026-06-30T23:59:59Z'))).toBe('2026-Q2');
    expect(quarterOf(new Date('2026-07-01T00:00:00Z'))).toBe('2026-Q3');
  });
});
