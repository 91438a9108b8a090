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
      const due = await tx.image.findMany({ where: isDue(today), take: size, select: { id: true } });
      const ids = due.map(({ id }) => id);
      await takeImagesAway(tx, ids, 'EXPIRED');
      return ids.length;
    }),
  );
  await sweepDiscarded(services);
  return expired;
}

export function countExpiredImages({ db, clock }: Services): Promise<number> {
  return db.service.image.count({ where: isDue(dayOf(clock.now())) });
}

const isDue = (today: Date) => ({ expiresOn: { lte: today }, storageKey: { not: null } });
