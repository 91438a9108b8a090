/** A case that was flagged, by its hours. */
export interface MeasuredCase {
  readonly openedAt: Date;
  /** Of the first decision on it; null while there is none. */
  readonly firstActAt: Date | null;
}

export interface TimeToAct {
  /** How many cases it is taken from. */
  readonly cases: number;
  /** Whole hours; null where there are no cases. */
  readonly medianHours: number | null;
  readonly ninetiethHours: number | null;
}

const hourInMs = 3_600_000;

/** How long cases waited for the first act upon them. Those that still wait count nothing here: the backlog shows them. */
export function timeToAct(cases: readonly MeasuredCase[]): TimeToAct {
  const hours = cases
    .flatMap(({ openedAt, firstActAt }) =>
      firstActAt === null ? [] : Math.max(0, (firstActAt.getTime() - openedAt.getTime()) / hourInMs),
    )
    .sort((one, other) => one - other);
  return { cases: hours.length, medianHours: quantile(hours, 0.5), ninetiethHours: quantile(hours, 0.9) };
}

/** The smallest value within which that share lies (nearest rank). @param sorted in ascending order. */
function quantile(sorted: readonly number[], share: number): number | null {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? null;
}
