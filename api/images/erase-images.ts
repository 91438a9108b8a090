import type { PhysicianId } from '../platform/ids.ts';
import type { Services } from '../services.ts';
import { listOwnUploads } from './own-uploads.ts';
import { sweepDiscarded } from './sweep-discarded.ts';

/** What she has uploaded and not posted, images and forms; those in her posts go with the posts (`erasePost`). */
export async function eraseImages(services: Services, physicianId: PhysicianId): Promise<void> {
  const { image, consentForm } = services.db.service;
  const images = await listOwnUploads(services, physicianId, 'image');
  await image.deleteMany({ where: { id: { in: images } } });
  const forms = await listOwnUploads(services, physicianId, 'consent-form');
  await consentForm.deleteMany({ where: { id: { in: forms } } });
  await sweepDiscarded(services);
}
