import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Town } from '../privacy/town.ts';
import { fetchImage, imageInput, imagesOf, upload, uploadPicture } from '../support/images.ts';
import type { Member } from '../support/server.ts';

/** Whatever a camera or a scanner writes comes out upright and in its colours. */

let town: Town;
let asker: Member;

beforeAll(async () => {
  town = await Town.open();
  asker = await town.member('Astrid Fråga');
});
afterAll(() => town.close());

const width = 360;
const height = 240;
type Colour = readonly [red: number, green: number, blue: number];

/** Of the four quarters, upper left to lower right. */
const quarters = [
  [180, 70, 60],
  [70, 140, 80],
  [60, 80, 150],
  [200, 200, 200],
] as const satisfies Colour[];
const greys = [40, 100, 160, 220].map((grey): Colour => [grey, grey, grey]);

/** Pixels that are seen as four quarters when they are read as the EXIF tag 0x0112 says (CIPA DC-008, 4.6.4). */
function photograph(colours: readonly Colour[], orientation = 1): Sharp {
  const isTurned = orientation > 4;
  const stored = isTurned ? { width: height, height: width } : { width, height };
  const pixels = Buffer.alloc(width * height * 3);
  for (let row = 0; row < stored.height; row += 1) {
    for (let column = 0; column < stored.width; column += 1) {
      const [x, y] = seenAt(row, column, orientation);
      const colour = colours[(y < height / 2 ? 0 : 2) + (x < width / 2 ? 0 : 1)] ?? [0, 0, 0];
      pixels.set(colour, (row * stored.width + column) * 3);
    }
  }
  return sharp(pixels, { raw: { ...stored, channels: 3 } });
}

function seenAt(row: number, column: number, orientation: number): readonly [x: number, y: number] {
  const [right, bottom] = [width - 1, height - 1];
  const places: readonly (readonly [number, number])[] = [
    [column, row],
    [right - column, row],
    [right - column, bottom - row],
    [column, bottom - row],
    [row, column],
    [right - row, column],
    [right - row, bottom - column],
    [row, bottom - column],
  ];
  return places[orientation - 1] ?? [0, 0];
}

/** The image as a reader gets it: its size, and the colours of its quarters. */
async function seen(bytes: Buffer, accept = 'image/jpeg') {
  const image = await uploadPicture(asker.client, bytes);
  const question = await town.ask(asker, false, { images: [imageInput(image)] });
  const [shown] = await imagesOf(asker.client, question);
  const url = shown?.sources.at(-1)?.url ?? '';
  const { bytes: sent } = await fetchImage(town.server.url, asker.client, url, { accept });
  const { data, info } = await sharp(sent).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const { channels } = info;
  const colourAt = (x: number, y: number): number[] => {
    const at = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * channels;
    return [...data.subarray(at, at + 3)];
  };
  return {
    size: [info.width, info.height, channels],
    colours: [colourAt(0.25, 0.25), colourAt(0.75, 0.25), colourAt(0.25, 0.75), colourAt(0.75, 0.75)],
  };
}

/** Up to eight pixels are cut off each side, so that no two files of one picture are alike (ANONYMITY 72). */
const mostCut = 16;

function expectSize([across = 0, down = 0, channels]: readonly number[]): void {
  expect(channels).toBe(3);
  for (const [found, whole] of [
    [across, width],
    [down, height],
  ] as const) {
    expect(found).toBeLessThanOrEqual(whole);
    expect(found).toBeGreaterThanOrEqual(whole - mostCut);
  }
}

function expectColours(found: readonly number[][], wanted: readonly Colour[], tolerance = 8): void {
  const furthest = Math.max(
    ...wanted.flatMap((colour, at) => colour.map((part, of) => Math.abs(part - (found[at]?.[of] ?? 999)))),
  );
  expect(furthest, `${JSON.stringify(found)} for ${JSON.stringify(wanted)}`).toBeLessThanOrEqual(tolerance);
}

describe('upright', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('a JPEG with orientation %i', async (orientation) => {
    const bytes = await photograph(quarters, orientation).withMetadata({ orientation }).jpeg().toBuffer();
    expect((await sharp(bytes).metadata()).orientation).toBe(orientation);
    const { size, colours } = await seen(bytes);
    expectSize(size);
    expectColours(colours, quarters);
  });

  it.each(['png', 'webp'] as const)('a turned %s', async (format) => {
    const turned = photograph(quarters, 6).withMetadata({ orientation: 6 });
    const { size, colours } = await seen(await turned.toFormat(format).toBuffer());
    expectSize(size);
    expectColours(colours, quarters);
  });
});

