import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import exifr from 'exifr';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DecoderPool } from '../../api/images/decoding/decoder-pool.ts';
import type { DecoderResults, DecoderTask, DrawnPage } from '../../api/images/decoding/messages.ts';
import { variantSet } from '../../api/images/variant-set.ts';
import { accepts, fetchImage, imageInput, imagesOf, picture, signedForm, upload } from '../support/images.ts';
import type { Member } from '../support/server.ts';
import { tellingFiles, told } from '../support/telling-files.ts';
import { Town } from './town.ts';

let town: Town;
let asker: Member;
let reader: Member;
let moderator: Member;
beforeAll(async () => {
  // A job that replaces files would take one away while it is read.
  town = await Town.open({ env: { KONSILIUM_WORKER: 'off' } });
  asker = await town.member('Astrid Hemlig');
  reader = await town.member('Rut Läsare');
  moderator = await town.member('Moa Moderator', { moderator: true });
});
afterAll(() => town.close());

const everything = {
  ifd1: true,
  exif: true,
  gps: true,
  interop: true,
  makerNote: true,
  userComment: true,
  xmp: true,
  icc: true,
  iptc: true,
  mergeOutput: false,
};

/** What an independent reader finds, by the kinds of metadata; WebP and GIF it cannot read. */
const read = (bytes: Buffer): Promise<object | undefined> => exifr.parse(bytes, everything);

/** What is in a file beside pixels, one line each. */
async function extras(bytes: Buffer): Promise<string[]> {
  const found: string[] = [];
  const { format, exif, icc, iptc, xmp, comments, orientation } = await sharp(bytes).metadata();
  if (exif ?? icc ?? iptc ?? xmp ?? comments ?? orientation) found.push('metadata');
  if (format === 'webp') {
    for (
      let at = 12;
      at < bytes.length;
      at += 8 + bytes.readUInt32LE(at + 4) + (bytes.readUInt32LE(at + 4) % 2)
    ) {
      const name = bytes.toString('latin1', at, at + 4);
      if (!['VP8 ', 'VP8L', 'VP8X', 'ALPH'].includes(name)) found.push(name);
    }
  } else if ((await read(bytes)) !== undefined) found.push(JSON.stringify(await read(bytes)));
  for (const word of [
    told,
    asker.id,
    asker.name,
    'Exif',
    'xmpmeta',
    'Photoshop',
    'ICC_PROFILE',
    'KANA',
    'Kamera',
  ]) {
    const wide = Buffer.from(word, 'utf16le');
    if (bytes.includes(word) || bytes.includes(wide) || bytes.includes(Buffer.from(wide).swap16()))
      found.push(word);
  }
  return found;
}

async function storedFiles(): Promise<string[]> {
  const folder = path.join(town.server.dataFolder, 'storage');
  return (await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []))
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

/** Runs of eight hexadecimal digits that stand in both: of random ids one pair in millions has any. */
function commonDigits(place: string, id: string): string[] {
  const runs = (text: string) => {
    const digits = text.replaceAll('-', '');
    return Array.from({ length: Math.max(0, digits.length - 7) }, (_, at) => digits.slice(at, at + 8));
  };
  const known = new Set(runs(id));
  return runs(place).filter((run) => known.has(run));
}

const look = (by: Member, url: string, accept: string) =>
  fetchImage(town.server.url, by.client, url, { accept });

/** Every byte of an image that anybody can be sent: each width in each format, to members and in a case, sharp and blurred. */
async function everyVariant(image: string, question: string): Promise<Buffer[]> {
  const act = async (name: string) => {
    const input = { imageId: image, rule: 'PATIENT_PRIVACY', statement: 'Ett ansikte syns i bakgrunden.' };
    const { post } = await town.call<{ post: { images: { sources: { url: string }[] }[] } }>(
      moderator,
      'moderation',
      name,
      { input },
    );
    return post.images[0]?.sources ?? [];
  };
  const bytes: Buffer[] = [];
  const fetchAll = async (by: Member, sources: readonly { url: string }[]) => {
    for (const { url } of sources) {
      for (const accept of accepts) {
        const sent = await look(by, url, accept);
        expect(sent.status).toBe(200);
        expect(sent.headers.has('last-modified')).toBe(false);
        bytes.push(sent.bytes);
      }
    }
  };
  const [shown] = await imagesOf(reader.client, question);
  await fetchAll(reader, shown?.sources ?? []);
  await fetchAll(moderator, await act('blurImage'));
  await fetchAll(reader, shown?.sources ?? []);
  await act('unblurImage');
  return bytes;
}

