import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { animatedPng, gif, jpegSegment, pngBomb, withSegments, zipEnd } from '../support/hostile-files.ts';
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

const jpeg = () => picture(300, 200).jpeg().toBuffer();
const half = async (bytes: Promise<Buffer>) => (await bytes).subarray(0, (await bytes).length / 2);
const svg = Buffer.from(
  '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
);
const page = '<!doctype html><script>alert(1)</script>';

/** A WebP of so many frames that differ. */
async function animatedWebp(frames: number, side: number): Promise<Buffer> {
  const pixels = Buffer.alloc(side * side * frames * 3);
  for (let frame = 0; frame < frames; frame += 1) pixels.fill(frame % 251, frame * side * side * 3);
  const raw = { width: side, height: side * frames, channels: 3, pageHeight: side } as const;
  return sharp(pixels, { raw, limitInputPixels: false }).webp({ effort: 0, lossless: true }).toBuffer();
}

const files: [string, () => Buffer | Promise<Buffer>, string][] = [
  ['a bomb of 2500 megapixels in a few kilobytes', () => pngBomb(50_000, 50_000, 4), 'IMAGE_TOO_MANY_PIXELS'],
  ['a strip of 100,000 pixels', () => pngBomb(100_000, 10, 10), 'IMAGE_TOO_MANY_PIXELS'],
  ['a tall strip of 100,000 pixels', () => pngBomb(10, 100_000, 100_000), 'IMAGE_TOO_MANY_PIXELS'],
  ['a bomb whose header lies', () => pngBomb(7000, 7000, 10), 'IMAGE_UNREADABLE'],
  ['a PNG without pixels', () => pngBomb(0, 0, 0), 'IMAGE_UNREADABLE'],
  ['61 megapixels', () => pngBomb(10_000, 6100, 6100), 'IMAGE_TOO_MANY_PIXELS'],
  ['an animated monster', () => gif(3000, 500), 'IMAGE_ANIMATION_TOO_LONG'],
  ['an animated monster as WebP', () => animatedWebp(2100, 2), 'IMAGE_ANIMATION_TOO_LONG'],
  ['a truncated JPEG', () => half(jpeg()), 'IMAGE_UNREADABLE'],
  ['a truncated PNG', () => half(picture(300, 200).png().toBuffer()), 'IMAGE_UNREADABLE'],
  ['a truncated WebP', () => half(picture(300, 200).webp().toBuffer()), 'IMAGE_UNREADABLE'],
  ['a truncated AVIF', () => half(picture(300, 200).avif({ effort: 0 }).toBuffer()), 'IMAGE_UNREADABLE'],
  ['a truncated GIF', () => gif(1, 400).subarray(0, 24), 'IMAGE_UNREADABLE'],
  ['a JPEG’s beginning and nothing else', () => Buffer.from([0xff, 0xd8, 0xff, 0xd9]), 'IMAGE_UNREADABLE'],
  ['an SVG', () => svg, 'IMAGE_TYPE_UNKNOWN'],
  ['a page', () => Buffer.from(page), 'IMAGE_TYPE_UNKNOWN'],
  ['a TIFF', () => picture(30, 20).tiff().toBuffer(), 'IMAGE_TYPE_UNKNOWN'],
  ['a text', () => Buffer.from('Hb 92 och fallande.'), 'IMAGE_TYPE_UNKNOWN'],
  ['two bytes', () => Buffer.from([0xff, 0xd8]), 'IMAGE_TYPE_UNKNOWN'],
  ['an archive behind an image', async () => Buffer.concat([await jpeg(), zipEnd()]), 'IMAGE_MIXED'],
  [
    'an archive with a long comment behind an image',
    async () => Buffer.concat([await jpeg(), zipEnd('x'.repeat(60_000))]),
    'IMAGE_MIXED',
  ],
  ['a program behind a GIF (GIFAR)', () => Buffer.concat([gif(1, 40), zipEnd()]), 'IMAGE_MIXED'],
  [
    'a document inside an image',
    async () => withSegments(await jpeg(), jpegSegment(0xfe, Buffer.from('%PDF-1.4\n'))),
    'IMAGE_MIXED',
  ],
  [
    'a document behind an image',
    async () => Buffer.concat([await jpeg(), Buffer.from('\n%PDF-1.4\ntrailer\n%%EOF\n')]),
    'IMAGE_MIXED',
  ],
  [
    'a page inside an image',
    async () => withSegments(await jpeg(), jpegSegment(0xfe, Buffer.from(page))),
    'IMAGE_MIXED',
  ],
  ['an SVG inside a GIF', () => Buffer.concat([Buffer.from('GIF89a'), svg]), 'IMAGE_MIXED'],
  ['HEIC', () => Buffer.from('\0\0\0\x18ftypheic\0\0\0\0heicmif1', 'latin1'), 'IMAGE_HEIC'],
  ['nothing', () => Buffer.alloc(0), 'UPLOAD_EMPTY'],
];

