import { cutTo, type Rect, type Size, wholeOf } from './geometry.ts';

/** How much lighter (positive) or darker each pixel is than what lies around it, row by row; -255 to 255. */
export interface Contrast extends Size {
  values: Int16Array;
}

/** In pixels: letters of the size that is looked for are thinner, ribs and shadows are wider. */
const neighbourhood = 20;

/**
 * Takes away what is light or dark over a wide area: letters stand out as well on a lung as on the spine.
 * @param grey one value a pixel, 0 to 255, row by row.
 */
export function contrastOf(grey: Uint8Array, { width, height }: Size): Contrast {
  const sums = new Float64Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y += 1) {
    let row = 0;
    for (let x = 0; x < width; x += 1) {
      row += grey[y * width + x] ?? 0;
      sums[(y + 1) * (width + 1) + x + 1] = row + (sums[y * (width + 1) + x + 1] ?? 0);
    }
  }
  const values = new Int16Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const top = Math.max(0, y - neighbourhood) * (width + 1);
    const bottom = Math.min(height, y + neighbourhood + 1) * (width + 1);
    for (let x = 0; x < width; x += 1) {
      const left = Math.max(0, x - neighbourhood);
      const right = Math.min(width, x + neighbourhood + 1);
      const sum =
        (sums[bottom + right] ?? 0) -
        (sums[bottom + left] ?? 0) -
        (sums[top + right] ?? 0) +
        (sums[top + left] ?? 0);
      const mean = sum / (((bottom - top) / (width + 1)) * (right - left));
      values[y * width + x] = Math.round((grey[y * width + x] ?? 0) - mean);
    }
  }
  return { width, height, values };
}

/** Paper, not a screen: no light letters are looked for on it. @param grey one value a pixel. */
export function isMainlyLight(grey: Uint8Array): boolean {
  let light = 0;
  for (const value of grey) if (value > 170) light += 1;
  return light > grey.length / 2;
}

/** What stands out, as black on white, for the reader of text: RGBA. @param light whether light letters are looked for. */
export function inkOf({ values }: Contrast, light: boolean): Uint8ClampedArray<ArrayBuffer> {
  const sign = light ? 1 : -1;
  const counts = new Uint32Array(256);
  for (const value of values)
    counts[Math.max(0, sign * value)] = (counts[Math.max(0, sign * value)] ?? 0) + 1;
  // But for single specks: text is a thousandth of a picture.
  let strongest = 255;
  for (
    let above = 0;
    strongest > 24 && above + (counts[strongest] ?? 0) <= values.length / 5000;
    strongest -= 1
  ) {
    above += counts[strongest] ?? 0;
  }
  const pixels = new Uint8ClampedArray(values.length * 4);
  for (let at = 0; at < values.length; at += 1) {
    const paper = 255 - (Math.max(0, sign * (values[at] ?? 0)) * 255) / strongest;
    pixels.fill(paper, at * 4, at * 4 + 3);
    pixels[at * 4 + 3] = 255;
  }
  return pixels;
}

/** How wide a gap in a line may be, in heights of its letters. */
const widestGap = 1.2;
const longestGrowth = 20;

/**
 * A word that was read, with all of its line that stands out as much: of a name of which half was read the other half must be
 * covered too.
 * @param rect in pixels of `contrast`.
 */
export function growAlongLine(contrast: Contrast, rect: Rect, light: boolean): Rect {
  const { width, values } = contrast;
  const { x, y, width: wide, height: high } = cutTo(rect, wholeOf(contrast));
  const rows = { from: Math.floor(y), to: Math.ceil(y + high) };
  const sign = light ? 1 : -1;
  const strengths: number[] = [];
  for (let row = rows.from; row < rows.to; row += 1) {
    for (let at = Math.floor(x); at < Math.ceil(x + wide); at += 1)
      strengths.push(sign * (values[row * width + at] ?? 0));
  }
  strengths.sort((a, b) => b - a);
  const enough = (strengths[Math.floor(strengths.length / 10)] ?? 0) * 0.5;
  if (enough < 8) return rect;
  const isInked = (at: number) => {
    for (let row = rows.from; row < rows.to; row += 1)
      if (sign * (values[row * width + at] ?? 0) >= enough) return true;
    return false;
  };
  const reach = (from: number, step: -1 | 1) => {
    let end = from;
    for (let at = from; at >= 0 && at < width && Math.abs(at - end) <= high * widestGap; at += step) {
      if (Math.abs(at - from) > high * longestGrowth) break;
      if (isInked(at)) end = at;
    }
    return end;
  };
  const left = Math.min(x, reach(Math.floor(x), -1));
  const right = Math.max(x + wide, reach(Math.ceil(x + wide) - 1, 1) + 1);
  return { x: left, y, width: right - left, height: high };
}
