import { type Size, shrinkTo } from './geometry.ts';
import { looksLikeRadiology } from './radiology.ts';
import { headLength, sniffImage } from './sniff-image.ts';

/** As the server demands it. */
export const largestFile = 25 * 1024 * 1024;
const mostPixels = 60_000_000;
const longestTaken = 20_000;
/** Longer sides are shrunk to this: more than any reader is served, and a canvas that every phone can hold. */
const longestSide = 4096;

const isTooLarge = ({ width, height }: Size) =>
  width * height > mostPixels || Math.max(width, height) > longestTaken;

/** A decoded picture, upright as its EXIF says, no longer than `longestSide`. `close` frees its memory. */
export interface OpenedImage {
  bitmap: ImageBitmap;
  size: Size;
  radiology: boolean;
  close(): void;
}

export type OpenProblem = 'too-large' | 'too-many-pixels' | 'not-an-image' | 'heic' | 'unreadable';

export type OpenOutcome = { ok: true; image: OpenedImage } | { ok: false; problem: OpenProblem };

const no = (problem: OpenProblem): OpenOutcome => ({ ok: false, problem });

/** Decodes a file that the physician chose. It is read here only; nothing of it is sent. Never rejects. */
export async function openImage(file: Blob): Promise<OpenOutcome> {
  if (file.size > largestFile) return no('too-large');
  try {
    const sniffed = sniffImage(new Uint8Array(await file.slice(0, headLength).arrayBuffer()));
    if (!sniffed) return no('not-an-image');
    const { size } = sniffed;
    if (size && isTooLarge(size)) return no('too-many-pixels');
    const decoded = await createImageBitmap(file).catch(() => null);
    if (!decoded) return no(sniffed.format === 'heic' ? 'heic' : 'unreadable');
    if (isTooLarge(decoded)) {
      decoded.close();
      return no('too-many-pixels');
    }
    const bitmap = await shrink(decoded);
    return {
      ok: true,
      image: {
        bitmap,
        size: { width: bitmap.width, height: bitmap.height },
        radiology: looksLikeRadiology(thumbnailPixels(bitmap)),
        close: () => bitmap.close(),
      },
    };
  } catch {
    return no('unreadable');
  }
}

/** Frees the large one as soon as there is the small one: 60 megapixels are 240 MB. */
async function shrink(decoded: ImageBitmap): Promise<ImageBitmap> {
  if (Math.max(decoded.width, decoded.height) <= longestSide) return decoded;
  const { width, height } = shrinkTo(decoded, longestSide);
  try {
    return await createImageBitmap(decoded, {
      resizeWidth: width,
      resizeHeight: height,
      resizeQuality: 'high',
    });
  } finally {
    decoded.close();
  }
}

function thumbnailPixels(bitmap: ImageBitmap): Uint8ClampedArray {
  const canvas = document.createElement('canvas');
  canvas.width = 64;
  canvas.height = 64;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return new Uint8ClampedArray();
  context.drawImage(bitmap, 0, 0, 64, 64);
  return context.getImageData(0, 0, 64, 64).data;
}
