import { Refusal } from '../../platform/refusal.ts';
import type { DecoderAnswer, DecoderTask } from './messages.ts';
import { ingest, renderVariant, restrictLibrary } from './render.ts';

/** A process of its own that does nothing but decode: what breaks in here takes nobody with it. */
restrictLibrary();

process.on('message', (task: DecoderTask) => {
  answer(task).then(
    (reply) => process.send?.(reply),
    () => process.exit(1),
  );
});
process.on('disconnect', () => process.exit(0));

async function answer(task: DecoderTask): Promise<DecoderAnswer> {
  try {
    const result = task.kind === 'ingest' ? await ingest(task) : await renderVariant(task.master, task);
    return { ok: true, result };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, refusal: error.code };
    return { ok: false, failure: error instanceof Error ? error.name : 'Error' };
  }
}
