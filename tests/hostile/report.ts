import type { Reader } from './pages.ts';
import type { HealthWatch, Measured, Sweep } from './sweep.ts';

const ms = (value: number) => `${Math.round(value)} ms`.padStart(9);
const cut = (text: string) => (text.length > 110 ? `${text.slice(0, 109)}…` : text);

/** The table that `npm run test:hostile` ends with. @param grown memory that is needed by now, in MB. */
export function tableOf(
  sweep: Sweep,
  readers: readonly Reader[],
  health: HealthWatch,
  grown: number,
): string {
  const lines: string[] = [];
  const say = (line: string) => void lines.push(line);
  const visits = readers.flatMap((reader) => reader.visits);
  const pageFaults = readers.flatMap((reader) => reader.faults);
  say(`\nslowest of ${sweep.measured.length} requests: CPU on the event loop, until answered`);
  for (const { label, cpu, wall } of sweep.slowest(10)) say(`${ms(cpu)}${ms(wall)}  ${cut(label)}`);
  say('\nlargest answers');
  for (const { label, bytes } of sweep.largest(5)) say(`${kilobytes({ bytes })}  ${cut(label)}`);
  say(`\nslowest of ${visits.length} pages: longest task, until at rest`);
  const slowest = [...visits].sort((one, other) => other.longestTask - one.longestTask);
  for (const { label, longestTask, ready } of slowest.slice(0, 10)) {
    say(`${ms(longestTask)}${ms(ready)}  ${cut(label)}`);
  }
  const answers = sweep.measured.filter(({ status }) => status === 0).length;
  say(
    `\nlongest wait for the health check ${ms(health.longest).trim()}, memory ${grown < 0 ? '' : '+'}${Math.round(grown)} MB`,
  );
  say(
    `${answers} connections closed without an answer, ${sweep.faults.length} faults of requests, ${pageFaults.length} of pages`,
  );
  for (const fault of [...sweep.faults, ...pageFaults].slice(0, 60)) say(`  ${cut(fault)}`);
  return lines.join('\n');
}

const kilobytes = ({ bytes }: Pick<Measured, 'bytes'>) => `${Math.ceil(bytes / 1000)} kB`.padStart(9);
