/** How long what is kept: the numbers that the jobs act on and the public table names. */
export const periods = {
  /** Accounts without a sign-in. */
  accountYears: 5,
  /** From the first reminder to the erasure, and from the last one at least. */
  reminderDays: 60,
  lastReminderDays: 30,
  /** Consultations without activity: until nothing can be written in them, and from there to their erasure. */
  consultationOpenYears: 2,
  consultationReadableYears: 5,
  /** Earlier texts of an edited post, and what members wrote in their reports once the case is decided. */
  earlierTextYears: 1,
  /** Receipts of erasures that are done. */
  receiptYears: 3,
} as const;

/** The same day of the calendar so many years earlier, at midnight UTC; of 29 February the 1 March. */
export function yearsBefore(now: Date, years: number): Date {
  return new Date(Date.UTC(now.getUTCFullYear() - years, now.getUTCMonth(), now.getUTCDate()));
}

export function daysAfter(now: Date, days: number): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + days));
}

/** Nothing is written any more in a consultation that has rested for so long; it can be read. */
export function isResting(lastActivityAt: Date, now: Date): boolean {
  return lastActivityAt < yearsBefore(now, periods.consultationOpenYears);
}
