import { Readable } from 'node:stream';
import type { PhysicianGrant } from '../../../api/access/grants.ts';
import type { UploadBody } from '../../../api/images/receive-upload.ts';
import type { ImageInput } from '../../../api/images/types.ts';
import { uploadForm } from '../../../api/images/upload-form.ts';
import { uploadImage } from '../../../api/images/upload-image.ts';
import type { Services } from '../../../api/services.ts';
import { drawConsentForm } from './consent-form.ts';
import { type DemoPicture, demoPictures, drawPicture } from './pictures/index.ts';
import type { DemoImage } from './types.ts';

/** The demo's pictures, all drawn at the same time while the demo goes on. */
export function drawAll(): ReadonlyMap<DemoPicture, Promise<Buffer>> {
  return new Map(
    demoPictures.map((picture) => {
      const drawing = drawPicture(picture);
      // Whoever waits for it is told; nobody may have come that far.
      drawing.catch(() => undefined);
      return [picture, drawing];
    }),
  );
}

/** As members do it. @returns what goes with the post. */
export async function uploadImages(
  services: Services,
  grant: PhysicianGrant,
  drawn: ReadonlyMap<DemoPicture, Promise<Buffer>>,
  images: readonly DemoImage[] = [],
): Promise<ImageInput[]> {
  const inputs: ImageInput[] = [];
  for (const { picture, alt, consent, sensitive = false } of images) {
    const bytes = await drawn.get(picture);
    if (!bytes) throw new Error(`${picture} was not drawn`);
    const { id } = await uploadImage(services, grant, asBody(bytes), undefined);
    const formId =
      consent === 'WRITTEN' ? await uploadForm(services, grant, asBody(drawConsentForm()), undefined) : null;
    inputs.push({ id, alt, consent, formId, sensitive });
  }
  return inputs;
}

const asBody = (bytes: Buffer): UploadBody => Object.assign(Readable.from([bytes]), { headers: {} });
