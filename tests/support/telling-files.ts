import { deflateSync } from 'node:zlib';
import type { Sharp } from 'sharp';
import { jpegSegment, pngChunk, withSegments } from './hostile-files.ts';
import { picture } from './images.ts';

/** Images that tell of their patient, their doctor and their camera wherever a file can tell anything. */

export const told = 'Karin-Kanarie-19121212-1212';
const text = Buffer.from(told);
const terminated = Buffer.from(`${told}\0`);

/** TIFF 6.0, section 2: one field of a directory; ASCII, undefined, short, long or rational. */
type Field = readonly [tag: number, type: 2 | 7 | 3 | 4 | 5, value: Buffer | number];

const uint32 = (...values: number[]) => {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [at, value] of values.entries()) bytes.writeUInt32BE(value, at * 4);
  return bytes;
};

/** Of a directory that begins there; what follows it is its fields' values. */
function directory(at: number, fields: readonly Field[], next = 0): Buffer {
  const entries: Buffer[] = [];
  const values: Buffer[] = [];
  let free = at + 2 + fields.length * 12 + 4;
  for (const [tag, type, value] of fields) {
    const entry = Buffer.alloc(12);
    entry.writeUInt16BE(tag);
    entry.writeUInt16BE(type, 2);
    if (typeof value === 'number') {
      entry.writeUInt32BE(1, 4);
      if (type === 3) entry.writeUInt16BE(value, 8);
      else entry.writeUInt32BE(value, 8);
    } else {
      entry.writeUInt32BE(value.length / (type === 5 ? 8 : 1), 4);
      if (value.length <= 4) value.copy(entry, 8);
      else {
        entry.writeUInt32BE(free, 8);
        values.push(value);
        free += value.length;
      }
    }
    entries.push(entry);
  }
  const count = Buffer.alloc(2);
  count.writeUInt16BE(fields.length);
  return Buffer.concat([count, ...entries, uint32(next), ...values]);
}

/** EXIF (CIPA DC-008) with place, names, serial numbers, a maker's note and a picture of its own. */
function exif(thumbnail: Buffer): Buffer {
  const [first, camera, place, second] = [8, 500, 1200, 1600];
  const blocks: [number, Buffer][] = [
    [
      first,
      directory(
        first,
        [
          [0x010e, 2, terminated],
          [0x010f, 2, Buffer.from('Kamera AB\0')],
          [0x013b, 2, terminated],
          [0x8298, 2, terminated],
          [0x8769, 4, camera],
          [0x8825, 4, place],
        ],
        second,
      ),
    ],
    [
      camera,
      directory(camera, [
        [0x9003, 2, Buffer.from('2026:11:22 03:04:05\0')],
        [0x927c, 7, terminated],
        [0x9286, 7, Buffer.concat([Buffer.from('ASCII\0\0\0'), text])],
        [0xa430, 2, terminated],
        [0xa431, 2, Buffer.from(`S/N ${told}\0`)],
        [0xa435, 2, Buffer.from(`S/N ${told}\0`)],
      ]),
    ],
    [
      place,
      directory(place, [
        [1, 2, Buffer.from('N\0')],
        [2, 5, uint32(59, 1, 20, 1, 0, 1)],
        [3, 2, Buffer.from('E\0')],
        [4, 5, uint32(18, 1, 4, 1, 0, 1)],
      ]),
    ],
    [
      second,
      directory(second, [
        [0x0103, 3, 6],
        [0x0201, 4, 1800],
        [0x0202, 4, thumbnail.length],
      ]),
    ],
    [1800, thumbnail],
  ];
  const bytes = Buffer.alloc(1800 + thumbnail.length);
  bytes.write('MM\0*', 'latin1');
  bytes.writeUInt32BE(first, 4);
  for (const [at, block] of blocks) block.copy(bytes, at);
  return bytes;
}

const thumbnail = () =>
  picture(64, 48)
    .jpeg()
    .toBuffer()
    .then((bytes) => withSegments(bytes, jpegSegment(0xfe, text)));

const xmp = Buffer.from(
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" dc:creator="${told}"/></rdf:RDF></x:xmpmeta>`,
);

