/**
 * @import { Sharp } from 'sharp'
 * @import { ImageFormat } from '../../../prisma/client/enums.ts'
 * @import { ImageType } from '../sniff.ts'
 * @import { Ingested, IngestTask, Probed, ProbeTask, VariantTask } from './messages.ts'
 */

import sharp from 'sharp';
import { UnfitFile } from './unfit-file.js';

export const mostPixels = 60_000_000;
/** AVIF takes five times as long as JPEG, and 20 bytes a pixel. No camera writes it; browsers send JPEG. */
const mostPixelsOfAvif = 16_000_000;
/** Of the sides together with `mostPixels`: a strip is decoded line by line and still useless. */
export const longestSide = 20_000;
/** Of an animation all frames together: the first alone is shown, but all are walked. */
const mostPixelsOfAll = 400_000_000;
const mostFrames = 2000;
/** No variant is wider than 2560; a tall screenshot keeps its lines. */
const masterSide = 4096;
const placeholderSide = 16;
/** What is left of a blurred image, whatever its size. */
const blurredSide = 20;

/** Loads nothing but what `sniffImage` lets through; one thread and no cache: a pool of processes bounds the rest. */
export function restrictLibrary() {
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({
    operation: [
      'VipsForeignLoadJpeg',
      'VipsForeignLoadPng',
      'VipsForeignLoadNsgif',
      'VipsForeignLoadWebp',
      'VipsForeignLoadHeif',
    ],
  });
  sharp.concurrency(1);
  sharp.cache(false);
}

/** Processor time, in ms a megapixel, of what is slow to decode in its format; measured on 12 megapixels of noise. */
const msPerMegapixel = { jpeg: 35, progressive: 70, png: 45, deep: 110, gif: 60, webp: 100, heif: 180 };

/**
 * What a file will take, by its header.
 * @param {ProbeTask} task
 * @returns {Promise<Probed>}
 * @throws UnfitFile that says why it cannot be taken.
 */
export async function probe({ file, type }) {
  const { width, height, depth, isProgressive } = await requireReasonable(file, type);
  const kind = depth === 'ushort' ? 'deep' : isProgressive ? 'progressive' : type;
  return { expectedMs: Math.ceil((width * height * msPerMegapixel[kind]) / 1_000_000) };
}

/**
 * Writes a clean master of what somebody sent: its first frame upright, in sRGB, on white, at most 4096 pixels a side, as
 * JPEG without a byte that is no picture. By its seed a few pixels less at each side, and a quality of its own: the same
 * file sent twice has no two bytes, lengths or sizes in common (ANONYMITY 72).
 * @param {IngestTask} task
 * @returns {Promise<Ingested>}
 * @throws UnfitFile that says why it cannot be taken.
 */
export async function ingest({ file, type, master, seed }) {
  const found = await requireReasonable(file, type);
  const chance = chanceOf(seed);
  const { size, cut } = frameOf(found.autoOrient, chance);
  const { width, height } = await orRefuse(
    open(file)
      .autoOrient()
      .resize({ ...size, fit: 'fill' })
      .extract(cut)
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      // Optimised tables would be 2 % smaller, and hold every coefficient in memory: 120 MB more for 24 megapixels.
      .jpeg({ quality: 91 + chance(4), chromaSubsampling: '4:4:4', mozjpeg: false, optimizeCoding: false })
      .toFile(master),
  );
  const small = await withNoise(
    sharp(master).resize({ width: placeholderSide, height: placeholderSide, fit: 'inside' }),
    chance,
  );
  const encoded = await small.webp({ quality: 35 + chance(11), effort: 0, smartSubsample: false }).toBuffer();
  const placeholder = `data:image/webp;base64,${encoded.toString('base64')}`;
  return { width, height, placeholder };
}

/**
 * One variant of a clean master. Of a blurred one no more is left than 20 pixels a side tell.
 * @param {VariantTask} task
 */
export async function renderVariant({ master, width, format, blurred, seed }) {
  const chance = chanceOf(seed);
  const resized = blurred
    ? await blur(master, width, chance)
    : sharp(master, { failOn: 'error', limitInputPixels: mostPixels, sequentialRead: true }).resize({
        width,
        withoutEnlargement: true,
      });
  return encode(resized, format, chance).toBuffer();
}

/**
 * @param {VariantTask['master']} master
 * @param {number} width
 * @param {Chance} chance
 */
