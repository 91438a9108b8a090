/** A quarter of a year in UTC, such as 2026-Q3. */
export type Quarter = `${number}-Q${1 | 2 | 3 | 4}`;

const firstMonthOf = (time: Date): number => Math.floor(time.getUTCMonth() / 3) * 3;

export const quarterOf = (time: Date): Quarter =>
  `${time.getUTCFullYear()}-Q${(firstMonthOf(time) / 3 + 1) as 1 | 2 | 3 | 4}`;

/** The first moment of the quarter that `time` lies in; `away` quarters before or after. */
export const quarterStart = (time: Date, away = 0): Date =>
  new Date(Date.UTC(time.getUTCFullYear(), firstMonthOf(time) + 3 * away, 1));

/**
 * The quarters that are published, newest first: those that have ended at least `settlingInMs` ago, so that their
 * numbers change no more (from two publications of one number the difference could be read), from the one in which
 * the service began, `most` at most.
 */
export function publishedQuarters(
  began: Date,
  now: Date,
  { settlingInMs, most }: { settlingInMs: number; most: number },
): { quarter: Quarter; start: Date; end: Date }[] {
  const settled = new Date(now.getTime() - settlingInMs);
  const quarters: { quarter: Quarter; start: Date; end: Date }[] = [];
  for (let away = -1; quarters.length < most; away -= 1) {
    const start = quarterStart(settled, away);
    const end = quarterStart(settled, away + 1);
    if (end <= began) break;
    quarters.push({ quarter: quarterOf(start), start, end });
  }
  return quarters;
}