describe('nothing of what a file tells, of whom it is or when it came is stored or sent (#36 #37 #38)', () => {
  it.each(Object.entries(tellingFiles))('of %s', async (format, make) => {
    const bytes = await make();
    expect(bytes.includes(told)).toBe(true);
    if (format === 'JPEG' || format === 'PNG') {
      const kinds = ['ifd0', 'ifd1', 'exif', 'gps', 'makerNote', 'userComment', 'dc', 'icc'];
      expect(Object.keys((await read(bytes)) ?? {})).toEqual(expect.arrayContaining(kinds));
    }
    const before = new Set(await storedFiles());
    const { text } = await upload(asker.client, bytes);
    const { id } = JSON.parse(text) as { id: string };
    const question = await town.ask(asker, true, { images: [imageInput(id)] });
    const sent = await everyVariant(id, question);
    // Three widths by three kinds of browser: sharp to a reader, sharp in the case, blurred to the reader.
    expect(sent).toHaveLength(27);
    for (const each of sent) expect(await extras(each)).toEqual([]);
    const files = (await storedFiles()).filter((file) => !before.has(file));
    expect(files).toHaveLength(1 + variantSet(700).length);
    for (const file of files) {
      expect(await extras(await readFile(file))).toEqual([]);
      expect(path.basename(file)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
      for (const of of [asker.id, question, id]) expect(commonDigits(file, of)).toEqual([]);
      const { mtime, mode } = await stat(file);
      expect(mtime.getTime() % 3_600_000, '#24').toBe(0);
      expect(mode & 0o077).toBe(0);
    }
    const { rows } = await town.owner.query('SELECT placeholder FROM images.image WHERE id = $1', [id]);
    const [, placeholder = ''] = String(rows[0].placeholder).split(';base64,');
    expect(await extras(Buffer.from(placeholder, 'base64'))).toEqual([]);
  });
});

/** A library that has begun to leave metadata where they are. */
class LeakyDecoders extends DecoderPool {
  override async run<Task extends DecoderTask>(task: Task): Promise<DecoderResults[Task['kind']]> {
    const leaky = await sharp(await tellingFiles.JPEG())
      .keepMetadata()
      .jpeg()
      .toBuffer();
    if (task.kind === 'ingest') await writeFile(task.master, leaky);
    const ingested = { width: 700, height: 450, placeholder: 'data:image/webp;base64,' };
    const pages: DrawnPage[] = [];
    if (task.kind === 'pages') {
      await writeFile(task.page, leaky);
      pages.push({ file: task.page, width: 700, height: 450, printedWidth: 595, printedHeight: 842 });
    }
    const results: DecoderResults = { probe: { expectedMs: 1 }, ingest: ingested, variant: leaky, pages };
    const kind: Task['kind'] = task.kind;
    return results[kind];
  }
}

describe('where the stripper fails, nothing is stored and nothing is sent (#38)', () => {
  const withLeakyDecoders = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    const { services } = town.server;
    const { decoders } = services;
    services.decoders = new LeakyDecoders();
    try {
      return await work();
    } finally {
      services.decoders = decoders;
    }
  };

  it.each([
    ['an image', '/images', () => picture(700, 450).jpeg().toBuffer()],
    ['a photographed form', '/images/forms', () => picture(700, 450).jpeg().toBuffer()],
    ['a form as PDF', '/images/forms', () => signedForm],
  ])('of %s', async (_what, to, make) => {
    const before = await storedFiles();
    const bytes = await make();
    const { status, text } = await withLeakyDecoders(() => upload(asker.client, bytes, { path: to }));
    expect(status).toBe(500);
    expect(JSON.parse(text)).toEqual({ code: 'INTERNAL_SERVER_ERROR', requestId: expect.any(String) });
    expect(await storedFiles()).toEqual(before);
    const waiting =
      'SELECT id FROM images.image WHERE owner_tag IS NOT NULL UNION ALL SELECT id FROM images.consent_form';
    expect((await town.owner.query(waiting)).rows).toEqual([]);
  });

  it('of a variant alone', async () => {
    const before = await storedFiles();
    const { services } = town.server;
    const { decoders } = services;
    const leaky = new LeakyDecoders();
    services.decoders = new (class extends DecoderPool {
      override run<Task extends DecoderTask>(task: Task): Promise<DecoderResults[Task['kind']]> {
        const isLast = task.kind === 'variant' && task.blurred && task.format === 'JPEG';
        return isLast ? leaky.run(task) : decoders.run(task);
      }
    })();
    try {
      const { status } = await upload(asker.client, await picture(700, 450).jpeg().toBuffer());
      expect(status).toBe(500);
    } finally {
      services.decoders = decoders;
    }
    expect(await storedFiles()).toEqual(before);
    expect((await town.owner.query('SELECT FROM images.image WHERE owner_tag IS NOT NULL')).rowCount).toBe(0);
  });
});
