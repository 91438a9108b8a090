import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawPublication, remainingWindow, windowInMinutes } from '../../../api/hold-back/policy.ts';
import { holdBackWindows } from '../../../api/hold-back/types.ts';

const minuteInMs = 60_000;
const moment = fc.date({ min: new Date('2026-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
const window = fc.constantFrom(...holdBackWindows);

describe('the moment of publication', () => {
  test('is a whole minute, later than now and within the window', () => {
    fc.assert(
      fc.property(moment, window, (now, chosen) => {
        const at = drawPublication(now, chosen).getTime();
        expect(at % minuteInMs).toBe(0);
        expect(at).toBeGreaterThan(now.getTime());
        expect(at - now.getTime()).toBeLessThanOrEqual(windowInMinutes[chosen] * minuteInMs);
      }),
    );
  });

  test('asks for every minute of the window and for none outside', () => {
    const now = new Date('2026-11-21T03:10:30Z');
    for (const chosen of holdBackWindows) {
      const asked: [number, number][] = [];
      const ends = [0, 1].map((end) =>
        drawPublication(now, chosen, (min, max) => {
          asked.push([min, max]);
          return end === 0 ? min : max - 1;
        }).toISOString(),
      );
      expect(asked[0]).toEqual([1, windowInMinutes[chosen] + 1]);
      expect(ends[0]).toBe('2026-11-21T03:11:00.000Z');
      const last = new Date('2026-11-21T03:10:00Z').getTime() + windowInMinutes[chosen] * minuteInMs;
      expect(ends[1]).toBe(new Date(last).toISOString());
    }
  });

  test('every part of the window comes as often as any other', () => {
    const now = new Date('2026-11-21T03:00:00Z');
    const tenths = Array.from({ length: 10 }, () => 0);
    const draws = 20_000;
    for (let drawn = 0; drawn < draws; drawn += 1) {
      const minutes = (drawPublication(now, 'SIX_HOURS').getTime() - now.getTime()) / minuteInMs;
      const tenth = Math.floor((minutes - 1) / 36);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    // Chi-squared with 9 degrees of freedom: above 33.7 once in ten thousand runs.
    const expected = draws / 10;
    const distance = tenths.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    expect(distance).toBeLessThan(33.7);
  });
});

describe('what its author is told of it', () => {
  test('is one of the windows, which holds the time left', () => {
    fc.assert(
      fc.property(moment, window, (now, chosen) => {
        const at = drawPublication(now, chosen);
        const told = remainingWindow(at, now);
        expect((at.getTime() - now.getTime()) / minuteInMs).toBeLessThanOrEqual(windowInMinutes[told]);
        expect(windowInMinutes[told]).toBeLessThanOrEqual(windowInMinutes[chosen]);
      }),
    );
  });

  test('one that is overdue comes within the hour', () => {
    const now = new Date('2026-11-21T03:00:00Z');
    expect(remainingWindow(new Date(now.getTime() - 90 * minuteInMs), now)).toBe('ONE_HOUR');
    expect(remainingWindow(new Date(now.getTime() + 60 * minuteInMs), now)).toBe('ONE_HOUR');
    expect(remainingWindow(new Date(now.getTime() + 61 * minuteInMs), now)).toBe('SIX_HOURS');
    expect(remainingWindow(new Date(now.getTime() + 361 * minuteInMs), now)).toBe('ONE_DAY');
  });
});
