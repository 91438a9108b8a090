import type { StorageKey } from '../platform/storage/storage.ts';
import type { Services } from '../services.ts';

const batch = 100;

/**
 * Takes away the bytes that no row refers to any more, in every version, and then forgets their keys. After every act
 * that takes images away, and every minute for what a crash or a storage that was away has left.
 * @returns how many were tried and are left because the storage did not let go of them.
 */
export async function sweepDiscarded({
  db,
  storage,
  logger,
}: Pick<Services, 'db' | 'storage' | 'logger'>): Promise<number> {
  const stuck: string[] = [];
  for (;;) {
    const rows = await db.service.discardedFile.findMany({
      where: { storageKey: { notIn: stuck } },
      select: { storageKey: true },
      take: batch,
    });
    const stuckBefore = stuck.length;
    for (const { storageKey } of rows) {
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
