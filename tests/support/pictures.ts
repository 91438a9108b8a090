import sharp from 'sharp';

/** Stands in the metadata of `taken` photographs: must leave the browser in no request. */
export const pictureSecret = 'Kanarielapp 4711';

const noise = (width: number, height: number, seed: number): Buffer => {
  const pixels = Buffer.alloc(width * height * 3);
  let state = seed;
  for (let at = 0; at < pixels.length; at += 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    pixels[at] = 96 + (state >>> 26);
  }
  return pixels;
};

/** A grainy photograph, as a camera would write it: with its own metadata, and a secret in it. */
export function takePhotograph(seed = 1, width = 1200, height = 900): Promise<Buffer> {
  return sharp(noise(width, height, seed), { raw: { width, height, channels: 3 } })
    .blur(1.2)
    .composite([
      {
        input: Buffer.from(
          `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><ellipse cx="50%" cy="50%" rx="${20 + seed * 3}%" ry="25%" fill="#a5443f"/></svg>`,
        ),
      },
    ])
    .withExif({ IFD0: { Artist: pictureSecret, ImageDescription: pictureSecret } })
    .jpeg({ quality: 92 })
    .toBuffer();
}

/** A chest X-ray, roughly, with a name burnt in at the upper left: it begins on black and ends on a shoulder. */
export function takeXray(): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1000" height="1000">
    <rect width="1000" height="1000" fill="#0c0c0c"/>
    <defs><filter id="soft"><feGaussianBlur stdDeviation="14"/></filter></defs>
    <rect x="70" y="40" width="860" height="940" rx="180" fill="#767676" filter="url(#soft)"/>
    <ellipse cx="320" cy="560" rx="150" ry="280" fill="#262626" filter="url(#soft)"/>
    <ellipse cx="680" cy="560" rx="150" ry="280" fill="#262626" filter="url(#soft)"/>
    <text x="40" y="70" font-size="40" font-family="DejaVu Sans, Liberation Sans, Arial" fill="#fff">TESTSSON, TOLVAN</text>
    <text x="40" y="130" font-size="40" font-family="DejaVu Sans, Liberation Sans, Arial" fill="#fff">19121212-1212</text>
  </svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
}

export interface Pixels {
  width: number;
  height: number;
  format: string;
  /** Of the pixel at a share of width and height: the mean of red, green and blue. */
  lightAt(x: number, y: number): number;
}

export async function readPixels(bytes: Buffer): Promise<Pixels> {
  const { format = '' } = await sharp(bytes).metadata();
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  return {
    width,
    height,
    format,
    lightAt(x, y) {
      const at = (Math.floor(y * height) * width + Math.floor(x * width)) * channels;
      return ((data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + 2] ?? 0)) / 3;
    },
  };
}
