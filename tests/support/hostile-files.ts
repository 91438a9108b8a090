import { crc32, deflateSync } from 'node:zlib';

/** Files by hand, as no library would write them. */

const ascii = (text: string) => Buffer.from(text, 'latin1');

const bytesOf = (length: number, write: (bytes: Buffer) => void): Buffer => {
  const bytes = Buffer.alloc(length);
  write(bytes);
  return bytes;
};
const uint32 = (value: number) => bytesOf(4, (bytes) => bytes.writeUInt32BE(value));

/** PNG (ISO/IEC 15948), 5.3. */
export function pngChunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([ascii(name), data]);
  return Buffer.concat([uint32(data.length), body, uint32(crc32(body))]);
}

/** A grey PNG of so many pixels in a few kilobytes. @param rows of pixels that there really are. */
export function pngBomb(width: number, height: number, rows: number, chunks: readonly Buffer[] = []): Buffer {
  const header = Buffer.concat([uint32(width), uint32(height), Buffer.from([8, 0, 0, 0, 0])]);
  return Buffer.concat([
    ascii('\x89PNG\r\n\x1a\n'),
    pngChunk('IHDR', header),
    ...chunks,
    pngChunk('IDAT', deflateSync(Buffer.alloc((width + 1) * rows))),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A PNG that says it has so many frames (APNG), and one picture before them. */
export function animatedPng(frames: number, side: number): Buffer {
  const control = Buffer.concat([uint32(frames), uint32(0)]);
  return pngBomb(side, side, side, [pngChunk('acTL', control)]);
}

/** A GIF that repeats one empty frame so many times. */
export function gif(frames: number, side: number): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt16LE(side);
  size.writeUInt16LE(side, 2);
  const frame = Buffer.concat([Buffer.from([0x2c, 0, 0, 0, 0]), size, Buffer.from([0, 2, 2, 0x4c, 1, 0])]);
  return Buffer.concat([
    ascii('GIF89a'),
    size,
    Buffer.from([0x80, 0, 0, 0, 0, 0, 255, 255, 255]),
    ...Array.from({ length: frames }, () => frame),
    Buffer.from([0x3b]),
  ]);
}

/** A ZIP without entries, with a comment behind its end. */
export function zipEnd(comment = ''): Buffer {
  const end = Buffer.alloc(22 + comment.length);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(comment.length, 20);
  end.write(comment, 22, 'latin1');
  return end;
}

/** JPEG (ITU-T T.81), B.1.1.4: a marker with its length. */
export function jpegSegment(marker: number, body: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

/** Puts segments behind a JPEG's beginning. */
export const withSegments = (jpeg: Buffer, ...segments: readonly Buffer[]): Buffer =>
  Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)]);

/** An AVIF of 7,700 x 7,700 pixels of one grey, as its encoder wrote it. */
export const vastAvif = Buffer.from(
  'AAAAHGZ0eXBhdmlmAAAAAG1pZjFhdmlmbWlhZgAAANZtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAACJpbG9jAAAAAERAAAEAAQAAAAAA+gABAAAAAAAAAwUAAAAjaWluZgAAAAAAAQAAABVpbmZlAgAAAAABAABhdjAxAAAAAA5waXRtAAAAAAABAAAAVmlwcnAAAAA4aXBjbwAAAAxhdjFDgT8CAAAAABRpc3BlAAAAAAAAHhQAAB4UAAAAEHBpeGkAAAAAAwgICAAAABZpcG1hAAAAAAAAAAEAAQOBAgMAAAMNbWRhdBIACgo/8zwn4TaQENBpMvQFEB2ExUnf///iz8CAAGDPyitCebPNSEMbs7ZFuykEgrtPHXm7b21JWYqYYbUB8cgKySOTdan6ca2PVssnfCL8FHzFdgpGluawoXJfBVEhcs6qZ+tDBzv+coeleomJ+FHoVlCXnX0lC25Ou78j0osdX8/KK0J5infd8x7VDKkyAcGQU7JkYonJVE39RrpMg7irpJR0Iwb/OnQsyQGnlEDbbDN2Z4fWqzemo1ScYdecCTrFakRwD+zWFkqA40G09waFPMbNPMw5IXA4C4Q1dhEFEF/PyitCUU2jhOHWAFY9yoJYRrntSVU7LhQq3L/FqgjrRDp721Nra7f/y/xizdjOU1hcH3RzD2KY8nouCXgWSeQaeKrX/55Kw+AB1a2chXcNnOroX+2jAwhq4t0QizVSNMBXz8oq5iX/vZBHUvb2c930c0QSvMdDIC9DAVC62qkV1boquyBguYaDwyA/F/rtgMWoLJ3M2B6fFdhZT7TYMlrzj3XE2AH78nPdc9WB8m63L5+0D3TcRYR3eF/PyitCUU2jhOHWAFY9yoJYRrntSVU7LhQq3L/FqgjrRDp721Nra7f/y/xizdjOU1hcH3RzD2KY8nouCXgWSeQaeKrX/55Kw+AB1a2chXcNnOroX+2jAwhq4t0QizVSNMBXz8oq5iX/vZBHUvb2c930c0QSvMdDIC9DAVC62qkV1boquyBguYaDwyA/F/rtgMWoLJ3M2B6fFdhZT7TYMlrzj3XE2AH78nPdc9WB8m63L5+0D3TcRYR3eFrPyitCUU2jhOHWAFY9yoJYRrntSVU7LhQq3L/FqgjrRDp721Nra7f/y/xizdjOU1hcH3RzD2KY8nouCXgWSeQaeKrX/55Kw+AB1a2chXcNnOroX+2jAwhq4t1Yz8oq5iX/vZBHUvb2c930c0QSvMdDIC9DAVC62qkV1boquyBguYaDwyA/F/rtgMWoLJ3M2B6fFdhZT7TYMlrzj3XE2AH78nPdc9WB8m63L5+0D3Wg',
  'base64',
);

/** A progressive JPEG whose last scan is repeated so many times: each goes over all of the picture. */
export function jpegOfManyScans(progressive: Buffer, times: number): Buffer {
  const scan = progressive.lastIndexOf(Buffer.from([0xff, 0xda]));
  const end = progressive.length - 2;
  return Buffer.concat([
    progressive.subarray(0, end),
    ...Array.from({ length: times }, () => progressive.subarray(scan, end)),
    progressive.subarray(end),
  ]);
}
