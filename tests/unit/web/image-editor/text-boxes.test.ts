import { describe, expect, it } from 'vitest';
import { looksLikeRadiology } from '../../../../web/features/images/editor/radiology.ts';
import { type SeenWord, textBoxes } from '../../../../web/features/images/editor/text-boxes.ts';

const size = { width: 1000, height: 800 };
const word = (text: string, x: number, y: number, confidence = 90): SeenWord => ({
  text,
  confidence,
  rect: { x, y, width: text.length * 12, height: 20 },
});

describe('boxes over text', () => {
  it('one for each line, however the words of it came', () => {
    const boxes = textBoxes(
      [word('KARIN', 180, 40), word('19540312-1234', 40, 80), word('ANDERSSON,', 40, 41)],
      size,
    );
    expect(boxes).toHaveLength(2);
    const [name] = boxes;
    expect(name?.x).toBeLessThan(40);
    expect((name?.x ?? 0) + (name?.width ?? 0)).toBeGreaterThan(180 + 60);
  });

  it('covers a doubtful word between two certain ones', () => {
    const [line] = textBoxes(
      [word('Personnr', 40, 40), word('#', 142, 40, 10), word('391105', 160, 40)],
      size,
    );
    expect(line?.width).toBeGreaterThan(180);
  });

  it('leaves out what grain is taken for', () => {
    expect(
      textBoxes([word('i', 10, 10, 60), word('=:', 50, 10, 74), word('Sates', 90, 10, 30)], size),
    ).toEqual([]);
  });

  it('takes for text what is read as the same in two sizes, however doubtful', () => {
    const once = [word('NILSSON"', 40, 40, 8), word('LETS', 200, 200, 8)];
    expect(textBoxes(once, size)).toEqual([]);
    expect(textBoxes([...once, word('NILSSON', 41, 40, 3), word('TELS', 200, 200, 8)], size)).toHaveLength(1);
  });

  it('texts in two corners are two boxes, within the picture', () => {
    const boxes = textBoxes([word('NORRA', 0, 0), word('SJUKHUSET', 900, 0)], size);
    expect(boxes).toHaveLength(2);
    for (const { x, y, width, height } of boxes) {
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(size.width);
      expect(y + height).toBeLessThanOrEqual(size.height);
    }
  });
});

describe('a guess at radiology', () => {
  const picture = (pixel: (at: number) => readonly [number, number, number]) =>
    new Uint8ClampedArray(Array.from({ length: 400 }, (_, at) => [...pixel(at), 255]).flat());

  it('grey and largely dark is; skin, an ECG on paper and a grey document are not', () => {
    expect(looksLikeRadiology(picture((at) => (at % 2 ? [20, 20, 22] : [150, 150, 150])))).toBe(true);
    expect(looksLikeRadiology(picture(() => [210, 160, 140]))).toBe(false);
    expect(looksLikeRadiology(picture((at) => (at % 9 ? [250, 250, 250] : [20, 20, 20])))).toBe(false);
    expect(looksLikeRadiology(new Uint8ClampedArray())).toBe(false);
  });
});
