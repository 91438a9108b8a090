import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import exifr from 'exifr';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fetchImage, imageInput, picture, upload } from '../support/images.ts';
import type { Member } from '../support/server.ts';
import { Town } from './town.ts';

let town: Town;
let asker: Member;
let reader: Member;
beforeAll(async () => {
  town = await Town.open();
  asker = await town.member('Astrid Hemlig');
  reader = await town.member('Rut Läsare');
});
afterAll(() => town.close());

const secret = 'Karin-Kanarie-19121212-1212';

const segment = (marker: number, body: Buffer) => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
};

/** A JPEG that tells of its patient and its doctor wherever one can. */
async function telling(): Promise<Buffer> {
  const bytes = await picture(700, 500)
    .withExif({
      IFD0: { Artist: secret, Make: secret, ImageDescription: secret },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '59/1 20/1 0/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '18/1 4/1 0/1',
      },
    })
    .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><note>${secret}</note></x:xmpmeta>`)
    .withIccProfile('p3')
    .jpeg()
    .toBuffer();
  const text = Buffer.from(secret);
  return Buffer.concat([
    bytes.subarray(0, 2),
    segment(0xed, Buffer.concat([Buffer.from('Photoshop 3.0\0'), text])),
    segment(0xe2, Buffer.concat([Buffer.from('MPF\0'), text])),
    segment(0xef, text),
    segment(0xfe, text),
    bytes.subarray(2),
    text,
  ]);
}

async function storedFiles(): Promise<string[]> {
  const folder = path.join(town.server.dataFolder, 'storage');
  return (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

it('#36 #37 #38 nothing of what a file tells, of whom it is or when it came is stored or sent', async () => {
  const bytes = await telling();
  const before = await exifr.parse(bytes, { gps: true, iptc: true, xmp: true, icc: true });
  expect(before).toMatchObject({ Artist: secret, latitude: expect.any(Number) });
  const { text } = await upload(asker.client, bytes);
  const { id } = JSON.parse(text) as { id: string };
  const question = await town.ask(asker, true, { images: [imageInput(id)] });
  const { data } = await reader.client.graphql(
    'physician',
    'query ($id: ID!) { consultation(id: $id) { images { sources { url } } } }',
    { id: question },
  );
  const asked = data?.consultation as { images: { sources: { url: string }[] }[] } | undefined;
  const url = asked?.images[0]?.sources[0]?.url ?? '';
  for (const accept of ['image/avif', 'image/webp', '*/*']) {
    const sent = await fetchImage(town.server.url, reader.client, url, { accept });
    expect(sent.status).toBe(200);
    expect(sent.headers.has('last-modified')).toBe(false);
    for (const word of [secret, asker.id, asker.name, 'Exif', 'xmpmeta', 'Photoshop', 'ICC_PROFILE']) {
      expect(sent.bytes.includes(word), `${accept}: ${word}`).toBe(false);
    }
  }
  const files = await storedFiles();
  expect(files).toHaveLength(4);
  for (const file of files) {
    const kept = await readFile(file);
    expect(kept.includes(secret) || kept.includes('Exif')).toBe(false);
    expect(
      await exifr.parse(kept, { gps: true, iptc: true, xmp: true, icc: true }).catch(() => undefined),
    ).toBe(undefined);
    expect(path.basename(file)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
    for (const of of [asker.id, question, id]) expect(file).not.toContain(of);
    const { mtime, mode } = await stat(file);
    expect(mtime.getTime() % 3_600_000, '#24').toBe(0);
    expect(mode & 0o077).toBe(0);
  }
});
