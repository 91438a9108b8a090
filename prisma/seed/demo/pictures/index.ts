import sharp from 'sharp';
import { drawChestXray } from './chest-xray.ts';
import { drawEcg } from './ecg.ts';
import { drawMole, drawRash } from './skin.ts';

/** The demo's images: all of them drawn by the code beside this file, none of any patient. */
const drawings = {
  'ecg-sinus': () => drawEcg('sinus'),
  'ecg-fibrillation': () => drawEcg('fibrillation'),
  'ecg-right-block': () => drawEcg('incomplete right bundle branch block'),
  'chest-clear': () => drawChestXray({ consolidated: false }),
  'chest-consolidated': () => drawChestXray({ consolidated: true }),
  'mole-even': () => drawMole({ irregular: false }),
  'mole-irregular': () => drawMole({ irregular: true }),
  rash: drawRash,
} as const satisfies Record<string, () => string>;

export type DemoPicture = keyof typeof drawings;
export const demoPictures = Object.keys(drawings) as DemoPicture[];

const width = 1200;

/**
 * What has filters is drawn small and enlarged, since they take their time by the pixel.
 * @returns a JPEG, as a camera or a scanner would give it.
 */
export async function drawPicture(picture: DemoPicture): Promise<Buffer> {
  const drawn = sharp(Buffer.from(drawings[picture]())).flatten({ background: '#fff' });
  // By itself the library would draw it anew in the larger size.
  const { data, info } = await drawn.raw().toBuffer({ resolveWithObject: true });
  return sharp(data, { raw: info })
    .resize({ width: Math.max(width, info.width), kernel: 'cubic' })
    .jpeg({ quality: 88 })
    .toBuffer();
}
