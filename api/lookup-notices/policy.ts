import type { RefusalCode } from '../platform/refusal-sentences.ts';

const dayInMs = 24 * 60 * 60 * 1000;

/** When the author may know, of an opening now. With 0 days: at once. */
export const tellAfterOpening = (now: Date, days: number): Date => new Date(now.getTime() + days * dayInMs);

export const isTold = ({ tellAfter }: { tellAfter: Date }, now: Date): boolean => tellAfter <= now;

/** YYYY-MM-DD, UTC. */
export const formatDay = (time: Date): string => time.toISOString().slice(0, 10);

/** The first moment of a day written YYYY-MM-DD, UTC; null if there is no such day. */
export function parseDay(text: string): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && formatDay(day) === text ? day : null;
}

/** The last day to which the telling can be put off today: the same day next year (for 29 February, 1 March). */
export function latestDay(now: Date): Date {
  return new Date(Date.UTC(now.getUTCFullYear() + 1, now.getUTCMonth(), now.getUTCDate()));
}

/** Why this admin may not put the telling off now, or null if she may. `notice` is null before the opening. */
export function refusalToExtend(
  lookup: { requestedBy: string; notice: { tellAfter: Date } | null },
  admin: string,
  now: Date,
): RefusalCode | null {
  if (!lookup.notice) return 'LOOKUP_NOT_OPENED';
  if (isTold(lookup.notice, now)) return 'NOTICE_TOLD';
  // Whoever wanted the name does not decide alone how long its bearer is left in the dark.
  return admin === lookup.requestedBy ? 'OWN_NOTICE_NOT_EXTENDABLE' : null;
}

/** What is wrong with the day to put it off to, or null. */
export function faultOfDay(until: Date | null, tellAfter: Date, now: Date): RefusalCode | null {
  if (!until) return 'DATE_INVALID';
  if (until <= tellAfter) return 'NOTICE_NOT_LATER';
  return until > latestDay(now) ? 'NOTICE_TOO_LATE' : null;
}
