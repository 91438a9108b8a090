import { randomInt } from 'node:crypto';
import { type HoldBackWindow, holdBackWindows } from './types.ts';

const minuteInMs = 60_000;

export const windowInMinutes: Record<HoldBackWindow, number> = {
  ONE_HOUR: 60,
  SIX_HOURS: 360,
  ONE_DAY: 1440,
};

/**
 * When a post is to be published: a whole minute after now, at the latest at the window's end, each as likely.
 * Drawn once, when it is written: a server that sleeps and wakes draws nothing anew (ANONYMITY 24, 25).
 * @param draw as `crypto.randomInt`: a whole number from `min` to below `max`.
 */
export function drawPublication(
  now: Date,
  window: HoldBackWindow,
  draw: (min: number, max: number) => number = randomInt,
): Date {
  const minute = Math.floor(now.getTime() / minuteInMs);
  return new Date((minute + draw(1, windowInMinutes[window] + 1)) * minuteInMs);
}

/** What its author is told of the time left: the smallest window that holds it. Not the moment, not to her either. */
export function remainingWindow(publishAfter: Date, now: Date): HoldBackWindow {
  const minutes = (publishAfter.getTime() - now.getTime()) / minuteInMs;
  return holdBackWindows.find((window) => minutes <= windowInMinutes[window]) ?? 'ONE_DAY';
}
