import type { PhysicianId } from '../platform/ids.ts';
import type { Services } from '../services.ts';
import { archiveFiles } from './open-files.ts';
import type { ArchiveId } from './types.ts';

/** Deletes a member's archive: first what opens the file, then the file. Idempotent. */
export async function eraseExports(services: Services, physicianId: PhysicianId): Promise<void> {
  const { db } = services;
  const row = await db.service.exportArchive.findUnique({
    where: { accountId: physicianId },
    select: { id: true },
  });
  if (!row) return;
  await db.service.exportArchive.deleteMany({ where: { accountId: physicianId } });
  await archiveFiles(services).erase(row.id as ArchiveId);
}

/**
 * She does not want to keep the archive lying there. How often she asked today is kept until tomorrow.
 * @returns whether there was one.
 */
export async function discardExport(services: Services, physicianId: PhysicianId): Promise<boolean> {
  const { db } = services;
  const row = await db.service.exportArchive.findUnique({
    where: { accountId: physicianId },
    select: { id: true, state: true },
  });
  if (!row || row.state === 'GONE') return false;
  const { count } = await db.service.exportArchive.updateMany({
    where: { accountId: physicianId, id: row.id },
    data: gone,
  });
  await archiveFiles(services).erase(row.id as ArchiveId);
  return count > 0;
}

/** What becomes of an archive's row when its file goes. */
export const gone = {
  state: 'GONE' as const,
  sessionTag: new Uint8Array(),
  secret: new Uint8Array(),
  leaseUntil: null,
  expiresAt: null,
};
