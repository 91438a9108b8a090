import { takeImagesAway } from '../../moderation/image-storage.ts';
import type { Services } from '../services.ts';
import { dayOf } from './policy.ts';
import { sweepDiscarded } from './sweep-discarded.ts';

/** The day has come for some images: a note stays in the place of each. @returns how many. */
export async function expireImages(services: Services): Promise<number> {
  const today = dayOf(services.clock.now());
  const expired = await services.db.service.$transaction(async (tx) => {
    const due = await tx.image.findMany({
      where: { expiresOn: { lte: today }, storageKey: { not: null } },
      select: { id: true },
    });
    return takeImagesAway(
      tx,
      due.map(({ id }) => id),
      'EXPIRED',
    );
  });
  await sweepDiscarded(services);
  return expired;
}