/** IPTC-IIM in a resource block of Photoshop: by-line and caption. */
function iptc(): Buffer {
  const sets = [80, 120].map((set) => {
    const head = Buffer.from([0x1c, 2, set, 0, text.length]);
    return Buffer.concat([head, text]);
  });
  const data = Buffer.concat([...sets, Buffer.alloc((text.length * 2 + 10) % 2)]);
  return Buffer.concat([
    Buffer.from('Photoshop 3.0\x008BIM\x04\x04\0\0', 'latin1'),
    uint32(text.length * 2 + 10),
    data,
  ]);
}

async function tellingJpeg(): Promise<Buffer> {
  const bytes = await picture(700, 450).withIccProfile('p3').jpeg().toBuffer();
  return Buffer.concat([
    withSegments(
      bytes,
      jpegSegment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), exif(await thumbnail())])),
      jpegSegment(0xe1, Buffer.concat([Buffer.from('http://ns.adobe.com/xap/1.0/\0'), xmp])),
      jpegSegment(0xed, iptc()),
      jpegSegment(0xe2, Buffer.concat([Buffer.from('MPF\0'), text])),
      jpegSegment(0xe4, text),
      jpegSegment(0xef, text),
      jpegSegment(0xfe, text),
    ),
    text,
    await thumbnail(),
  ]);
}

async function tellingPng(): Promise<Buffer> {
  const bytes = await picture(700, 450).withIccProfile('p3').png({ compressionLevel: 1 }).toBuffer();
  const keyword = Buffer.from('Author\0');
  const header = 8 + 25;
  return Buffer.concat([
    bytes.subarray(0, header),
    pngChunk('eXIf', exif(await thumbnail())),
    pngChunk('tEXt', Buffer.concat([keyword, text])),
    pngChunk('zTXt', Buffer.concat([keyword, Buffer.from([0]), deflateSync(text)])),
    pngChunk('iTXt', Buffer.concat([Buffer.from('XML:com.adobe.xmp\0\0\0\0\0'), xmp])),
    pngChunk('tIME', Buffer.from([7, 234, 11, 22, 3, 4, 5])),
    pngChunk('prVt', text),
    bytes.subarray(header),
    text,
  ]);
}

const withEverything = (): Sharp =>
  picture(700, 450)
    .withExif({ IFD0: { Artist: told, ImageDescription: told }, IFD2: { BodySerialNumber: told } })
    .withXmp(xmp.toString())
    .withIccProfile('p3');

/** A chunk that nobody knows behind those that sharp writes (RFC 9649, 2.7). */
async function tellingWebp(): Promise<Buffer> {
  const bytes = await withEverything().webp({ effort: 0 }).toBuffer();
  const size = Buffer.alloc(4);
  size.writeUInt32LE(text.length);
  const padding = Buffer.alloc(text.length % 2);
  const whole = Buffer.concat([bytes, Buffer.from('KANA'), size, text, padding]);
  whole.writeUInt32LE(whole.length - 8, 4);
  return Buffer.concat([whole, text]);
}

/** A box that nobody knows behind those that sharp writes (ISO/IEC 14496-12, 8.1.1). */
async function tellingAvif(): Promise<Buffer> {
  const bytes = await withEverything().avif({ effort: 0 }).toBuffer();
  return Buffer.concat([bytes, uint32(text.length + 8), Buffer.from('free'), text]);
}

/** A comment and an application's own block before the picture (GIF89a, 24 and 26). */
async function tellingGif(): Promise<Buffer> {
  const bytes = await picture(700, 450).gif({ effort: 1, dither: 0 }).toBuffer();
  const block = Buffer.concat([Buffer.from([text.length]), text, Buffer.from([0])]);
  const comment = Buffer.concat([Buffer.from([0x21, 0xfe]), block]);
  const own = Buffer.concat([Buffer.from([0x21, 0xff, 11]), Buffer.from('KanarieData'), block]);
  const colours = 3 * 2 ** (((bytes[10] ?? 0) & 7) + 1);
  const at = 13 + ((bytes[10] ?? 0) & 0x80 ? colours : 0);
  return Buffer.concat([bytes.subarray(0, at), comment, own, bytes.subarray(at), text]);
}

export const tellingFiles = {
  JPEG: tellingJpeg,
  PNG: tellingPng,
  WebP: tellingWebp,
  AVIF: tellingAvif,
  GIF: tellingGif,
};