async function blur(master, width, chance) {
  const pixels = await withNoise(
    sharp(master).resize({ width: blurredSide, height: blurredSide, fit: 'inside' }),
    chance,
  );
  const few = await pixels.png().toBuffer();
  const { height: full = 1, width: own = 1 } = await sharp(master).metadata();
  return sharp(few).resize({
    width,
    height: Math.max(1, Math.round((full * width) / own)),
    fit: 'fill',
    kernel: 'cubic',
  });
}

/**
 * How variants are encoded, by what sharp calls it. All of a set are made at each upload. AVIF: each step of effort beyond 1 doubles the time or worse and gains
 * no byte that could be seen; of its ways of tuning, `iq` (the library's choice) makes files a quarter larger. JPEG, for
 * browsers that know nothing newer: progressive or with optimised tables it would hold all of the picture in memory.
 */
export const encodings = /** @type {const} */ ({
  AVIF: { quality: 52, effort: 1, chromaSubsampling: '4:2:0', tune: 'ssim' },
  JPEG: { quality: 78, chromaSubsampling: '4:2:0', mozjpeg: false, optimizeCoding: false },
});

/**
 * @param {Sharp} image
 * @param {ImageFormat} format
 * @param {Chance} chance
 */
function encode(image, format, chance) {
  const quality = encodings[format].quality - 1 + chance(3);
  return format === 'AVIF'
    ? image.avif({ ...encodings.AVIF, quality })
    : image.jpeg({ ...encodings.JPEG, quality });
}

/** @typedef {(count: number) => number} Chance a whole number from 0 to below `count`. */

/**
 * Numbers that look random and follow from a seed (mulberry32).
 * @param {number} seed
 * @returns {Chance}
 */
function chanceOf(seed) {
  let state = seed;
  return (count) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * count);
  };
}

/** What is cut off at each side, at most: a hundredth of it, and no more than this many pixels. */
const mostCut = 8;

/**
 * The size to which a picture is brought, and what of that is kept.
 * @param {{ width: number, height: number }} upright
 * @param {Chance} chance
 */
function frameOf({ width, height }, chance) {
  const scale = Math.min(1, masterSide / Math.max(width, height));
  const size = {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
  const cutOf = (/** @type {number} */ side) => chance(Math.min(mostCut, Math.floor(side / 100)) + 1);
  const left = cutOf(size.width);
  const top = cutOf(size.height);
  const cut = {
    left,
    top,
    width: size.width - left - cutOf(size.width),
    height: size.height - top - cutOf(size.height),
  };
  return { size, cut };
}

/** How much brighter or darker, of 255, each value of a few pixels is made at most. */
const noiseDepth = 4;

/**
 * A picture of few pixels, each a little other than it was: of two pictures that are alike, cutting changes none of them.
 * @param {Sharp} image
 * @param {Chance} chance
 */
async function withNoise(image, chance) {
  const { data, info } = await image.removeAlpha().raw().toBuffer({ resolveWithObject: true });
  for (const [at, value] of data.entries()) {
    data[at] = Math.min(255, Math.max(0, value - noiseDepth + chance(2 * noiseDepth + 1)));
  }
  return sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } });
}

/** @param {string} file */
const open = (file) =>
  sharp(file, { failOn: 'error', limitInputPixels: mostPixels, sequentialRead: true, pages: 1 });

/**
 * Of its header alone, before a pixel is decoded.
 * @param {string} file
 * @param {ImageType} type
 */
async function requireReasonable(file, type) {
  const found = await orRefuse(sharp(file, { failOn: 'error', limitInputPixels: false }).metadata());
  const { width, height, pages = 1, format, compression } = found;
  if (format !== type) throw new UnfitFile('IMAGE_UNREADABLE');
  if (format === 'heif' && compression !== 'av1') throw new UnfitFile('IMAGE_HEIC');
  if (width * height > mostPixels || Math.max(width, height) > longestSide) {
    throw new UnfitFile('IMAGE_TOO_MANY_PIXELS');
  }
  if (format === 'heif' && width * height > mostPixelsOfAvif) throw new UnfitFile('IMAGE_AVIF_TOO_LARGE');
  if (pages > mostFrames || width * height * pages > mostPixelsOfAll) {
    throw new UnfitFile('IMAGE_ANIMATION_TOO_LONG');
  }
  return found;
}

/**
 * What the library cannot read is the file's fault; which words it found for it are nobody's.
 * @template Result
 * @param {Promise<Result>} work
 */
async function orRefuse(work) {
  try {
    return await work;
  } catch (error) {
    const text = error instanceof Error ? error.message : '';
    const tooLarge = /pixel limit|too large/i.test(text);
    throw new UnfitFile(tooLarge ? 'IMAGE_TOO_MANY_PIXELS' : 'IMAGE_UNREADABLE');
  }
}
