import { normal } from './mann-whitney.ts';

/**
 * The two-sided signed-rank test of paired differences, by the normal approximation with correction for ties. Pairs
 * without a difference are left out.
 * @returns p: how likely so great a sum is when each difference has either sign with the same chance.
 * Wilcoxon, Biometrics Bulletin 1 (1945) 80-83.
 */
export function signedRank(differences: readonly number[]): number {
  const sorted = differences
    .filter((difference) => difference !== 0)
    .map((difference) => ({ size: Math.abs(difference), positive: difference > 0 }))
    .sort((a, b) => a.size - b.size);
  const n = sorted.length;
  let positiveRanks = 0;
  let ties = 0;
  for (let at = 0; at < n; ) {
    let end = at;
    while (end < n && sorted[end]?.size === sorted[at]?.size) end += 1;
    const count = end - at;
    positiveRanks += ((at + 1 + end) / 2) * sorted.slice(at, end).filter(({ positive }) => positive).length;
    ties += count ** 3 - count;
    at = end;
  }
  const mean = (n * (n + 1)) / 4;
  const variance = (n * (n + 1) * (2 * n + 1)) / 24 - ties / 48;
  if (variance <= 0) return 1;
  return 2 * (1 - normal(Math.max(0, Math.abs(positiveRanks - mean) - 0.5) / Math.sqrt(variance)));
}
