import type { Services } from '../services.ts';
import { gone } from './erase-exports.ts';
import { archiveFiles } from './open-files.ts';
import { dayOf } from './policy.ts';

/**
 * Deletes archives whose day is over, and files to which no row leads any more (a crash, an account that was deleted).
 * @returns how many archives expired and how many files were swept.
 */
export async function expireExports(services: Services): Promise<{ expired: number; swept: number }> {
  const { db, clock } = services;
  const now = clock.now();
  const { count: expired } = await db.service.exportArchive.updateMany({
    where: isDue(now),
    data: gone,
  });
  await db.service.exportArchive.deleteMany({
    where: { state: { in: ['GONE', 'FAILED'] }, askedOn: { lt: dayOf(now) } },
  });
  const files = archiveFiles(services);
  let swept = 0;
  for (const id of await files.list()) {
    const kept = await db.service.exportArchive.count({
      where: { id, state: { in: ['WAITING', 'MAKING', 'READY'] } },
    });
    if (kept > 0) continue;
    await files.erase(id);
    swept += 1;
  }
  return { expired, swept };
}

export function countExpiredExports({ db, clock }: Services): Promise<number> {
  return db.service.exportArchive.count({ where: isDue(clock.now()) });
}

const isDue = (now: Date) => ({ state: 'READY' as const, expiresAt: { lte: now } });
