import { dayInMs, hourInMs, toHour } from '../platform/clock.ts';

/** How long a request waits for a second admin. */
export const approvalDays = 7;
/** Between the second admin's approval and the beginning, at least, whatever the setting says: the member is mailed. */
export const leastNoticeDays = 7;

/** A whole hour: an exact time would tell for days to come when somebody sat here. */
export const wholeHourIn = (now: Date, days: number): Date =>
  toHour(new Date(now.getTime() + days * dayInMs + hourInMs - 1));

/** YYYY-MM-DD */
export const dayOf = (time: Date): string => time.toISOString().slice(0, 10);
