const firstMs = 30_000;
const longestMs = 60 * 60 * 1000;
/** A processor that asks for more is tried all the same. */
const longestAskedMs = 24 * 60 * 60 * 1000;

/**
 * How long to leave a processor alone that did not take something: twice as long each time, up to an hour, shortened by
 * up to a half at random so that not everybody comes back at once; at least as long as it asked for.
 * @param failures in a row, this one included: 1 or more.
 * @param random in [0, 1).
 */
export function backOffMs(failures: number, askedMs: number | null, random: number): number {
  const full = Math.min(longestMs, firstMs * 2 ** Math.min(20, failures - 1));
  const jittered = full * (1 - random / 2);
  return Math.round(Math.max(jittered, Math.min(longestAskedMs, askedMs ?? 0)));
}