describe('in its colours', () => {
  const light = quarters.map(([red, green, blue]): Colour => [red, green, blue]);
  const transparent = (source: Sharp) =>
    source.composite([
      {
        input: { create: { width: width / 2, height: height / 2, channels: 4, background: '#000' } },
        left: 0,
        top: 0,
        blend: 'dest-out',
      },
    ]);
  const white: Colour = [255, 255, 255];
  const kinds: [string, () => Promise<Buffer>, readonly Colour[], number?][] = [
    ['a JPEG', () => photograph(light).jpeg().toBuffer(), light],
    // What four inks can show, and back.
    ['a JPEG in CMYK', () => photograph(light).toColourspace('cmyk').jpeg().toBuffer(), light, 30],
    ['a JPEG in Display P3', () => photograph(light).withIccProfile('p3').jpeg().toBuffer(), light],
    ['a grey JPEG', () => photograph(greys).greyscale().jpeg().toBuffer(), greys],
    ['a grey PNG', () => photograph(greys).toColourspace('b-w').png().toBuffer(), greys],
    ['a PNG of 16 bits', () => photograph(light).toColourspace('rgb16').png().toBuffer(), light],
    ['a grey PNG of 16 bits', () => photograph(greys).toColourspace('grey16').png().toBuffer(), greys],
    ['a PNG with a palette', () => photograph(light).png({ palette: true }).toBuffer(), light],
    ['an interlaced PNG', () => photograph(light).png({ progressive: true }).toBuffer(), light],
    ['a progressive JPEG', () => photograph(light).jpeg({ progressive: true }).toBuffer(), light],
    [
      'a transparent PNG, on white',
      () => transparent(photograph(light).ensureAlpha()).png().toBuffer(),
      [white, ...light.slice(1)],
    ],
    [
      'a transparent PNG of 16 bits, on white',
      async () => {
        const flat = await transparent(photograph(light).ensureAlpha()).png().toBuffer();
        return sharp(flat).toColourspace('rgb16').png().toBuffer();
      },
      [white, ...light.slice(1)],
    ],
    [
      'a transparent grey PNG, on white',
      async () => {
        const flat = await transparent(photograph(greys).ensureAlpha()).png().toBuffer();
        return sharp(flat).toColourspace('b-w').png().toBuffer();
      },
      [white, ...greys.slice(1)],
    ],
    ['a WebP', () => photograph(light).webp({ quality: 90 }).toBuffer(), light],
    [
      'a transparent WebP, on white',
      () => transparent(photograph(light).ensureAlpha()).webp({ lossless: true }).toBuffer(),
      [white, ...light.slice(1)],
    ],
    ['an AVIF', () => photograph(light).avif({ quality: 80, effort: 0 }).toBuffer(), light],
    [
      'an AVIF of 10 bits',
      () => photograph(light).avif({ quality: 80, effort: 0, bitdepth: 10 }).toBuffer(),
      light,
    ],
    ['a GIF', () => photograph(light).gif().toBuffer(), light],
  ];
  it.each(kinds)('%s', async (_kind, make, wanted, tolerance) => {
    const { size, colours } = await seen(await make());
    expectSize(size);
    expectColours(colours, wanted, tolerance);
  });

  it('whatever format it is sent in', async () => {
    const bytes = await photograph(quarters).jpeg().toBuffer();
    for (const accept of ['image/avif', 'image/webp']) {
      const { size, colours } = await seen(bytes, accept);
      expectSize(size);
      expectColours(colours, quarters, 12);
    }
  });
});

it('sixty megapixels are taken, and of AVIF, whose decoder takes more time and memory than any, sixteen', async () => {
  const flat = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: '#a04030' } });
  for (const [bytes, size] of [
    [await flat(10_000, 6000).jpeg().toBuffer(), { width: 4096, height: 2458 }],
    [await flat(4800, 3200).avif({ effort: 0 }).toBuffer(), { width: 4096, height: 2731 }],
  ] as const) {
    const { status, text } = await upload(asker.client, bytes);
    const taken: { width: number; height: number } = JSON.parse(text);
    expect(status, text).toBe(200);
    for (const side of ['width', 'height'] as const) {
      expect(Math.abs(taken[side] - size[side])).toBeLessThanOrEqual(mostCut);
    }
  }
}, 60_000);
