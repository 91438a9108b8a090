import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { DecoderPool } from '../../../api/images/decoding/decoder-pool.ts';
import { imageFormats, variantWidths } from '../../../api/images/policy.ts';
import { type Figure, median, medianRatio, say, table, timed } from './figures.ts';
import { type Peak, watchPeak } from './memory.ts';
import { thumbnail, type Variant, watchedThumbnail } from './vipsthumbnail.ts';

const goal = 1.3;
const rounds = 3;
const coldRounds = 2;

type Pair = [ours: number, theirs: number];

interface Measured {
  name: string;
  /** Ours in a decoder that is running, theirs with its start. */
  time: Pair[];
  /** Both with their start. */
  cold: Pair[];
  /** Peak of a process that made nothing else, what it shares with others counted by its share. */
  memory: Pair[];
  /** The same, each page counted whole. */
  resident: Pair[];
  bytes: Pair;
}

/**
 * Each variant that the server makes, by the pool of decoders that makes it there, against Debian's `vipsthumbnail` on the
 * same master with the same size, format, quality, effort, chroma, number of threads and priority, in turn.
 */
export async function benchRendering(photographs: readonly Buffer[]): Promise<Figure[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'konsilium-bench-'));
  const pool = new DecoderPool();
  try {
    const masters: string[] = [];
    for (const [number, photograph] of photographs.entries()) {
      masters.push(await ingested(pool, photograph, path.join(folder, String(number))));
    }
    const dot = path.join(folder, 'dot.jpg');
    await sharp({ create: { width: 16, height: 16, channels: 3, background: '#888' } })
      .jpeg()
      .toFile(dot);
    const start = await startOfTheirs(dot);
    const figures: Figure[] = [];
    const all: Measured[] = [];
    for (const format of imageFormats) {
      const measured: Measured[] = [];
      for (const width of variantWidths) {
        measured.push(
          await measure(
            pool,
            masters.map((master) => ({ master, width, format })),
          ),
        );
      }
      figures.push(worstOf(measured, 'time', `${format}, time : vipsthumbnail`));
      all.push(...measured);
    }
    report(all, start);
    figures.push(worstOf(all, 'memory', 'peak memory (PSS) : vipsthumbnail'));
    figures.push(withoutGoal(worstOf(all, 'resident', 'the same with shared pages counted whole (RSS)')));
    figures.push(await beyondRest(all, { master: dot, width: 16, format: 'JPEG' }));
    return figures;
  } finally {
    await pool.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** @returns the file of a master as the server stores it. */
async function ingested(pool: DecoderPool, photograph: Buffer, name: string): Promise<string> {
  const file = `${name}-sent.jpg`;
  await writeFile(file, photograph);
  const master = `${name}.jpg`;
  await pool.run({ kind: 'ingest', file, type: 'jpeg', master, seed: 1 });
  return master;
}

/** @param variants one for each master, alike but for that. */
async function measure(pool: DecoderPool, variants: readonly Variant[]): Promise<Measured> {
  const [first] = variants;
  const measured: Measured = {
    name: `${first?.format} ${first?.width}`,
    time: [],
    cold: [],
    memory: [],
    resident: [],
    bytes: [0, 0],
  };
  for (const variant of variants) {
    await render(pool, variant);
    for (let round = 0; round < rounds; round += 1) {
      const [ours, other] = await inAnyOrder(
        () => timed(() => render(pool, variant)),
        () => timed(() => thumbnail(variant)),
      );
      measured.time.push([ours.ms, other.ms]);
      measured.bytes = [ours.result, other.result];
    }
    for (let round = 0; round < coldRounds; round += 1) {
      const [ours, other] = await inAnyOrder(
        () => renderCold(variant),
        () => watchedThumbnail(variant),
      );
      measured.cold.push([ours.ms, other.ms]);
      measured.memory.push([ours.peak.proportional, other.peak.proportional]);
      measured.resident.push([ours.peak.resident, other.peak.resident]);
    }
  }
  return measured;
}

async function inAnyOrder<Result>(
  ours: () => Promise<Result>,
  theirs: () => Promise<Result>,
): Promise<[Result, Result]> {
  if (Math.random() < 0.5) return [await ours(), await theirs()];
  const second = await theirs();
  return [await ours(), second];
}

/** @returns how many bytes it became. */
async function render(pool: DecoderPool, { master, width, format }: Variant): Promise<number> {
  return (await pool.run({ kind: 'variant', master, width, format, blurred: false, seed: 1 })).length;
}

/** With a decoder that is started for this and ends after it. */
async function renderCold(variant: Variant): Promise<{ ms: number; peak: Peak }> {
  const pool = new DecoderPool();
  const watch = watchPeak(() => pool.pids);
  try {
    const { ms } = await timed(() => render(pool, variant));
    return { ms, peak: watch.stop() };
  } finally {
    watch.stop();
    await pool.close();
  }
}

/** What the picture itself takes, without what each program holds for next to nothing. */
async function beyondRest(all: readonly Measured[], nothing: Variant): Promise<Figure> {
  const ofOurs = (await renderCold(nothing)).peak;
  const ofTheirs = (await watchedThumbnail(nothing)).peak;
  const [ours, theirs] = [ofOurs.proportional, ofTheirs.proportional];
  say(
    `For next to nothing a decoder holds ${ours.toFixed(0)} MB (RSS ${ofOurs.resident.toFixed(0)}), ` +
      `vipsthumbnail ${theirs.toFixed(0)} (${ofTheirs.resident.toFixed(0)}).`,
  );
  const beyond = all.map((each) => ({
    ...each,
    memory: each.memory.map((pair): Pair => [pair[0] - ours, pair[1] - theirs]),
  }));
  return withoutGoal(worstOf(beyond, 'memory', 'the same beyond what each holds for next to nothing'));
}

const withoutGoal = (figure: Figure): Figure => ({ ...figure, goal: '', met: null });

/** In ms: what `vipsthumbnail` takes for a picture of next to nothing. */
async function startOfTheirs(dot: string): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 9; round += 1) {
    times.push((await timed(() => thumbnail({ master: dot, width: 16, format: 'JPEG' }))).ms);
  }
  return median(times);
}

