import sharp, { type OverlayOptions } from 'sharp';

/** Blobs of noise, as shares of the picture's width: together they fall off with frequency as photographs do. */
const octaves = [1 / 100, 1 / 25, 1 / 6, 1] as const;
/** In which the scene is painted, before it is enlarged to the size wanted. */
const paintedWidth = 1500;
const grainSide = 512;

/**
 * Something like a photograph of skin with a ruler: texture of all sizes, sharp edges, the grain of a sensor. Made by
 * chance, hence different at each run and alike in what it costs.
 * @returns a JPEG as a telephone writes it.
 */
export async function takePhotograph(width: number, height: number): Promise<Buffer> {
  const painted = { width: paintedWidth, height: Math.round((paintedWidth * height) / width) };
  const layers: OverlayOptions[] = [];
  for (const share of octaves) {
    layers.push({ input: await texture(painted, share), blend: 'soft-light' });
  }
  layers.push({ input: Buffer.from(drawing(painted)) });
  const scene = await sharp({ create: { ...painted, channels: 3, background: '#cf9c80' } })
    .composite(layers)
    .png({ compressionLevel: 1 })
    .toBuffer();
  const grain = await texture({ width: grainSide, height: grainSide }, 1, 8);
  return sharp(scene)
    .resize({ width, height, fit: 'fill', kernel: 'cubic' })
    .composite([{ input: grain, tile: true, blend: 'soft-light' }])
    .jpeg({ quality: 90, chromaSubsampling: '4:2:0' })
    .toBuffer();
}

interface Size {
  width: number;
  height: number;
}

async function texture({ width, height }: Size, share: number, sigma = 40): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma } as const;
  const coarse = await sharp({
    create: {
      width: Math.round(width * share),
      height: Math.round(height * share),
      channels: 3,
      background: '#808080',
      noise,
    },
  })
    .greyscale()
    .png({ compressionLevel: 1 })
    .toBuffer();
  return sharp(coarse)
    .resize({ width, height, fit: 'fill', kernel: 'cubic' })
    .png({ compressionLevel: 1 })
    .toBuffer();
}

function drawing({ width, height }: Size): string {
  const strokes = Array.from(
    { length: 20 },
    (_, at) =>
      `<rect x="78%" y="${8 + at * 4.2}%" width="${at % 5 === 0 ? 2.6 : 1.4}%" height="0.2%" fill="#222"/>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <ellipse cx="38%" cy="45%" rx="18%" ry="21%" fill="#a5443f" fill-opacity="0.5"/>
    <ellipse cx="63%" cy="58%" rx="7%" ry="9%" fill="#7d2f35" fill-opacity="0.7"/>
    <rect x="78%" y="8%" width="4%" height="84%" fill="#f4f4ef"/>${strokes.join('')}
  </svg>`;
}
