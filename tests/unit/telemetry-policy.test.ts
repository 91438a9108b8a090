import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { retryAfterMs } from '../../analytics/delivery.ts';
import { hourInMs } from '../../api/platform/clock.ts';
import { backOffMs } from '../../api/telemetry/back-off.ts';
import { heapsOf, smallestHeap, startOfDay } from '../../api/telemetry/release-policy.ts';

const day = Date.parse('2026-11-20T00:00:00Z');
const marks = (count: number, hour: number, payload = 'a') =>
  Array.from({ length: count }, () => ({ payload, hour: new Date(day + hour * hourInMs) }));

describe('the heaps in which anonymous acts are told of', () => {
  it('an hour with ten by itself; what is left of the day together as of its first hour', () => {
    expect(heapsOf([...marks(12, 9), ...marks(6, 13), ...marks(4, 20)])).toEqual([
      { payload: 'a', hour: new Date(day + 9 * hourInMs), count: 12 },
      { payload: 'a', hour: new Date(day), count: 10 },
    ]);
  });

  it('nine of a kind are forgotten, beside however many of another kind or day', () => {
    expect(heapsOf([...marks(9, 9), ...marks(9, 9, 'b'), ...marks(9, 24 + 9)])).toEqual([]);
  });

  it('whatever happened: never fewer than ten, never more than there were, and nothing but its own day', () => {
    const mark = fc.record({ payload: fc.constantFrom('a', 'b'), at: fc.integer({ min: 0, max: 71 }) });
    fc.assert(
      fc.property(fc.array(mark, { maxLength: 200 }), (all) => {
        const given = all.map(({ payload, at }) => ({ payload, hour: new Date(day + at * hourInMs) }));
        const heaps = heapsOf(given);
        for (const { payload, hour, count } of heaps) {
          expect(count).toBeGreaterThanOrEqual(smallestHeap);
          const ofDay = given.filter(
            (one) => one.payload === payload && +startOfDay(one.hour) === +startOfDay(hour),
          );
          expect(count).toBeLessThanOrEqual(ofDay.length);
        }
        const told = heaps.reduce((sum, { count }) => sum + count, 0);
        expect(told).toBeLessThanOrEqual(given.length);
      }),
    );
  });
});

describe('how long a processor is left alone', () => {
  it('twice as long each time up to an hour, at random between half of it and all', () => {
    expect([1, 2, 3].map((failures) => backOffMs(failures, null, 0))).toEqual([30_000, 60_000, 120_000]);
    expect(backOffMs(1, null, 0.999)).toBeLessThan(15_100);
    expect(backOffMs(500, null, 0)).toBe(hourInMs);
  });

  it('as long as it asks for, but not for ever', () => {
    expect(backOffMs(1, 2 * hourInMs, 0)).toBe(2 * hourInMs);
    expect(backOffMs(1, 1000 * hourInMs, 0)).toBe(24 * hourInMs);
  });

  it('reads seconds, dates, and nothing from nonsense', () => {
    expect(retryAfterMs('120', 0)).toBe(120_000);
    expect(retryAfterMs('Thu, 01 Jan 1970 00:01:00 GMT', 0)).toBe(60_000);
    expect(retryAfterMs('soon', 0)).toBeNull();
    expect(retryAfterMs(null, 0)).toBeNull();
  });
});
