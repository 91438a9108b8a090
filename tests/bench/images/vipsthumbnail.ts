import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { setPriority } from 'node:os';
import { niceness } from '../../../api/images/decoding/decoder.ts';
import { encodings } from '../../../api/images/decoding/render.js';
import type { ImageFormat } from '../../../prisma/client/enums.ts';
import { timed } from './figures.ts';
import { childrenOf, type Peak, watchPeak } from './memory.ts';

export interface Variant {
  /** A file. */
  readonly master: string;
  readonly width: number;
  readonly format: ImageFormat;
}

const { AVIF, JPEG } = encodings;
/** Our settings, by the names that they have there. */
const outputs: Record<ImageFormat, { suffix: string; options: string }> = {
  AVIF: { suffix: 'avif', options: `Q=${AVIF.quality},effort=${AVIF.effort},subsample_mode=on,strip` },
  JPEG: { suffix: 'jpg', options: `Q=${JPEG.quality},subsample_mode=on,strip` },
};

/** @returns how many bytes it became. */
export async function thumbnail(variant: Variant): Promise<number> {
  const { file, child } = start(variant, ['vipsthumbnail']);
  await ending(child);
  return (await stat(file)).size;
}

/** With GNU time around it, which the system tells the exact peak. */
export async function watchedThumbnail(variant: Variant): Promise<{ ms: number; peak: Peak }> {
  const { child } = start(variant, ['time', '-f', '%M', 'vipsthumbnail']);
  const watch = watchPeak(() => childrenOf(child.pid ?? 0));
  let told = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    told += chunk.toString();
  });
  const { ms } = await timed(() => ending(child));
  const seen = watch.stop();
  const resident = Number(told) / 1024;
  return { ms, peak: { resident, proportional: resident - (seen.resident - seen.proportional) } };
}

function start(
  { master, width, format }: Variant,
  [program = '', ...before]: readonly string[],
): { file: string; child: ChildProcess } {
  const { suffix, options } = outputs[format];
  const file = `${master}.${suffix}`;
  const child = spawn(program, [...before, master, '-s', `${width}x`, '-o', `${file}[${options}]`], {
    // One thread, as a decoder has. Nothing of ours: sharp has set VIPSHOME, where it would look for its modules.
    env: { PATH: process.env.PATH, VIPS_CONCURRENCY: '1' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (child.pid !== undefined) setPriority(child.pid, niceness);
  return { file, child };
}

async function ending(child: ChildProcess): Promise<void> {
  const [status] = await once(child, 'close');
  if (status !== 0) throw new Error(`vipsthumbnail ended with ${status}`);
}
