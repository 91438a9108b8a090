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
    total: 31,
    bySpecialty: new Map([
      ['kardiologi', 9],
      ['internmedicin', 10],
    ]),
  };

  test('the specialty that enough share', () => {
    expect(chooseShown(census, 'internmedicin', 10)).toEqual({
      specialtyCode: 'internmedicin',
      sharers: 10,
      coarsened: [],
    });
  });

  test('nothing of one that too few share, and then everybody matches', () => {
    const nothing = { specialtyCode: null, sharers: 31, coarsened: ['SPECIALTY'] };
    expect(chooseShown(census, 'kardiologi', 10)).toEqual(nothing);
    expect(chooseShown(census, 'rattspsykiatri', 10)).toEqual(nothing);
  });

  test('without a specialty there is nothing to leave out', () => {
    expect(chooseShown(census, null, 10)).toEqual({ specialtyCode: null, sharers: 31, coarsened: [] });
  });

  test('whatever shows is shared by as many as the threshold says', () => {
    fc.assert(
      fc.property(fc.nat(50), fc.nat(50), fc.integer({ min: 2, max: 40 }), (sharing, others, threshold) => {
        const counted = { total: sharing + others, bySpecialty: new Map([['ortopedi', sharing]]) };
        const shown = chooseShown(counted, 'ortopedi', threshold);
        if (shown.specialtyCode !== null) expect(shown.sharers).toBeGreaterThanOrEqual(threshold);
        expect(shown.sharers).toBe(shown.specialtyCode === null ? counted.total : sharing);
      }),
    );
  });
});
