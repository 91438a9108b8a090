/** Milliseconds of CPU that this thread took for `act`: other than the clock, they do not grow with the machine's other work. */
export function cpuTimeOf(act: () => unknown): number {
  const before = process.threadCpuUsage();
  act();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}
