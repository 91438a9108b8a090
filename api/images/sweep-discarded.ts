import { setTimeout as pause } from 'node:timers/promises';
import type { StorageKey } from '../platform/storage/storage.ts';
import type { Services } from '../services.ts';

type Sweeping = Pick<Services, 'db' | 'storage' | 'logger'>;

const batch = 100;
/** A storage that hangs must not hold up the worker's other jobs: what is left is for the next minute. */
const longestSweepMs = 30_000;
/** So long somebody waits who has taken an image away. */
const longestWaitMs = 2000;

/**
 * Takes away the bytes that no row refers to any more, in every version, and then forgets their keys. Every minute, for
 * what a crash or a storage that was away has left.
 * @returns how many were tried and are left because the storage did not let go of them.
 */
export async function sweepDiscarded({ db, storage, logger }: Sweeping): Promise<number> {
  const end = Date.now() + longestSweepMs;
  const stuck: string[] = [];
  for (;;) {
    const rows = await db.service.discardedFile.findMany({
      where: { storageKey: { notIn: stuck } },
      select: { storageKey: true },
      take: batch,
    });
    const stuckBefore = stuck.length;
    for (const { storageKey } of rows) {
      if (Date.now() > end) return stuck.length;
      try {
        await storage.erase(storageKey as StorageKey);
        await db.service.discardedFile.deleteMany({ where: { storageKey } });
      } catch (err) {
        stuck.push(storageKey);
        logger.error({ err }, 'a discarded file is still there');
      }
    }
    const isAway = stuck.length - stuckBefore === rows.length;
    if (isAway) return stuck.length;
  }
}

/** The same after an act that has taken images away; one who waits for it is not held up by a storage that is slow. */
export async function sweepAfterAct(services: Sweeping): Promise<void> {
  const swept = sweepDiscarded(services).catch((err: unknown) => {
    services.logger.error({ err }, 'discarded files were not swept');
  });
  await Promise.race([swept, pause(longestWaitMs, undefined, { ref: false })]);
}
