import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { sniffImage } from '../../../../web/features/images/editor/sniff-image.ts';

const picture = () => sharp({ create: { width: 321, height: 123, channels: 3, background: '#456' } });
const size = { width: 321, height: 123 };

describe('what a file is, by its first bytes', () => {
  it.each([
    ['jpeg', () => picture().jpeg()],
    [
      'jpeg',
      () =>
        picture()
          .jpeg({ progressive: true })
          .withExif({ IFD0: { Artist: 'x'.repeat(9000) } }),
    ],
    ['png', () => picture().png()],
    ['gif', () => picture().gif()],
    ['webp', () => picture().webp()],
    ['webp', () => picture().webp({ lossless: true })],
    [
      'webp',
      () =>
        picture()
          .webp()
          .withExif({ IFD0: { Artist: 'x' } }),
    ],
    ['avif', () => picture().avif({ effort: 0 })],
  ] as const)('%s', async (format, make) => {
    expect(sniffImage(await make().toBuffer())).toEqual({ format, size });
  });

  it('a picture of four billion pixels is known without being decoded', () => {
    const head = Buffer.alloc(64);
    head.writeUInt32BE(0x89504e47, 0);
    head.writeUInt32BE(65_000, 16);
    head.writeUInt32BE(65_000, 20);
    expect(sniffImage(head)).toEqual({ format: 'png', size: { width: 65_000, height: 65_000 } });
  });

  it('HEIC is told from AVIF, also where its main brand is a general one', () => {
    const head = Buffer.alloc(64);
    head.writeUInt32BE(24, 0);
    head.write('ftypmif1', 4, 'latin1');
    head.write('mif1heic', 16, 'latin1');
    head.write('ispe', 32, 'latin1');
    head.writeUInt32BE(4032, 40);
    head.writeUInt32BE(3024, 44);
    expect(sniffImage(head)).toEqual({ format: 'heic', size: { width: 4032, height: 3024 } });
  });

  it('anything else is no picture, whatever it is called', () => {
    expect(sniffImage(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBeNull();
    expect(sniffImage(Buffer.from('%PDF-1.7 and so on and so forth'))).toBeNull();
    expect(sniffImage(Buffer.alloc(3))).toBeNull();
  });

  it('a cut-off or malformed header is not read beyond its end', async () => {
    const whole = await picture().jpeg().toBuffer();
    for (let length = 0; length < 200; length += 1)
      expect(() => sniffImage(whole.subarray(0, length))).not.toThrow();
    expect(sniffImage(whole.subarray(0, 24))).toEqual({ format: 'jpeg', size: null });
  });
});
