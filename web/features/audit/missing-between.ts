/**
 * The numbers that are not there between an entry and the next older one. `older` is 0 where nothing is older, and
 * null where that is not known yet.
 */
export function missingBetween(seq: number, older: number | null): { from: number; to: number } | null {
  return older === null || seq - older <= 1 ? null : { from: older + 1, to: seq - 1 };
}
