import { sweepDiscarded } from '../images/sweep-discarded.ts';
import type { StepContext, StepOutcome } from './types.ts';

/**
 * Waits until the storage has let go of every version of every file that no row refers to: hers are among them, and
 * nothing tells which. `Storage.erase` lists what is left under a key before it calls it gone.
 */
export async function emptyStorage({ services }: StepContext): Promise<StepOutcome> {
  while ((await services.db.service.discardedFile.count()) > 0) {
    if ((await sweepDiscarded(services)) > 0) {
      return { state: 'AGAIN', answer: 'STORAGE_HOLDS_FILES', retryAfterMs: null };
    }
  }
  return { state: 'DONE' };
}
