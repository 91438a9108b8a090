/**
 * Milliseconds of CPU that nothing may take here. What a hostile text makes explode takes seconds or minutes; how much less
 * than 100 ms the rest takes is measured by `npm run test:hostile`, where nothing else runs.
 */
export const explodes = 2_000;

/** Milliseconds of CPU that this thread took for `act`: other than the clock, they grow little with the machine's other work. */
export async function cpuTimeOf(act: () => unknown): Promise<number> {
  const before = process.threadCpuUsage();
  await act();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}