function report(all: readonly Measured[], start: number): void {
  const heads = ['', 'ms', 'vips', 'ratio', 'less start', 'with start'];
  heads.push('PSS MB', 'vips', 'ratio', 'RSS MB', 'vips', 'ratio', 'kB', 'vips');
  for (const line of table([heads, ...all.map((measured) => rowOf(measured, start))])) say(line);
  const [any] = all;
  say(
    `Ratios are medians of ${any?.time.length} pairs, of ${any?.cold.length} for “with start” (of both) and memory. ` +
      `“less start” takes vipsthumbnail’s ${start.toFixed(0)} ms of starting from its times.`,
  );
}

function rowOf({ name, time, cold, memory, resident, bytes }: Measured, start: number): string[] {
  const whole = (pairs: readonly Pair[]) =>
    [0, 1].map((side) => median(pairs.map((pair) => pair[side] ?? 0)).toFixed(0));
  const lessStart = time.map(([ours, theirs]): Pair => [ours, Math.max(1, theirs - start)]);
  const ratio = (pairs: readonly Pair[]) => medianRatio(pairs).toFixed(2);
  return [
    name,
    ...whole(time),
    ratio(time),
    ratio(lessStart),
    ratio(cold),
    ...whole(memory),
    ratio(memory),
    ...whole(resident),
    ratio(resident),
    ...bytes.map((size) => (size / 1000).toFixed(0)),
  ];
}

/** The width at which we do worst. */
function worstOf(measured: readonly Measured[], of: 'time' | 'memory' | 'resident', what: string): Figure {
  const ratios = measured.map((each) => ({ name: each.name, ratio: medianRatio(each[of]) }));
  const worst = ratios.reduce((one, other) => (other.ratio > one.ratio ? other : one));
  return {
    what: `${what}, at its worst (${worst.name})`,
    measured: worst.ratio.toFixed(2),
    goal: `<= ${goal}`,
    met: worst.ratio <= goal,
  };
}
