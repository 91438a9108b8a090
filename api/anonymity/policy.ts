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
  /** Verified physicians, the author among them, whose anonymous posts show exactly the same. */
  readonly sharers: number;
  readonly coarsened: readonly Coarsening[];
}

/**
 * What an anonymous post of a physician shows: the specialty, or nothing. Whatever it is, at least `threshold` verified
 * physicians are shown the same, or nobody else could be told apart anyway because there are fewer in all. The one place
 * that decides it: the meter tells what the alias will show (ANONYMITY 15, 59).
 */
export function chooseShown(census: Census, specialtyCode: string | null, threshold: number): Shown {
  const { shown, showingNothing } = divide(census, threshold);
  const sharers = specialtyCode === null ? undefined : shown.get(specialtyCode);
  if (sharers !== undefined) return { specialtyCode, sharers, coarsened: [] };
  return {
    specialtyCode: null,
    sharers: showingNothing,
    coarsened: specialtyCode === null ? [] : ['SPECIALTY'],
  };
}

/**
 * The specialties that are shown, with their physicians, and how many physicians show nothing. If those who show nothing
 * were fewer than the threshold, nothing would be a name: so the smallest shown specialties join them until they are enough.
 */
function divide({ total, bySpecialty }: Census, threshold: number) {
  const large = [...bySpecialty].filter(([, count]) => count >= threshold);
  // The order of equal ones is fixed, so that every process decides alike.
  large.sort(([code, count], [other, otherCount]) => count - otherCount || (code < other ? -1 : 1));
  let showingNothing = total - large.reduce((sum, [, count]) => sum + count, 0);
  while (showingNothing > 0 && showingNothing < threshold) {
    const smallest = large.shift();
    if (!smallest) break;
    showingNothing += smallest[1];
  }
  return { shown: new Map(large), showingNothing };
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
