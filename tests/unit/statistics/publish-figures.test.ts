import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { publishFigures, roundCount } from '../../../api/statistics/publish-figures.ts';
import { isoWeek, toldPeriods, toldWeeks, weekStart, weeksInPeriod } from '../../../api/statistics/weeks.ts';

const few = { count: null, fewerThanFive: true };
const told = (count: number) => ({ count, fewerThanFive: false });

describe('a count', () => {
  it('is fewer than five, or the nearest multiple of five', () => {
    expect([0, 1, 4, 5, 7, 8, 12, 13].map(roundCount)).toEqual([
      ...[few, few, few],
      ...[5, 5, 10, 10, 15].map(told),
    ]);
  });

  it('that is kept back cannot be subtracted from a total, told elsewhere, of itself and the others', () => {
    // As long as one of the other numbers is not at the edge of its rounding: then there is a world with another
    // number in the hidden cell that looks the same, also to whoever knows how things are rounded.
    fc.assert(
      fc.property(
        fc.array(fc.nat(200), { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 0, max: 4 }),
        (others, hidden) => {
          const slack = others.findIndex(
            (count) => count >= 5 && Math.abs(count - 5 * Math.round(count / 5)) < 2,
          );
          fc.pre(slack >= 0 && others[slack] !== 5);
          const page = look(others, hidden);
          const alternatives = [-1, 1].filter((by) => {
            const instead = others.map((count, at) => (at === slack ? count - by : count));
            return hidden + by >= 0 && hidden + by <= 4 && look(instead, hidden + by) === page;
          });
          expect(alternatives.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 500 },
    );

    function look(others: readonly number[], hidden: number): string {
      const total = others.reduce((sum, count) => sum + count, hidden);
      return JSON.stringify([others.map(roundCount), roundCount(hidden), roundCount(total)]);
    }
  });
});

describe('what is told of a group of questions', () => {
  const tally = { questions: 40, answers: 90, answered: 37, answeredWithinDay: 31, medianHours: 2 };

  it('is rounded, and the small part of it kept back', () => {
    expect(publishFigures(tally)).toEqual({
      questions: told(40),
      answers: told(90),
      answeredWithinDay: told(30),
      unanswered: few,
      medianHours: 3,
    });
  });

  it('is nothing but that there are few, of fewer than five questions', () => {
    const small = publishFigures({
      questions: 4,
      answers: 80,
      answered: 4,
      answeredWithinDay: 4,
      medianHours: 1,
    });
    expect(small).toEqual({
      questions: few,
      answers: few,
      answeredWithinDay: few,
      unanswered: few,
      medianHours: null,
    });
    expect(publishFigures({ ...tally, questions: 3 })).toEqual(small);
  });

  it('has no median of a few answers, and rounds the others up to a step', () => {
    expect(publishFigures({ ...tally, questions: 12, answered: 9 }).medianHours).toBeNull();
    expect(
      [0, 1, 5, 30, 167].map((medianHours) => publishFigures({ ...tally, medianHours }).medianHours),
    ).toEqual([1, 2, 6, 36, 168]);
  });

  it('is the same where nothing was asked as where few were', () => {
    expect(publishFigures(undefined)).toEqual(publishFigures({ ...tally, questions: 3 }));
  });
});

describe('weeks and periods', () => {
  it('are told when nothing of them changes any more', () => {
    // A Monday; the week before last ended eight days ago to the hour.
    const monday = new Date('2026-11-23T00:00:00Z');
    const newest = (now: Date) => isoWeek(weekStart(toldWeeks(now).at(-1) ?? 0));
    expect(newest(monday)).toBe('2026-W45');
    expect(newest(new Date(monday.getTime() + 24 * 3_600_000 - 1))).toBe('2026-W45');
    expect(newest(new Date(monday.getTime() + 24 * 3_600_000))).toBe('2026-W46');
  });

  it('do not overlap, whenever one looks', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2026-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
        (now) => {
          const [newest = 0] = toldPeriods(now);
          const last = toldWeeks(now).at(-1) ?? 0;
          expect((newest + 1) * weeksInPeriod - 1).toBeLessThanOrEqual(last);
          expect((newest + 2) * weeksInPeriod - 1).toBeGreaterThan(last);
        },
      ),
    );
  });

  it('have the numbers that calendars give them', () => {
    expect(isoWeek(new Date('2026-11-16T00:00:00Z'))).toBe('2026-W47');
    expect(isoWeek(new Date('2020-12-28T00:00:00Z'))).toBe('2020-W53');
    expect(isoWeek(new Date('2025-12-29T00:00:00Z'))).toBe('2026-W01');
    expect(weekStart(2967).getUTCDay()).toBe(1);
  });
});
