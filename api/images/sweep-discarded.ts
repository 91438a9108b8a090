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
 * what a crash or a storage that was away has left. In no order: what it does not let go of must not come first each time.
 * @returns how many were tried and are left because the storage did not let go of them.
 */
export async function sweepDiscarded({ db, storage, logger }: Sweeping): Promise<number> {
  const end = Date.now() + longestSweepMs;
  const isTime = () => Date.now() < end;
  const stuck: string[] = [];
  let fault: unknown;
  while (isTime()) {
    const rows = await db.service.$queryRaw<{ storage_key: string }[]>`
      SELECT storage_key FROM images.discarded_file WHERE storage_key <> ALL(${stuck}::uuid[])
      ORDER BY random() LIMIT ${batch}`;
    if (rows.length === 0) break;
    for (const { storage_key: storageKey } of rows) {
      if (!isTime()) break;
      try {
        await storage.erase(storageKey as StorageKey);
        await db.service.discardedFile.deleteMany({ where: { storageKey } });
      } catch (err) {
        stuck.push(storageKey);
        fault = err;
      }
    }
  }
  if (stuck.length > 0) logger.error({ err: fault, files: stuck.length }, 'discarded files are still there');
  return stuck.length;
}

/** The same after an act that has taken images away; one who waits for it is not held up by a storage that is slow. */
export async function sweepAfterAct(services: Sweeping): Promise<void> {
  const swept = sweepDiscarded(services).catch((err: unknown) => {
    services.logger.error({ err }, 'discarded files were not swept');
  });
  await Promise.race([swept, pause(longestWaitMs, undefined, { ref: false })]);
}
