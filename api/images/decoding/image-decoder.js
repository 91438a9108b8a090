/** @import { DecoderAnswer, DecoderTask } from './messages.ts' */

import { ingest, probe, renderVariant, restrictLibrary } from './render.js';
import { UnfitFile } from './unfit-file.js';

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

/** @param {DecoderTask} task */
function resultOf(task) {
  if (task.kind === 'probe') return probe(task);
  if (task.kind === 'ingest') return ingest(task);
  if (task.kind === 'variant') return renderVariant(task);
  throw new Error('images alone');
}

/**
 * @param {DecoderTask} task
 * @returns {Promise<DecoderAnswer>}
 */
async function answer(task) {
  try {
    return { ok: true, result: await resultOf(task) };
  } catch (error) {
    if (error instanceof UnfitFile) return { ok: false, refusal: error.code };
    return { ok: false, failure: error instanceof Error ? error.name : 'Error' };
  }
}
