import type { PhysicianId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Services } from '../services.ts';

/**
 * Lets another session of the same member download the archive, after her password has been asked for again: the one in
 * which she asked for it may have ended meanwhile.
 * @throws Refusal NOT_FOUND
 */
export async function unlockExport(
  { db }: Services,
  physicianId: PhysicianId,
  sessionTag: Uint8Array<ArrayBuffer>,
): Promise<void> {
  const { count } = await db.service.exportArchive.updateMany({
    where: { accountId: physicianId, state: { not: 'GONE' } },
    data: { sessionTag },
  });
  if (count === 0) throw Refusal.notFound();
}
