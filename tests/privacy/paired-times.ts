export interface PairedTimes {
  owner: number[];
  other: number[];
}

/**
 * Lets two readers do the same, pair by pair, and takes the time of each. Who comes first in a pair is drawn anew by
 * `ownerFirst`, so that neither is always the one who finds things warm.
 */
export async function timePairs(
  pairs: number,
  read: Record<'owner' | 'other', () => Promise<void>>,
  ownerFirst: () => boolean = () => Math.random() < 0.5,
): Promise<PairedTimes> {
  const times: PairedTimes = { owner: [], other: [] };
  const take = async (who: 'owner' | 'other') => {
    const start = performance.now();
    await read[who]();
    times[who].push(performance.now() - start);
  };
  for (let count = 0; count < pairs; count += 1) {
    const first = ownerFirst() ? 'owner' : 'other';
    await take(first);
    await take(first === 'owner' ? 'other' : 'owner');
  }
  return times;
}

export const differences = ({ owner, other }: PairedTimes): number[] =>
  owner.map((time, at) => time - (other[at] ?? Number.NaN));

/** The middle of the differences, in ms: what a failure should tell. */
export function medianDifference(times: PairedTimes): number {
  const sorted = differences(times).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
