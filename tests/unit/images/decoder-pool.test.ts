import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { DecoderPool } from '../../../api/images/decoding/decoder-pool.ts';

// Processes are started, whatever else the machine does.
vi.setConfig({ testTimeout: 60_000 });

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'konsilium-test-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A progressive JPEG, whose decoder holds all of it at once. */
async function demanding(megapixels: number): Promise<string> {
  const file = path.join(folder, `${megapixels}.jpg`);
  const create = { width: megapixels * 250, height: 4000, channels: 3, background: '#a04030' } as const;
  await writeFile(
    file,
    await sharp({ create }).jpeg({ progressive: true, chromaSubsampling: '4:4:4' }).toBuffer(),
  );
  return file;
}

const ingest = (pool: DecoderPool, file: string) =>
  pool.run({ kind: 'ingest', file, type: 'jpeg', master: `${file}.${randomUUID()}`, seed: 1 });

it('a file that outgrows the usual memory is given more, and the others go on', async () => {
  const pool = new DecoderPool({ megabytes: 120, mostMegabytes: 600 });
  try {
    const large = await demanding(20);
    const small = await demanding(1);
    const results = await Promise.all([large, small, large, small].map((file) => ingest(pool, file)));
    expect(results.map(({ width }) => Math.round(width / 50) * 50)).toEqual([4100, 250, 4100, 250]);
  } finally {
    await pool.close();
  }
});

it('what is too large for that as well is refused, and the next file is read', async () => {
  const pool = new DecoderPool({ processes: 1, megabytes: 110, mostMegabytes: 140 });
  try {
    await expect(ingest(pool, await demanding(20))).rejects.toMatchObject({ code: 'IMAGE_TOO_DEMANDING' });
    expect(await ingest(pool, await demanding(1))).toMatchObject({ width: expect.closeTo(250, -1) });
  } finally {
    await pool.close();
  }
});

it('what takes too long is refused', async () => {
  const pool = new DecoderPool({ milliseconds: 1 });
  try {
    await expect(ingest(pool, await demanding(1))).rejects.toMatchObject({ code: 'IMAGE_TOO_DEMANDING' });
  } finally {
    await pool.close();
  }
});

it('more than may wait are turned away at once, and those that wait are answered', async () => {
  const pool = new DecoderPool({ processes: 1, waiting: 2 });
  try {
    const file = await demanding(1);
    const all = await Promise.allSettled(Array.from({ length: 4 }, () => ingest(pool, file)));
    expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected']);
    expect(all[3]).toMatchObject({ reason: { code: 'IMAGE_BUSY' } });
  } finally {
    await pool.close();
  }
});

it('takes in one file at a time, so that a variant need not wait for uploads', async () => {
  const pool = new DecoderPool({ processes: 2 });
  try {
    const file = await demanding(1);
    const uploads = [ingest(pool, file), ingest(pool, file), ingest(pool, file)];
    expect(pool.pids).toHaveLength(1);
    const variant = pool.run({
      kind: 'variant',
      master: file,
      width: 100,
      format: 'JPEG',
      blurred: false,
      seed: 1,
    });
    expect(pool.pids).toHaveLength(2);
    expect((await variant).length).toBeGreaterThan(0);
    expect(await Promise.all(uploads)).toHaveLength(3);
  } finally {
    await pool.close();
  }
});

it('what one member has sent that takes long keeps neither another member’s file nor a variant waiting', async () => {
  const pool = new DecoderPool();
  try {
    const [long, quick] = [await demanding(4), await demanding(1)];
    const done: string[] = [];
    const send = (name: string, file: string, member: string, expectedMs: number) =>
      pool
        .run(
          { kind: 'ingest', file, type: 'jpeg', master: `${file}.${randomUUID()}`, seed: 1 },
          { member, expectedMs },
        )
        .then(() => done.push(name));
    const all = [
      ...[1, 2, 3].map((at) => send(`long ${at}`, long, 'one', 5000)),
      ...[1, 2, 3, 4].map((at) => send(`quick ${at}`, quick, 'one', 10)),
      send('other', quick, 'other', 10),
      send('other long', long, 'other', 5000),
    ];
    await Promise.all(all);
    // One of hers was at work already.
    expect(done.indexOf('other')).toBeLessThanOrEqual(done.indexOf('quick 2'));
    expect(done.indexOf('other')).toBeLessThan(done.indexOf('long 2'));
    expect(done.indexOf('other long'), 'one long one, then hers').toBeLessThan(done.indexOf('long 2'));
  } finally {
    await pool.close();
  }
});

it('what turns out to take long is done among what does', async () => {
  const pool = new DecoderPool({ quickMilliseconds: 30 });
  try {
    const file = await demanding(4);
    expect(await ingest(pool, file)).toMatchObject({ width: expect.closeTo(1000, -2) });
  } finally {
    await pool.close();
  }
});
