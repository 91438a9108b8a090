/** How often one mail is tried: for about two days. */
export const mostAttempts = 12;

/** Long enough for any one sending to have ended, so that no second process tries at the same time. */
export const leaseMinutes = 10;

/**
 * Minutes until the next attempt: two, four, eight … twelve hours, each drawn from the upper half of its span so that
 * mails that failed together are not tried together.
 * @param attempts how many there have been.
 * @param chance from 0 up to 1.
 */
export function minutesUntilRetry(attempts: number, chance: number = Math.random()): number {
  const span = Math.min(2 ** attempts, 720);
  return Math.max(1, Math.round(span * (0.5 + chance / 2)));
}
