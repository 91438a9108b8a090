import trainedPath from '@tesseract.js-data/eng/4.0.0_best_int/eng.traineddata.gz?url';
import type { Word } from 'tesseract.js';
import workerPath from 'tesseract.js/dist/worker.min.js?url';
import corePath from 'tesseract.js-core/tesseract-core-simd-lstm.wasm.js?url';
import { type Edits, turnEdits } from './edits.ts';
import { type Rect, turnRect } from './geometry.ts';
import { pictureForText, releaseCanvas } from './render-image.ts';
import { mayBeText, type SeenWord, textBoxes } from './text-boxes.ts';
import { contrastOf, growAlongLine, inkOf, isMainlyLight } from './text-contrast.ts';

/** Longer side of the larger copy that is read. A small picture is enlarged, but no more than to twice its size. */
const longestSide = 2000;
/** Of a copy that is read lying on its side. */
const longestTurned = 1400;
/** What is read in a picture that lies on its side is believed from here on, of 100. */
const surelyTurned = 75;

/**
 * Boxes over what is likely to be text, in pixels of the picture as turned; none where none was found. The reader
 * (Tesseract) runs in a worker of its own that lives no longer than that, from files of our own origin: nothing is
 * sent anywhere. Rejects when the browser cannot run it, or when `signal` says to stop. Why it reads as it does:
 * docs/text-in-images.md.
 */
export async function findText(
  bitmap: ImageBitmap,
  edits: Edits,
  signal: AbortSignal,
  progress: (share: number) => void,
): Promise<Rect[]> {
  const reader = await openReader(signal);
  const larger = Math.min(longestSide, 2 * Math.max(edits.size.width, edits.size.height));
  try {
    const upright: SeenWord[] = [];
    // A smaller copy averages the grain away, in which text would drown; what is read in both is no grain.
    for (const [index, longest] of [larger, larger / 2].entries()) {
      progress(index / 4);
      upright.push(...(await reader.read(bitmap, edits, longest)));
    }
    const boxes = textBoxes(upright, edits.size);
    if (boxes.length > 0) return boxes;
    for (const clockwise of [true, false]) {
      progress(clockwise ? 0.5 : 0.75);
      const turned = turnEdits(edits, clockwise);
      const words = await reader.read(bitmap, turned, longestTurned);
      const sure = words.filter(({ confidence }) => confidence >= surelyTurned);
      boxes.push(...textBoxes(sure, turned.size).map((rect) => turnRect(rect, turned.size, !clockwise)));
    }
    return boxes;
  } finally {
    reader.close();
  }
}

async function openReader(signal: AbortSignal) {
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
  const close = async (pending: Promise<unknown>) => {
    await pending.catch(() => undefined);
    await worker.terminate();
  };
  const ready = worker.setParameters({
    // Words anywhere, in no order: what stands in the corners of a picture is not a page.
    tessedit_pageseg_mode: PSM.SPARSE_TEXT,
    tessedit_do_invert: '0',
    user_defined_dpi: '200',
    // Else it writes what it notices to the console, as errors.
    debug_file: '/dev/null',
  });
  /** What the worker is at: it must not be ended before it has been told what to do. */
  let pending: Promise<unknown> = ready;
  return {
    /** Words of a copy of the whole picture, dark and light ones, in pixels of the picture as turned. */
    async read(bitmap: ImageBitmap, edits: Edits, longest: number): Promise<SeenWord[]> {
      await ready;
      signal.throwIfAborted();
      const canvas = pictureForText(bitmap, edits, longest);
      const context = canvas.getContext('2d', { willReadFrequently: true });
      if (!context) throw new Error('no canvas');
      const grey = greyOf(context.getImageData(0, 0, canvas.width, canvas.height));
      const contrast = contrastOf(grey, canvas);
      const scale = edits.size.width / canvas.width;
      const words: SeenWord[] = [];
      for (const light of isMainlyLight(grey) ? [false] : [false, true]) {
        context.putImageData(new ImageData(inkOf(contrast, light), canvas.width, canvas.height), 0, 0);
        const reading = worker.recognize(canvas, {}, { blocks: true, text: false });
        pending = reading;
        const { data } = await Promise.race([reading, stopped]);
        const paragraphs = (data.blocks ?? []).flatMap((block) => block.paragraphs);
        for (const { text, confidence, bbox } of paragraphs.flatMap(({ lines }) => lines).flatMap(wordsOf)) {
          const rect = { x: bbox.x0, y: bbox.y0, width: bbox.x1 - bbox.x0, height: bbox.y1 - bbox.y0 };
          const word = { text, confidence, rect };
          const whole = mayBeText(word) ? growAlongLine(contrast, rect, light) : rect;
          words.push({ ...word, rect: scaled(whole, scale) });
        }
      }
      releaseCanvas(canvas);
      return words;
    },
    close() {
      void close(pending);
    },
  };
}

const wordsOf = ({ words }: { words: Word[] }): Word[] => words;

const scaled = ({ x, y, width, height }: Rect, by: number): Rect => ({
  x: x * by,
  y: y * by,
  width: width * by,
  height: height * by,
});

function greyOf({ data }: ImageData): Uint8Array {
  const grey = new Uint8Array(data.length / 4);
  for (let at = 0; at < grey.length; at += 1) {
    const pixel = at * 4;
    const light =
      (data[pixel] ?? 0) * 0.299 + (data[pixel + 1] ?? 0) * 0.587 + (data[pixel + 2] ?? 0) * 0.114;
    grey[at] = Math.round(light);
  }
  return grey;
}
