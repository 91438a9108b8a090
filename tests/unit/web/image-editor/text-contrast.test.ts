import { describe, expect, it } from 'vitest';
import {
  contrastOf,
  growAlongLine,
  inkOf,
  isMainlyLight,
} from '../../../../web/features/images/editor/text-contrast.ts';

const size = { width: 300, height: 100 };
/** Of three words in a row on a ground that grows lighter to the right: upright strokes, six pixels apart. */
const isLetter = (x: number, y: number) =>
  y >= 40 &&
  y < 56 &&
  x % 6 < 2 &&
  [
    [60, 100],
    [110, 150],
    [250, 290],
  ].some(([from = 0, to = 0]) => x >= from && x < to);

function picture(lightness: (x: number, y: number) => number): Uint8Array {
  const grey = new Uint8Array(size.width * size.height);
  for (let at = 0; at < grey.length; at += 1) {
    grey[at] = lightness(at % size.width, Math.floor(at / size.width));
  }
  return grey;
}
const ground = (x: number) => 20 + x / 2;
const light = contrastOf(
  picture((x, y) => ground(x) + (isLetter(x, y) ? 60 : 0)),
  size,
);
const dark = contrastOf(
  picture((x, y) => 200 - ground(x) - (isLetter(x, y) ? 30 : 0)),
  size,
);

describe('what stands out of a picture', () => {
  it('are the letters, on a dark as on a light ground', () => {
    const ink = inkOf(light, true);
    const paperAt = (x: number, y: number) => ink[(y * size.width + x) * 4] ?? 0;
    for (const x of [60, 114, 252]) {
      expect(paperAt(x, 48)).toBeLessThan(60);
      expect(paperAt(x + 4, 48)).toBeGreaterThan(200);
    }
    expect(paperAt(200, 20)).toBeGreaterThan(235);
  });

  it.each([
    ['light', light, true],
    ['dark', dark, false],
  ] as const)(
    'a word of %s letters is all of its line that stands out, and nothing behind a wide gap',
    (_name, contrast, isLight) => {
      const half = { x: 60, y: 40, width: 20, height: 16 };
      const { x, y, width, height } = growAlongLine(contrast, half, isLight);
      expect([x, y, height]).toEqual([60, 40, 16]);
      expect(x + width).toBeGreaterThanOrEqual(146);
      expect(x + width).toBeLessThan(160);
    },
  );

  it('a word where nothing stands out stays as it is', () => {
    const nowhere = { x: 180, y: 70, width: 20, height: 16 };
    expect(growAlongLine(light, nowhere, true)).toEqual(nowhere);
  });

  it('no light letters are looked for on paper', () => {
    expect(isMainlyLight(picture(() => 240))).toBe(true);
    expect(isMainlyLight(picture((x) => (x % 3 ? 40 : 240)))).toBe(false);
  });
});
