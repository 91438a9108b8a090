/** @import { DecoderAnswer, DecoderTask } from './messages.ts' */

import { ingest, renderVariant, restrictLibrary, UnfitFile } from './render.js';

/**
 * A process of its own that does nothing but decode: what breaks in here takes nobody with it. JavaScript, since it is
 * started without a compiler: Node's stripping of types is WebAssembly, and takes 20 MB.
 */
restrictLibrary();

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
    const result = task.kind === 'ingest' ? await ingest(task) : await renderVariant(task);
    return { ok: true, result };
  } catch (error) {
    if (error instanceof UnfitFile) return { ok: false, refusal: error.code };
    return { ok: false, failure: error instanceof Error ? error.name : 'Error' };
  }
}
