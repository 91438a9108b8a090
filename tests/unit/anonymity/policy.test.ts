import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Census, chooseShown, roundCount } from '../../../api/anonymity/policy.ts';

describe('how a count is told', () => {
  test.each([
    [0, null],
    [9, null],
    [10, 10],
    [19, 10],
    [20, 20],
    [49, 20],
    [50, 50],
    [99, 50],
    [100, 100],
    [499, 200],
    [500, 500],
    [999, 500],
    [1000, 1000],
    [4999, 2000],
    [123_456, 100_000],
  ])('%i as %s', (count, told) => {
    expect(roundCount(count, 10)).toBe(told);
  });

  test('with another threshold, the threshold is the smallest', () => {
    expect([24, 25, 49, 50].map((count) => roundCount(count, 25))).toEqual([null, 25, 25, 50]);
    expect([2, 3, 9, 10].map((count) => roundCount(count, 3))).toEqual([null, 3, 3, 10]);
  });

  test('never more than there are, never below the threshold, never less for more', () => {
    fc.assert(
      fc.property(fc.nat(200_000), fc.integer({ min: 2, max: 1000 }), (count, threshold) => {
        const told = roundCount(count, threshold);
        expect(told === null).toBe(count < threshold);
        expect(told ?? threshold).toBeLessThanOrEqual(Math.max(count, threshold));
        expect(told ?? threshold).toBeGreaterThanOrEqual(threshold);
        expect(roundCount(count + 1, threshold) ?? 0).toBeGreaterThanOrEqual(told ?? 0);
      }),
    );
  });
});

describe('what an anonymous post shows', () => {
  const census: Census = {
    total: 41,
    bySpecialty: new Map([
      ['kardiologi', 9],
      ['internmedicin', 10],
      ['ortopedi', 12],
    ]),
  };

  test('the specialty that enough share', () => {
    const shown = { specialtyCode: 'internmedicin', sharers: 10, coarsened: [] };
    expect(chooseShown(census, 'internmedicin', 10)).toEqual(shown);
  });

  test('nothing of one that too few share, counted with those who show nothing, and no others', () => {
    const nothing = { specialtyCode: null, sharers: 19, coarsened: ['SPECIALTY'] };
    expect(chooseShown(census, 'kardiologi', 10)).toEqual(nothing);
    expect(chooseShown(census, 'rattspsykiatri', 10)).toEqual(nothing);
    expect(chooseShown(census, null, 10)).toEqual({ ...nothing, coarsened: [] });
  });

  test('#59 the smallest shown specialty joins a lone specialist, for whom showing nothing would be a name', () => {
    const lone: Census = {
      total: 23,
      bySpecialty: new Map([
        ['rattspsykiatri', 1],
        ['internmedicin', 10],
        ['ortopedi', 12],
      ]),
    };
    const nothing = { specialtyCode: null, sharers: 11, coarsened: ['SPECIALTY'] };
    expect(chooseShown(lone, 'rattspsykiatri', 10)).toEqual(nothing);
    expect(chooseShown(lone, 'internmedicin', 10)).toEqual(nothing);
    expect(chooseShown(lone, 'ortopedi', 10).specialtyCode).toBe('ortopedi');
  });

  test('#59 of any roster that grows and shrinks, at every moment: whatever somebody shows, as many as the meter says show the same', () => {
    const codes = ['a', 'b', 'c', 'd', 'e', null] as const;
    const steps = fc.array(
      fc.record({ at: fc.nat(), joins: fc.boolean(), code: fc.constantFrom(...codes) }),
      {
        maxLength: 120,
      },
    );
    fc.assert(
      fc.property(steps, fc.integer({ min: 2, max: 12 }), (moments, threshold) => {
        const roster: (string | null)[] = [];
        for (const { at, joins, code } of moments) {
          if (joins || roster.length === 0) roster.push(code);
          else roster.splice(at % roster.length, 1);
          const bySpecialty = new Map<string, number>();
          for (const each of roster) if (each) bySpecialty.set(each, (bySpecialty.get(each) ?? 0) + 1);
          const now: Census = { total: roster.length, bySpecialty };
          const shown = roster.map((each) => chooseShown(now, each, threshold));
          for (const { specialtyCode, sharers } of shown) {
            expect(sharers).toBe(shown.filter((other) => other.specialtyCode === specialtyCode).length);
            expect(sharers).toBeGreaterThanOrEqual(Math.min(threshold, roster.length));
          }
        }
      }),
    );
  });
});
