const dayInMs = 24 * 60 * 60 * 1000;
export const weekInMs = 7 * dayInMs;
/** A Monday. Weeks are numbered from it, and periods are twelve of them: nobody chooses where one begins. */
const firstMonday = Date.UTC(1970, 0, 5);

export const weeksInPeriod = 12;
const mostWeeks = 26;
const mostPeriods = 4;

/** A question is followed for seven days, and one day more for whoever is late: then nothing of its week changes. */
const settlingInMs = 8 * dayInMs;

export const weekStart = (week: number): Date => new Date(firstMonday + week * weekInMs);

/** The newest week whose numbers change no more. */
export const newestSettledWeek = (now: Date): number =>
  Math.floor((now.getTime() - settlingInMs - firstMonday) / weekInMs) - 1;

/** Numbers of the weeks that are told, oldest first. */
export function toldWeeks(now: Date): number[] {
  const newest = newestSettledWeek(now);
  return Array.from({ length: mostWeeks }, (_, at) => newest - mostWeeks + 1 + at);
}

/** Numbers of the periods that are told, newest first: only finished ones, which do not overlap. */
export function toldPeriods(now: Date): number[] {
  const newest = Math.floor((newestSettledWeek(now) + 1) / weeksInPeriod) - 1;
  return Array.from({ length: mostPeriods }, (_, at) => newest - at);
}

export const formatDay = (day: Date): string => day.toISOString().slice(0, 10);

/** ISO 8601: the week belongs to the year of its Thursday. */
export function isoWeek(monday: Date): string {
  const thursday = new Date(monday.getTime() + 3 * dayInMs);
  const year = thursday.getUTCFullYear();
  const number = Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / weekInMs) + 1;
  return `${year}-W${String(number).padStart(2, '0')}`;
}
