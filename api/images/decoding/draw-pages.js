/**
 * @import { WrappedPdfiumModule } from '@embedpdf/pdfium'
 * @import { DrawnPage, PagesTask } from './messages.ts'
 */

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { init } from '@embedpdf/pdfium';
import sharp from 'sharp';
import { UnfitFile } from './unfit-file.js';

const mostPages = 10;
/** In pixels: an A4 page has 190 to the inch, enough for handwriting. */
const longestSide = 2200;
/** In points, the longer side of A3: a larger page is printed smaller. */
const longestPrinted = 1191;
/** Of the longer side to the shorter: what is no page is refused. */
const mostNarrow = 20;

/** Constants of PDFium's interface (fpdfview.h). */
const wrongPassword = 4;
const drawAnnotations = 1;
const white = 0xffffffff;
const bytesPerPixel = 4;

sharp.concurrency(1);
sharp.cache(false);

/** @type {Promise<WrappedPdfiumModule> | undefined} */
let loading;

async function load() {
  const file = createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm');
  const pdfium = await init({ wasmBinary: Uint8Array.from(await readFile(file)).buffer });
  pdfium.PDFiumExt_Init();
  return pdfium;
}

/**
 * Draws each page as it would be printed, with filled fields, stamps and the looks of signatures: pictures, in which
 * nothing can act, and no byte of what was sent is left.
 * @param {PagesTask} task
 * @returns {Promise<DrawnPage[]>}
 * @throws UnfitFile that says why it cannot be taken.
 */
export async function drawPages({ file, page }) {
  loading ??= load();
  const pdfium = await loading;
  const bytes = await readFile(file);
  const memory = allocate(pdfium, bytes.length);
  pdfium.pdfium.HEAPU8.set(bytes, memory);
  const document = pdfium.FPDF_LoadMemDocument(memory, bytes.length, '');
  try {
    if (!document) {
      throw new UnfitFile(pdfium.FPDF_GetLastError() === wrongPassword ? 'FORM_LOCKED' : 'FORM_UNREADABLE');
    }
    return await drawAll(pdfium, document, page);
  } finally {
    if (document) pdfium.FPDF_CloseDocument(document);
    pdfium.pdfium.wasmExports.free(memory);
  }
}

/**
 * @param {WrappedPdfiumModule} pdfium
 * @param {number} document
 * @param {string} name
 */
async function drawAll(pdfium, document, name) {
  const count = pdfium.FPDF_GetPageCount(document);
  if (count < 1) throw new UnfitFile('FORM_UNREADABLE');
  if (count > mostPages) throw new UnfitFile('FORM_TOO_MANY_PAGES');
  const info = pdfium.PDFiumExt_OpenFormFillInfo();
  // Draws the fields of a form. No action of the document is run: that would take calls that are not made here.
  const form = pdfium.PDFiumExt_InitFormFillEnvironment(document, info);
  try {
    /** @type {DrawnPage[]} */
    const drawn = [];
    for (let at = 0; at < count; at += 1)
      drawn.push(await drawPage(pdfium, document, form, at, `${name}${at}`));
    return drawn;
  } finally {
    if (form) pdfium.PDFiumExt_ExitFormFillEnvironment(form);
    pdfium.PDFiumExt_CloseFormFillInfo(info);
  }
}

/**
 * @param {WrappedPdfiumModule} pdfium
 * @param {number} document
 * @param {number} form
 * @param {number} at
 * @param {string} file
 * @returns {Promise<DrawnPage>}
 */
async function drawPage(pdfium, document, form, at, file) {
  const page = pdfium.FPDF_LoadPage(document, at);
  if (!page) throw new UnfitFile('FORM_UNREADABLE');
  try {
    const size = sizeOf(pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page));
    const { width, height } = size;
    const length = width * height * bytesPerPixel;
    const pixels = allocate(pdfium, length);
    try {
      const bitmap = pdfium.FPDFBitmap_CreateEx(width, height, 4, pixels, width * bytesPerPixel);
      pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, white);
      pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, drawAnnotations);
      if (form) pdfium.FPDF_FFLDraw(form, bitmap, page, 0, 0, width, height, 0, drawAnnotations);
      pdfium.FPDFBitmap_Destroy(bitmap);
      const picture = Buffer.from(pdfium.pdfium.HEAPU8.slice(pixels, pixels + length));
      await writePage(picture, size, file);
    } finally {
      pdfium.pdfium.wasmExports.free(pixels);
    }
    return { file, ...size };
  } finally {
    pdfium.FPDF_ClosePage(page);
  }
}

/**
 * @param {number} pointsWide
 * @param {number} pointsHigh
 */
function sizeOf(pointsWide, pointsHigh) {
  const [shorter, longer] = [Math.min(pointsWide, pointsHigh), Math.max(pointsWide, pointsHigh)];
  if (!(shorter > 0 && Number.isFinite(longer) && longer / shorter <= mostNarrow)) {
    throw new UnfitFile('FORM_UNREADABLE');
  }
  const scale = longestSide / longer;
  const print = Math.min(1, longestPrinted / longer);
  return {
    width: Math.max(1, Math.round(pointsWide * scale)),
    height: Math.max(1, Math.round(pointsHigh * scale)),
    printedWidth: pointsWide * print,
    printedHeight: pointsHigh * print,
  };
}

/**
 * @param {Buffer} picture BGRA
 * @param {{ width: number, height: number }} size
 * @param {string} file
 */
async function writePage(picture, { width, height }, file) {
  for (let at = 0; at < picture.length; at += bytesPerPixel) {
    const blue = picture[at] ?? 0;
    picture[at] = picture[at + 2] ?? 0;
    picture[at + 2] = blue;
  }
  await sharp(picture, { raw: { width, height, channels: bytesPerPixel } })
    .removeAlpha()
    .jpeg({ quality: 85, chromaSubsampling: '4:4:4', mozjpeg: false, optimizeCoding: false })
    .toFile(file);
}

/**
 * @param {WrappedPdfiumModule} pdfium
 * @param {number} length
 */
function allocate(pdfium, length) {
  const memory = pdfium.pdfium.wasmExports.malloc(length);
  if (!memory) throw new UnfitFile('IMAGE_TOO_DEMANDING');
  return memory;
}
