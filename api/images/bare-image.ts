import type { ImageFormat } from '../../prisma/client/enums.ts';

/**
 * Reads the structure of an encoded image, independent of the library that wrote it, and lets nothing pass but what
 * pixels need: no EXIF, XMP, IPTC, ICC, maker's notes, comments, thumbnails, and nothing after the end (ANONYMITY 38).
 * @throws Error that names the part, on anything that is not known to be harmless: it fails closed.
 */
export function requireBare(format: ImageFormat, bytes: Buffer): void {
  if (format === 'JPEG') requireBareJpeg(bytes);
  else requireBareAvif(bytes);
}

// ITU-T T.81 (JPEG), table B.1: frames, tables, scans, restarts. Every APPn but JFIF's own and every comment is refused.
const jpegParts = new Set([0xc0, 0xc1, 0xc2, 0xc4, 0xdb, 0xdd, 0xda]);

function requireBareJpeg(bytes: Buffer): void {
  if (bytes.readUInt16BE(0) !== 0xffd8) throw refused('JPEG', 'beginning');
  let at = 2;
  for (;;) {
    if (bytes[at] !== 0xff) throw refused('JPEG', 'gap');
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xd9) {
      if (at + 2 !== bytes.length) throw refused('JPEG', 'bytes after its end');
      return;
    }
    const length = bytes.readUInt16BE(at + 2);
    const isJfif =
      marker === 0xe0 &&
      length === 16 &&
      bytes.toString('latin1', at + 4, at + 9) === 'JFIF\0' &&
      bytes.readUInt16BE(at + 16) === 0;
    if (!isJfif && !jpegParts.has(marker)) throw refused('JPEG', marker.toString(16));
    at += 2 + length;
    if (marker === 0xda) at = endOfScan(bytes, at);
  }
}

/** Entropy-coded bytes: 0xff stands before 0x00 or a restart, or it is the next marker. */
function endOfScan(bytes: Buffer, from: number): number {
  for (
    let at = bytes.indexOf(0xff, from);
    at >= 0 && at + 1 < bytes.length;
    at = bytes.indexOf(0xff, at + 2)
  ) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && (next < 0xd0 || next > 0xd7)) return at;
  }
  throw refused('JPEG', 'a scan without an end');
}

const avifBoxes: Record<string, readonly string[]> = {
  '': ['ftyp', 'meta', 'mdat'],
  meta: ['hdlr', 'pitm', 'iloc', 'iinf', 'iprp'],
  iinf: ['infe'],
  iprp: ['ipco', 'ipma'],
  ipco: ['ispe', 'pixi', 'av1C', 'colr'],
};
/** Bytes before the boxes inside: version and flags, and a count in iinf. */
const avifPrefix: Record<string, number> = { meta: 4, iinf: 6, iprp: 0, ipco: 0 };

/** ISO/IEC 14496-12 and 23008-12 with AV1 in it: one item, of type av01; colours by number, without a profile. */
function requireBareAvif(bytes: Buffer): void {
  const boxes = walkBoxes(bytes, 0, bytes.length, '');
  if (boxes.join() !== 'ftyp,meta,mdat') throw refused('AVIF', 'boxes');
}

/** @returns the names of the boxes, in their order. */
function walkBoxes(bytes: Buffer, from: number, to: number, within: string): string[] {
  const boxes: string[] = [];
  let at = from;
  while (at < to) {
    const size = bytes.readUInt32BE(at);
    const name = bytes.toString('latin1', at + 4, at + 8);
    if (size < 8 || at + size > to || !avifBoxes[within]?.includes(name))
      throw refused('AVIF', `${within}/${name}`);
    const prefix = avifPrefix[name];
    if (prefix !== undefined) walkBoxes(bytes, at + 8 + prefix, at + size, name);
    if (name === 'colr' && bytes.toString('latin1', at + 8, at + 12) !== 'nclx')
      throw refused('AVIF', 'profile');
    if (name === 'infe') requireAv01(bytes, at, size);
    boxes.push(name);
    at += size;
  }
  if (at !== to) throw refused('AVIF', 'end');
  return boxes;
}

/** infe of version 2: id, protection, type, then a name that must be empty or the encoder's own. */
function requireAv01(bytes: Buffer, at: number, size: number): void {
  const name = bytes.toString('latin1', at + 20, at + size).replace(/\0/g, '');
  if (
    bytes[at + 8] !== 2 ||
    bytes.toString('latin1', at + 16, at + 20) !== 'av01' ||
    !['', 'Color'].includes(name)
  ) {
    throw refused('AVIF', 'item');
  }
}

const refused = (format: string, part: string) => new Error(`${format}: not bare: ${part}`);
