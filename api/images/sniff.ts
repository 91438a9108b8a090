import type { RefusalCode } from '../platform/refusal-sentences.ts';

export type ImageType = 'jpeg' | 'png' | 'gif' | 'webp' | 'heif';
export type Sniffed = { ok: true; type: ImageType } | { ok: false; refusal: RefusalCode };

const heic = /^(heic|heix|heim|heis|hevc|hevx|hevm|hevs)$/;
const avif = /^(avif|avis)$/;

/**
 * The type of a file by its content, never by its name. What could be read as something else as well (a page, a
 * document, an archive) is refused, although re-encoding would end it: nobody sends one by mistake.
 * @param head the first 4096 bytes or fewer. @param tail the last 65,557 or fewer.
 */
export function sniffImage(head: Buffer, tail: Buffer): Sniffed {
  const type = typeOf(head);
  if (typeof type !== 'string') return { ok: false, refusal: type.refusal };
  if (isSomethingElseToo(head, tail)) return { ok: false, refusal: 'IMAGE_MIXED' };
  return { ok: true, type };
}

function typeOf(head: Buffer): ImageType | { refusal: RefusalCode } {
  const latin = (from: number, to: number) => head.toString('latin1', from, to);
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return 'jpeg';
  if (latin(0, 8) === '\x89PNG\r\n\x1a\n') return 'png';
  if (/^GIF8[79]a$/.test(latin(0, 6))) return 'gif';
  if (latin(0, 4) === 'RIFF' && latin(8, 12) === 'WEBP') return 'webp';
  if (latin(4, 8) === 'ftyp') {
    const length = Math.min(head.readUInt32BE(0), head.length);
    const brands = [latin(8, 12)];
    for (let at = 16; at + 4 <= length; at += 4) brands.push(latin(at, at + 4));
    if (brands.some((brand) => avif.test(brand))) return 'heif';
    if (brands.some((brand) => heic.test(brand))) return { refusal: 'IMAGE_HEIC' };
  }
  return { refusal: 'IMAGE_TYPE_UNKNOWN' };
}

const pages = /%PDF-|<!doctype|<html|<script|<svg|<\?php|<body|<iframe/i;

function isSomethingElseToo(head: Buffer, tail: Buffer): boolean {
  // Readers of PDF look for its mark in the first 1024 bytes; browsers that guess, in the first 1445.
  if (pages.test(head.toString('latin1', 0, 1500))) return true;
  return endsAsZip(tail) || tail.includes('%%EOF');
}

/** A ZIP ends in a directory record whose comment reaches the end of the file. */
function endsAsZip(tail: Buffer): boolean {
  for (let at = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1'); at >= 0; ) {
    if (at + 22 <= tail.length && at + 22 + tail.readUInt16LE(at + 20) === tail.length) return true;
    if (at === 0) break;
    at = tail.lastIndexOf('PK\x05\x06', at - 1, 'latin1');
  }
  return false;
}
