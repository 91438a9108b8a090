/** How many verified physicians there are, as counted once a day. */
export interface Census {
  readonly total: number;
  readonly bySpecialty: ReadonlyMap<string, number>;
}

/** What is left out of an anonymous byline, because too few share it. */
export type Coarsening = 'SPECIALTY';

/** What an anonymous post shows of its author. */
export interface Shown {
  readonly specialtyCode: string | null;
  /** Verified physicians, the author among them, of whom all that is shown is true. */
  readonly sharers: number;
  readonly coarsened: readonly Coarsening[];
}

/**
 * What an anonymous post of a physician shows: her specialty where at least `threshold` verified physicians share it,
 * else nothing. The one place that decides it: the meter tells what the alias will show (ANONYMITY 15).
 */
export function chooseShown(census: Census, specialtyCode: string | null, threshold: number): Shown {
  const sharers = specialtyCode === null ? 0 : (census.bySpecialty.get(specialtyCode) ?? 0);
  if (specialtyCode !== null && sharers >= threshold) return { specialtyCode, sharers, coarsened: [] };
  return {
    specialtyCode: null,
    sharers: census.total,
    coarsened: specialtyCode === null ? [] : ['SPECIALTY'],
  };
}

/**
 * A count as it may be told: the largest of the threshold, 10, 20, 50, 100, 200, 500, … that is not above it, so that
 * a single verification seldom shows. Null below the threshold.
 */
export function roundCount(count: number, threshold: number): number | null {
  if (count < threshold) return null;
  let rounded = threshold;
  for (let decade = 10; decade <= count; decade *= 10) {
    for (const step of [decade, 2 * decade, 5 * decade]) {
      if (step <= count) rounded = Math.max(rounded, step);
    }
  }
  return rounded;
}
