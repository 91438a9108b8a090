import { randomInt } from 'node:crypto';
import type { Keyring } from '../identity/crypto/keyring.ts';
import { beginningOf, slotsWithin } from './ticks.ts';
import { type HoldBack, type HoldBackWindow, holdBackWindows } from './types.ts';

const minuteInMs = 60_000;

/** Sooner no post appears that waits. */
export const shortestWaitInMinutes = 5;

export const windowInMinutes: Record<HoldBackWindow, number> = {
  MINUTES: 15,
  ONE_HOUR: 60,
  SIX_HOURS: 360,
  ONE_DAY: 1440,
};

/** Where the author has chosen nothing, what is anonymous waits for minutes, and what bears her name does not. */
export function windowOf(post: {
  anonymous: boolean;
  holdBack?: HoldBack | null | undefined;
}): HoldBackWindow | null {
  const chosen = post.holdBack ?? (post.anonymous ? 'MINUTES' : 'AT_ONCE');
  return chosen === 'AT_ONCE' ? null : chosen;
}

/**
 * The tick at which a post is to be published: one of those within its window, each as likely. Drawn once, when the post
 * is written: a server that sleeps and wakes draws nothing anew (ANONYMITY 24, 25, 62).
 * @param draw as `crypto.randomInt`: a whole number from `min` to below `max`.
 * @returns where the slot of the tick begins, a whole minute.
 */
export function drawPublication(
  keyring: Keyring,
  now: Date,
  window: HoldBackWindow,
  draw: (min: number, max: number) => number = randomInt,
): Date {
  const after = (minutes: number) => now.getTime() + minutes * minuteInMs;
  const { first, last } = slotsWithin(keyring, after(shortestWaitInMinutes), after(windowInMinutes[window]));
  return beginningOf(draw(first, last + 1));
}

/** Where the slot of the latest tick begins: what was drawn for it or for an earlier one is due. */
export function latestTick(keyring: Keyring, now: Date): Date {
  return beginningOf(slotsWithin(keyring, now.getTime(), now.getTime()).last);
}

/** What its author is told of the time left: the smallest window that holds it. Not the moment, not to her either. */
export function remainingWindow(publishAfter: Date, now: Date): HoldBackWindow {
  const minutes = (publishAfter.getTime() - now.getTime()) / minuteInMs;
  return holdBackWindows.find((window) => minutes <= windowInMinutes[window]) ?? 'ONE_DAY';
}
