import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Reading } from './feed-reader.ts';
import { type Figure, quantile, say } from './figures.ts';
import { type PeakMemory, watchMemory } from './memory.ts';
import { OwnProcess } from './own-process.ts';
import type { BenchService } from './service.ts';
import type { Sending } from './upload-sender.ts';

const goals = { megabytes: 600, ratio: 2 };
const atOnce = 4;
const perSecond = 50;
const warmUpMs = 10_000;
const phases = 4;
const phaseMs = 8_000;

/**
 * Four members send 24 megapixels each at the same moment, again and again, while others read the feed at a steady rate
 * that waits for nobody. Quiet and busy phases take turns: what else the machine does is in both. Who sends and who reads
 * are a process each.
 */
export async function benchUploads(service: BenchService, photograph: Buffer): Promise<Figure[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'konsilium-bench-'));
  const reader = new OwnProcess<Reading, number[]>('./feed-reader.ts');
  const sender = new OwnProcess<Sending, number>('./upload-sender.ts');
  try {
    const file = path.join(folder, 'photograph.jpg');
    await writeFile(file, photograph);
    return await takeTurns(service, reader, sender, file);
  } finally {
    reader.end();
    sender.end();
    await rm(folder, { recursive: true, force: true });
  }
}

async function takeTurns(
  { url, pid, members }: BenchService,
  reader: OwnProcess<Reading, number[]>,
  sender: OwnProcess<Sending, number>,
  photograph: string,
): Promise<Figure[]> {
  const readFor = (milliseconds: number) =>
    reader.run({ url, cookie: members.at(-1)?.cookie ?? '', perSecond, milliseconds });
  const cookies = members.slice(0, atOnce).map(({ cookie }) => cookie);
  await readFor(warmUpMs);
  const quiet: number[] = [];
  const busy: number[] = [];
  const peak: PeakMemory = { api: 0, all: 0, decoders: 0 };
  let uploads = 0;
  for (let phase = 0; phase < phases; phase += 1) {
    const alone = await readFor(phaseMs);
    const memory = watchMemory(pid);
    const [meanwhile, sent] = await Promise.all([
      readFor(phaseMs),
      sender.run({ url, photograph, cookies, milliseconds: phaseMs }),
    ]);
    uploads += sent;
    const { api, all, decoders } = memory.stop();
    peak.api = Math.max(peak.api, api);
    if (all > peak.all) Object.assign(peak, { all, decoders });
    say(
      `phase ${phase + 1}: feed p99 ${p99(alone)} ms of ${alone.length} quiet, ${p99(meanwhile)} ms of ` +
        `${meanwhile.length} during uploads; RSS up to ${all.toFixed(0)} MB, the API process ${api.toFixed(0)} MB`,
    );
    quiet.push(...alone);
    busy.push(...meanwhile);
  }
  const ratio = quantile(busy, 0.99) / quantile(quiet, 0.99);
  say(
    `${uploads} uploads of 24 megapixels, ${atOnce} at once. Feed at ${perSecond} a second, median ` +
      `${quantile(quiet, 0.5).toFixed(1)} and ${quantile(busy, 0.5).toFixed(1)} ms, p99 ${p99(quiet)} and ${p99(busy)} ms`,
  );
  return [
    {
      what: `RSS of the API process and its ${peak.decoders} decoders, ${atOnce} uploads at once`,
      measured: `${peak.all.toFixed(0)} MB`,
      goal: `< ${goals.megabytes} MB`,
      met: peak.all < goals.megabytes,
    },
    {
      what: 'of that the API process',
      measured: `${peak.api.toFixed(0)} MB`,
      goal: '',
      met: null,
    },
    {
      what: 'feed p99 during the uploads : quiet',
      measured: ratio.toFixed(2),
      goal: `< ${goals.ratio}`,
      met: ratio < goals.ratio,
    },
  ];
}

const p99 = (values: readonly number[]): string => quantile(values, 0.99).toFixed(1);
