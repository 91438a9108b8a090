import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  drawPublication,
  latestTick,
  remainingWindow,
  shortestWaitInMinutes,
  windowInMinutes,
  windowOf,
} from '../../../api/hold-back/policy.ts';
import { slotOf, tickOf } from '../../../api/hold-back/ticks.ts';
import { holdBacks, holdBackWindows } from '../../../api/hold-back/types.ts';
import { generateKeyring, parseKeyring } from '../../../api/identity/crypto/keyring.ts';

const keyring = parseKeyring(generateKeyring());
const minuteInMs = 60_000;
const moment = fc.date({ min: new Date('2026-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
const window = fc.constantFrom(...holdBackWindows);

test('what is anonymous waits for minutes unless its author chose, what bears her name appears at once', () => {
  expect(windowOf({ anonymous: true })).toBe('MINUTES');
  expect(windowOf({ anonymous: true, holdBack: null })).toBe('MINUTES');
  expect(windowOf({ anonymous: false })).toBeNull();
  for (const anonymous of [true, false]) {
    for (const holdBack of holdBacks) {
      expect(windowOf({ anonymous, holdBack })).toBe(holdBack === 'AT_ONCE' ? null : holdBack);
    }
  }
});

describe('the tick of publication', () => {
  test('is in its window and not before five minutes, and a whole minute is kept of it', () => {
    fc.assert(
      fc.property(moment, window, (now, chosen) => {
        const kept = drawPublication(keyring, now, chosen);
        expect(kept.getTime() % minuteInMs).toBe(0);
        const wait = tickOf(keyring, slotOf(kept)) - now.getTime();
        expect(wait).toBeGreaterThanOrEqual(shortestWaitInMinutes * minuteInMs);
        expect(wait).toBeLessThanOrEqual(windowInMinutes[chosen] * minuteInMs);
      }),
    );
  });

  test('may be each of those in the window, and no other', () => {
    fc.assert(
      fc.property(moment, window, (now, chosen) => {
        const drawn = [0, 1].map((end) =>
          slotOf(drawPublication(keyring, now, chosen, (min, max) => (end === 0 ? min : max - 1))),
        );
        const [first = 0, last = 0] = drawn;
        expect(last).toBeGreaterThan(first);
        expect(tickOf(keyring, first - 1) - now.getTime()).toBeLessThan(shortestWaitInMinutes * minuteInMs);
        expect(tickOf(keyring, last + 1) - now.getTime()).toBeGreaterThan(
          windowInMinutes[chosen] * minuteInMs,
        );
      }),
    );
  });

  test('every part of the window comes as often as any other', () => {
    const now = new Date('2026-11-21T03:00:00Z');
    const ends = (end: 0 | 1) =>
      slotOf(drawPublication(keyring, now, 'SIX_HOURS', (min, max) => (end === 0 ? min : max - 1)));
    const [first, last] = [ends(0), ends(1)];
    const counts = Array.from({ length: last - first + 1 }, () => 0);
    const draws = 20_000;
    for (let drawn = 0; drawn < draws; drawn += 1) {
      const at = slotOf(drawPublication(keyring, now, 'SIX_HOURS')) - first;
      counts[at] = (counts[at] ?? 0) + 1;
    }
    // Chi-squared with some 117 degrees of freedom: above 185 less than once in ten thousand runs.
    const expected = draws / counts.length;
    const distance = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    expect(distance).toBeLessThan(185);
  });

  test('is due from its moment on', () => {
    fc.assert(
      fc.property(moment, window, (now, chosen) => {
        const kept = drawPublication(keyring, now, chosen);
        const tick = tickOf(keyring, slotOf(kept));
        expect(latestTick(keyring, new Date(tick - 1)).getTime()).toBeLessThan(kept.getTime());
        expect(latestTick(keyring, new Date(tick))).toEqual(kept);
      }),
    );
  });
});

describe('what its author is told of it', () => {
  test('is one of the windows, which holds the time left', () => {
    fc.assert(
      fc.property(moment, window, (now, chosen) => {
        const at = drawPublication(keyring, now, chosen);
        const told = remainingWindow(at, now);
        expect((at.getTime() - now.getTime()) / minuteInMs).toBeLessThanOrEqual(windowInMinutes[told]);
        expect(windowInMinutes[told]).toBeLessThanOrEqual(windowInMinutes[chosen]);
      }),
    );
  });

  test('one that is overdue comes within minutes', () => {
    const now = new Date('2026-11-21T03:00:00Z');
    expect(remainingWindow(new Date(now.getTime() - 90 * minuteInMs), now)).toBe('MINUTES');
    expect(remainingWindow(new Date(now.getTime() + 15 * minuteInMs), now)).toBe('MINUTES');
    expect(remainingWindow(new Date(now.getTime() + 60 * minuteInMs), now)).toBe('ONE_HOUR');
    expect(remainingWindow(new Date(now.getTime() + 61 * minuteInMs), now)).toBe('SIX_HOURS');
    expect(remainingWindow(new Date(now.getTime() + 361 * minuteInMs), now)).toBe('ONE_DAY');
  });
});
