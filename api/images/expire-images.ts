import { takeImagesAway } from '../../moderation/image-storage.ts';
import { inBatches } from '../platform/database/in-batches.ts';
import type { Services } from '../services.ts';
import { dayOf } from './policy.ts';
import { sweepDiscarded } from './sweep-discarded.ts';

/** The day has come for some images: a note stays in the place of each. @returns how many. */
export async function expireImages(services: Services): Promise<number> {
  const today = dayOf(services.clock.now());
  const { service } = services.db;
  const expired = await inBatches(200, (size) =>
    service.$transaction(async (tx) => {
      // Locked, and looked at again once they are: one that its owner extends meanwhile stays.
      const due = await tx.$queryRaw<{ id: string }[]>`
        SELECT id FROM images.image WHERE expires_on <= ${today}::date AND storage_key IS NOT NULL
        ORDER BY id LIMIT ${size} FOR UPDATE`;
      const ids = due.map(({ id }) => id);
      await takeImagesAway(tx, ids, 'EXPIRED');
      return ids.length;
    }),
  );
  await sweepDiscarded(services);
  return expired;
}

export function countExpiredImages({ db, clock }: Services): Promise<number> {
  return db.service.image.count({
    where: { expiresOn: { lte: dayOf(clock.now()) }, storageKey: { not: null } },
  });
}
