import type { PhysicianGrant } from '../access/grants.ts';
import { parseId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Services } from '../services.ts';
import { ownerTagOf } from './own-uploads.ts';
import { sweepAfterAct } from './sweep-discarded.ts';
import type { FormId, ImageId } from './types.ts';

/** An upload, or an uploaded form, that no post will take after all. @throws Refusal NOT_FOUND */
export async function discardUpload(
  services: Services,
  grant: PhysicianGrant,
  text: string,
): Promise<{ id: ImageId | FormId }> {
  const id = parseId<ImageId & FormId>(text);
  if (!id) throw Refusal.notFound();
  const { image, consentForm } = services.db.service;
  const images = await image.deleteMany({
    where: { id, ownerTag: ownerTagOf(services, grant, 'image', id) },
  });
  const forms = await consentForm.deleteMany({
    where: { id, ownerTag: ownerTagOf(services, grant, 'consent-form', id) },
  });
  if (images.count + forms.count === 0) throw Refusal.notFound();
  await sweepAfterAct(services);
  return { id };
}