const residentMegabytes = () => process.memoryUsage.rss() / 1024 / 1024;

describe('each is refused with its reason, in the language of who sent it', () => {
  it.each(files)('%s', async (_name, make, code) => {
    const bytes = await make();
    const messages = new Set<string>();
    for (const language of ['sv', 'en']) {
      const { status, text } = await upload(member.client, bytes, {
        headers: { 'accept-language': language },
      });
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      const answer = JSON.parse(text) as { code: string; message: string };
      expect(answer.code).toBe(code);
      expect(answer.message).toMatch(/^[A-ZÅÄÖ].*\.$/);
      messages.add(answer.message);
    }
    expect(messages.size).toBe(2);
  });

  it('beyond 25 megabytes, said at once or found on the way; up to them it is read', async () => {
    const largest = 25 * 1024 * 1024;
    const image = await jpeg();
    const padded = (size: number) => Buffer.concat([image, Buffer.alloc(size - image.length)]);
    for (const body of [padded(largest + 1), inPieces(padded(largest + 1))]) {
      const init = { method: 'POST', headers: { 'x-requested-with': 'konsilium' }, body, duplex: 'half' };
      const { status, text } = await member.client.request('/images', init as RequestInit);
      expect({ status, ...JSON.parse(text) }).toMatchObject({ status: 413, code: 'IMAGE_TOO_LARGE' });
    }
    expect((await upload(member.client, padded(largest))).status).toBe(200);
  });

  it('whatever it is called: neither a name nor a type that is said makes an image of it, or none', async () => {
    const said = {
      'content-type': 'image/jpeg',
      'content-disposition': 'attachment; filename="bild.jpg"',
    };
    const refused = await upload(member.client, svg, { headers: said });
    expect(JSON.parse(refused.text)).toMatchObject({ code: 'IMAGE_TYPE_UNKNOWN' });
    for (const type of [
      'image/svg+xml',
      'text/html',
      'application/json',
      'application/x-www-form-urlencoded',
    ]) {
      const { status } = await upload(member.client, await jpeg(), { headers: { 'content-type': type } });
      expect(status, type).toBe(200);
    }
  });
});

function inPieces(bytes: Buffer): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.subarray(at, at + 65_536));
      at += 65_536;
    },
  });
}

describe('after all of them', () => {
  it('nothing of them was kept, and no memory', async () => {
    const { services } = server;
    await services.db.service.image.deleteMany({});
    const before = residentMegabytes();
    for (const [, make] of files) await upload(member.client, await make());
    expect(await services.db.service.image.count()).toBe(0);
    // Coarse: any of the bombs, decoded in here, would take hundreds.
    expect(residentMegabytes() - before).toBeLessThan(200);
  }, 60_000);

  it('it still takes pictures, and of an animation the first', async () => {
    for (const bytes of [
      gif(3, 40),
      animatedPng(1_000_000, 40),
      await animatedWebp(3, 40),
      await picture(40, 30).avif().toBuffer(),
    ]) {
      const { status, text } = await upload(member.client, bytes);
      expect(status, text).toBe(200);
      expect(JSON.parse(text)).toMatchObject({ width: 40 });
    }
  });
});
