import type { PhysicianId } from '../platform/ids.ts';
import type { Services } from '../services.ts';
import { ownerTagOf } from './own-uploads.ts';
import { sweepDiscarded } from './sweep-discarded.ts';

/**
 * What she has uploaded and not posted, images and forms; those in her posts go with the posts (`erasePost`). Whose an
 * upload is is written nowhere: the tag that hers would bear is computed for each that waits, a day's at most.
 */
export async function eraseImages(services: Services, physicianId: PhysicianId): Promise<void> {
  const { image, consentForm } = services.db.service;
  const waiting = { where: { ownerTag: { not: null } }, select: { id: true, ownerTag: true } } as const;
  const hers = (rows: { id: string; ownerTag: Uint8Array | null }[], kind: 'image' | 'consent-form') =>
    rows.flatMap(({ id, ownerTag }) =>
      ownerTag && Buffer.compare(ownerTag, ownerTagOf(services, { physicianId }, kind, id)) === 0 ? [id] : [],
    );
  await image.deleteMany({ where: { id: { in: hers(await image.findMany(waiting), 'image') } } });
  const forms = hers(await consentForm.findMany(waiting), 'consent-form');
  await consentForm.deleteMany({ where: { id: { in: forms } } });
  await sweepDiscarded(services);
}
