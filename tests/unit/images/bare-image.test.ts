import type { Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { requireBare } from '../../../api/images/bare-image.ts';
import type { ImageFormat } from '../../../prisma/client/enums.ts';
import { jpegSegment, withSegments } from '../../support/hostile-files.ts';
import { picture } from '../../support/images.ts';

const encode: Record<ImageFormat, (source: Sharp) => Promise<Buffer>> = {
  JPEG: (source) => source.jpeg({ progressive: true }).toBuffer(),
  AVIF: (source) => source.avif({ effort: 0 }).toBuffer(),
};
const formats = Object.keys(encode) as ImageFormat[];

const additions: [string, (source: Sharp) => Sharp][] = [
  ['EXIF', (source) => source.withExif({ IFD0: { Artist: 'Astrid' } })],
  ['XMP', (source) => source.withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"/>')],
  ['a profile', (source) => source.withIccProfile('p3')],
  ['an orientation', (source) => source.withMetadata({ orientation: 6 })],
];

describe.each(formats)('of %s', (format) => {
  const bare = () => encode[format](picture(90, 60));

  it('pixels alone pass, whichever picture', async () => {
    for (const source of [picture(90, 60), picture(1, 1), picture(640, 3).greyscale()]) {
      const bytes = await encode[format](source);
      expect(() => requireBare(format, bytes)).not.toThrow();
    }
  });

  it.each(additions)('%s does not', async (_name, add) => {
    const bytes = await encode[format](add(picture(90, 60)));
    expect(() => requireBare(format, bytes)).toThrow();
  });

  it('nothing does behind its end, nor a part of it, nor another format', async () => {
    const bytes = await bare();
    expect(() => requireBare(format, Buffer.concat([bytes, Buffer.from([0])]))).toThrow();
    for (let part = 0; part < 20; part += 1) {
      const length = Math.floor((bytes.length * part) / 20);
      expect(() => requireBare(format, bytes.subarray(0, length)), String(length)).toThrow();
    }
    for (const other of formats.filter((each) => each !== format)) {
      expect(() => requireBare(other, bytes)).toThrow();
    }
  });
});

describe('of a JPEG’s segments', () => {
  const others = [...Array.from({ length: 16 }, (_, at) => 0xe0 + at), 0xfe, 0xdc, 0xf0];
  it.each(others)('%i is refused, wherever it stands', async (marker) => {
    const bytes = await picture(90, 60).jpeg().toBuffer();
    const segment = jpegSegment(marker, Buffer.from('Astrid'));
    expect(() => requireBare('JPEG', withSegments(bytes, segment))).toThrow();
    const beforeEnd = Buffer.concat([bytes.subarray(0, -2), segment, bytes.subarray(-2)]);
    expect(() => requireBare('JPEG', beforeEnd)).toThrow();
  });

  it('JFIF’s own is refused where it carries a thumbnail', async () => {
    const bytes = await picture(90, 60).jpeg().toBuffer();
    const thumbnail = Buffer.concat([
      Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\x01\x01', 'latin1'),
      Buffer.alloc(3),
    ]);
    expect(() => requireBare('JPEG', withSegments(bytes, jpegSegment(0xe0, thumbnail)))).toThrow();
  });
});
