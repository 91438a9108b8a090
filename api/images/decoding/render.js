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
 * JPEG without a byte that is no picture.
 * @param {IngestTask} task
 * @returns {Promise<Ingested>}
 * @throws UnfitFile that says why it cannot be taken.
 */
export async function ingest({ file, type, master }) {
  await requireReasonable(file, type);
  const { width, height } = await orRefuse(
    open(file)
      .autoOrient()
      .resize({ width: masterSide, height: masterSide, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      // Optimised tables would be 2 % smaller, and hold every coefficient in memory: 120 MB more for 24 megapixels.
      .jpeg({ quality: 92, chromaSubsampling: '4:4:4', mozjpeg: false, optimizeCoding: false })
      .toFile(master),
  );
  const small = await sharp(master)
    .resize({ width: placeholderSide, height: placeholderSide, fit: 'inside' })
    .webp({ quality: 40, effort: 0, smartSubsample: false })
    .toBuffer();
  const placeholder = `data:image/webp;base64,${small.toString('base64')}`;
  return { width, height, placeholder };
}

/**
 * One variant of a clean master. Of a blurred one no more is left than 20 pixels a side tell.
 * @param {VariantTask} task
 */
export async function renderVariant({ master, width, format, blurred }) {
  const resized = blurred
    ? await blur(master, width)
    : sharp(master, { failOn: 'error', limitInputPixels: mostPixels, sequentialRead: true }).resize({
        width,
        withoutEnlargement: true,
      });
  return encode(resized, format).toBuffer();
}

/**
 * @param {VariantTask['master']} master
 * @param {number} width
 */
async function blur(master, width) {
  const few = await sharp(master)
    .resize({ width: blurredSide, height: blurredSide, fit: 'inside' })
    .png()
    .toBuffer();
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
 */
function encode(image, format) {
  return format === 'AVIF' ? image.avif(encodings.AVIF) : image.jpeg(encodings.JPEG);
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
