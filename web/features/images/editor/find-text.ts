import trainedPath from '@tesseract.js-data/eng/4.0.0_best_int/eng.traineddata.gz?url';
import type { Word } from 'tesseract.js';
import workerPath from 'tesseract.js/dist/worker.min.js?url';
import corePath from 'tesseract.js-core/tesseract-core-simd-lstm.wasm.js?url';
import type { Edits } from './edits.ts';
import type { Rect } from './geometry.ts';
import { pictureForText, releaseCanvas } from './render-image.ts';
import { type SeenWord, textBoxes } from './text-boxes.ts';

/**
 * What is read, and how large: text burnt into X-rays is white on black, which the reader does not know; a smaller
 * copy averages the grain away, in which it would drown.
 */
const passes = [
  { longest: 2000, negative: false },
  { longest: 2000, negative: true },
  { longest: 1000, negative: false },
  { longest: 1000, negative: true },
] as const;

/**
 * Boxes over what is likely to be text, in pixels of the picture as turned; none where none was found. The reader
 * (Tesseract) runs in a worker of its own that lives no longer than that, from files of our own origin: nothing is
 * sent anywhere. Rejects when the browser cannot run it, or when `signal` says to stop.
 */
export async function findText(
  bitmap: ImageBitmap,
  edits: Edits,
  signal: AbortSignal,
  progress: (share: number) => void,
): Promise<Rect[]> {
  const { createWorker, PSM } = await import('tesseract.js');
  signal.throwIfAborted();
  const worker = await createWorker('eng', 1, {
    workerPath,
    workerBlobURL: false,
    corePath,
    langPath: new URL(trainedPath.replace(/\/[^/]*$/, ''), window.location.href).href,
    // What it would cache in this browser the HTTP cache holds already.
    cacheMethod: 'none',
    errorHandler: () => undefined,
  });
  const stopped = new Promise<never>((_resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  stopped.catch(() => undefined);
  /** What the worker is at: it must not be ended before it has been told what to do. */
  let pending: Promise<unknown> = Promise.resolve();
  try {
    // Words anywhere, in no order: what stands in the corners of a picture is not a page.
    await worker.setParameters({
      tessedit_pageseg_mode: PSM.SPARSE_TEXT,
      tessedit_do_invert: '0',
      // Else it guesses, and writes its guess to the console as an error.
      user_defined_dpi: '200',
    });
    const words: SeenWord[] = [];
    for (const [index, { longest, negative }] of passes.entries()) {
      progress(index / passes.length);
      const canvas = pictureForText(bitmap, edits, longest);
      const scale = edits.size.width / canvas.width;
      prepare(canvas, negative);
      signal.throwIfAborted();
      const reading = worker.recognize(canvas, {}, { blocks: true, text: false });
      pending = reading;
      const { data } = await Promise.race([reading, stopped]);
      releaseCanvas(canvas);
      const lines = (data.blocks ?? []).flatMap(({ paragraphs }) => paragraphs).flatMap(({ lines }) => lines);
      words.push(...lines.flatMap((line) => line.words).map((word) => seen(word, scale)));
    }
    return textBoxes(words, edits.size);
  } finally {
    void pending.catch(() => undefined).then(() => worker.terminate());
  }
}

function seen({ text, confidence, bbox }: Word, scale: number): SeenWord {
  return {
    text,
    confidence,
    rect: {
      x: bbox.x0 * scale,
      y: bbox.y0 * scale,
      width: (bbox.x1 - bbox.x0) * scale,
      height: (bbox.y1 - bbox.y0) * scale,
    },
  };
}

/** Grey, its contrast stretched to the full range (but for single specks: text is a thousandth of a picture), negative where asked. In place. */
function prepare(canvas: HTMLCanvasElement, negative: boolean): void {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return;
  const image = context.getImageData(0, 0, canvas.width, canvas.height);
  const { data } = image;
  const counts = new Uint32Array(256);
  for (let at = 0; at < data.length; at += 4) {
    const grey = Math.round(
      (data[at] ?? 0) * 0.299 + (data[at + 1] ?? 0) * 0.587 + (data[at + 2] ?? 0) * 0.114,
    );
    data[at] = grey;
    counts[grey] = (counts[grey] ?? 0) + 1;
  }
  const [low, high] = rangeOf(counts, data.length / 4 / 10_000);
  for (let at = 0; at < data.length; at += 4) {
    const stretched = (((data[at] ?? 0) - low) * 255) / Math.max(1, high - low);
    const grey = negative ? 255 - stretched : stretched;
    data[at] = grey;
    data[at + 1] = grey;
    data[at + 2] = grey;
  }
  context.putImageData(image, 0, 0);
}

function rangeOf(counts: Uint32Array, spare: number): [number, number] {
  let low = 0;
  let high = 255;
  for (let below = 0; low < 255 && below + (counts[low] ?? 0) <= spare; low += 1) below += counts[low] ?? 0;
  for (let above = 0; high > 0 && above + (counts[high] ?? 0) <= spare; high -= 1) above += counts[high] ?? 0;
  return [low, high];
}
