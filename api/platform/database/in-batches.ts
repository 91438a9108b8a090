/**
 * Takes rows away a few at a time, each time in a transaction of its own: no long lock, and what is cut off is carried on
 * by the next run. @param take one statement that takes at most `size` rows. @returns how many in all.
 */
export async function inBatches(size: number, take: (size: number) => Promise<number>): Promise<number> {
  let all = 0;
  for (;;) {
    const taken = await take(size);
    all += taken;
    if (taken < size) return all;
  }
}
