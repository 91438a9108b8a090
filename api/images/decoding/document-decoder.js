/** @import { DecoderAnswer, DecoderTask } from './messages.ts' */

import { drawPages } from './draw-pages.js';
import { UnfitFile } from './unfit-file.js';

/**
 * A process of its own that draws the pages of PDF files. What reads them is PDFium as WebAssembly, built without
 * JavaScript, XFA and a way to the network: it can touch nothing but the memory that it was given.
 */
process.on('message', (/** @type {DecoderTask} */ task) => {
  answer(task).then(
    (reply) => process.send?.(reply),
    () => process.exit(1),
  );
});
process.on('disconnect', () => process.exit(0));

/**
 * @param {DecoderTask} task
 * @returns {Promise<DecoderAnswer>}
 */
async function answer(task) {
  try {
    if (task.kind !== 'pages') throw new Error('documents alone');
    return { ok: true, result: await drawPages(task) };
  } catch (error) {
    if (error instanceof UnfitFile) return { ok: false, refusal: error.code };
    return { ok: false, failure: error instanceof Error ? error.name : 'Error' };
  }
}
