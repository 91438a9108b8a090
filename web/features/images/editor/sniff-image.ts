import type { Size } from './geometry.ts';

export type ImageFormat = 'jpeg' | 'png' | 'gif' | 'webp' | 'avif' | 'heic';

export interface Sniffed {
  format: ImageFormat;
  /** As the header says, before any turning by EXIF; null where the header did not say. */
  size: Size | null;
}

/** How much of a file's beginning `sniffImage` wants to see, in bytes. */
export const headLength = 512 * 1024;

const ascii = (view: DataView, at: number, length: number) =>
  at + length <= view.byteLength
    ? String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + at, length))
    : '';

/**
 * What kind of picture a file is, by its content and never by its name, and how large, without decoding it: a picture
 * of a billion pixels must be refused before the browser tries. Null where it is none of the kinds that are taken.
 */
export function sniffImage(head: Uint8Array): Sniffed | null {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (view.byteLength < 16) return null;
  if (view.getUint16(0) === 0xffd8) return { format: 'jpeg', size: jpegSize(view) };
  if (view.getUint32(0) === 0x89504e47) {
    return { format: 'png', size: sizeAt(view, 16, (at) => view.getUint32(at), 4) };
  }
  if (ascii(view, 0, 4) === 'GIF8') {
    return { format: 'gif', size: sizeAt(view, 6, (at) => view.getUint16(at, true), 2) };
  }
  if (ascii(view, 0, 4) === 'RIFF' && ascii(view, 8, 4) === 'WEBP') {
    return { format: 'webp', size: webpSize(view) };
  }
  if (ascii(view, 4, 4) === 'ftyp') return isoImage(view);
  return null;
}

function sizeAt(view: DataView, at: number, read: (at: number) => number, step: number): Size | null {
  return at + 2 * step <= view.byteLength ? { width: read(at), height: read(at + step) } : null;
}

/** ITU T.81: walks the segments to the start of frame. */
function jpegSize(view: DataView): Size | null {
  let at = 2;
  while (at + 9 < view.byteLength) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    if (marker === 0xda) return null;
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}

/** RFC 9649. */
function webpSize(view: DataView): Size | null {
  if (view.byteLength < 30) return null;
  switch (ascii(view, 12, 4)) {
    case 'VP8X':
      return { width: 1 + uint24(view, 24), height: 1 + uint24(view, 27) };
    case 'VP8 ':
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
    }
    default:
      return null;
  }
}

const uint24 = (view: DataView, at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);

const heicBrands = ['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis', 'mif1', 'msf1'];

/** ISO 23008-12: the largest of the spatial extents ('ispe') named in the header; the others are tiles and thumbnails. */
function isoImage(view: DataView): Sniffed | null {
  const length = Math.min(view.getUint32(0), 64);
  const brands = [ascii(view, 8, 4)];
  for (let at = 16; at + 4 <= length; at += 4) brands.push(ascii(view, at, 4));
  const isAvif = brands.includes('avif') || brands.includes('avis');
  if (!isAvif && !brands.some((brand) => heicBrands.includes(brand))) return null;
  let size: Size | null = null;
  for (let at = length; at + 16 <= view.byteLength; at += 1) {
    if (view.getUint32(at) !== 0x69737065) continue;
    const found = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
    if (!size || found.width * found.height > size.width * size.height) size = found;
  }
  return { format: isAvif ? 'avif' : 'heic', size };
}
