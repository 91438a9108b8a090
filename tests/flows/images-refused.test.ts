import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { picture, upload } from '../support/images.ts';
import { type Member, signInAs, startTestServer, type TestServer } from '../support/server.ts';

/** Files that somebody makes to harm, or by mistake: each is refused in words, and the service goes on. */

let server: TestServer;
let member: Member;

beforeAll(async () => {
  server = await startTestServer();
  member = await signInAs(server);
});
afterAll(() => server.close());

/** A PNG of so many pixels in a few kilobytes: a bomb. */
function png(width: number, height: number, rows: number): Buffer {
  const chunk = (name: string, data: Buffer) => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(data.length);
    head.write(name, 4, 'latin1');
    const body = Buffer.concat([head.subarray(4), data]);
    const crc = Buffer.alloc(4);
    crc.writeUInt32BE(crc32(body));
    return Buffer.concat([head.subarray(0, 4), body, crc]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const data = deflateSync(Buffer.alloc((width + 1) * rows));
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** A GIF that repeats one empty frame so many times. */
function gif(frames: number, side: number): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt16LE(side);
  size.writeUInt16LE(side, 2);
  const frame = Buffer.concat([Buffer.from([0x2c, 0, 0, 0, 0]), size, Buffer.from([0, 2, 2, 0x4c, 1, 0])]);
  return Buffer.concat([
    Buffer.from('GIF89a'),
    size,
    Buffer.from([0x80, 0, 0, 0, 0, 0, 255, 255, 255]),
    ...Array.from({ length: frames }, () => frame),
    Buffer.from([0x3b]),
  ]);
}

function zipEnd(): Buffer {
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  return end;
}

const jpeg = () => picture(300, 200).jpeg().toBuffer();

const files: [string, () => Buffer | Promise<Buffer>, string][] = [
  ['a bomb of 900 megapixels', () => png(30_000, 30_000, 4), 'IMAGE_TOO_MANY_PIXELS'],
  ['a strip of 100,000 pixels', () => png(100_000, 10, 10), 'IMAGE_TOO_MANY_PIXELS'],
  ['a bomb whose header lies', () => png(7000, 7000, 10), 'IMAGE_UNREADABLE'],
  ['an animated monster', () => gif(3000, 500), 'IMAGE_ANIMATION_TOO_LONG'],
  ['a truncated JPEG', async () => (await jpeg()).subarray(0, 9000), 'IMAGE_UNREADABLE'],
  ['an SVG', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'IMAGE_TYPE_UNKNOWN'],
  ['a page', () => Buffer.from('<!doctype html><script>1</script>'), 'IMAGE_TYPE_UNKNOWN'],
  ['an archive behind an image', async () => Buffer.concat([await jpeg(), zipEnd()]), 'IMAGE_MIXED'],
  [
    'a document inside an image',
    async () => {
      const bytes = await jpeg();
      const comment = Buffer.from('\xff\xfe\x00\x0b%PDF-1.4\n', 'latin1');
      return Buffer.concat([bytes.subarray(0, 2), comment, bytes.subarray(2)]);
    },
    'IMAGE_MIXED',
  ],
  ['HEIC', () => Buffer.from('\0\0\0\x18ftypheic\0\0\0\0heicmif1', 'latin1'), 'IMAGE_HEIC'],
  ['nothing', () => Buffer.alloc(0), 'UPLOAD_EMPTY'],
];

it.each(files)('%s', async (_name, make, code) => {
  const { status, text } = await upload(member.client, await make());
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
  expect(JSON.parse(text)).toMatchObject({ code, message: expect.stringMatching(/^[A-ZÅÄÖ].*\.$/) });
});

it('after all of them it still takes pictures, of an animation the first, and none was kept', async () => {
  const before = await server.services.db.service.image.count();
  expect(before).toBe(0);
  for (const bytes of [
    gif(3, 40),
    await picture(40, 30).avif().toBuffer(),
    await picture(40, 30).webp().toBuffer(),
  ]) {
    expect((await upload(member.client, bytes)).status).toBe(200);
  }
  const upright = await sharp(await jpeg())
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  const { text } = await upload(member.client, upright);
  expect(JSON.parse(text)).toMatchObject({ width: 200, height: 300 });
});
