import { z } from 'zod';
import { imageCount } from '../../analytics/mixpanel/properties.ts';
import type { PhysicianGrant } from '../access/grants.ts';
import type { Tx } from '../platform/database/database.ts';
import { parseId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import type { RefusalCode } from '../platform/refusal-sentences.ts';
import { refuseCertainIdentifiers } from '../posts/patient-identifiers.ts';
import { cleanLine, textField } from '../posts/text.ts';
import type { Services } from '../services.ts';
import { countAnonymous, recordEvent } from '../telemetry/record-event.ts';
import { requireOneFacePerImage } from './image-print.ts';
import { ownerTagOf } from './own-uploads.ts';
import { expiryAfter, imagesPerPost } from './policy.ts';
import { type FormId, type ImageId, type ImageInput, imageConsents, type PostPlace } from './types.ts';

const image = z
  .object({
    id: z.string(),
    alt: textField(cleanLine, 1, 500),
    consent: z.enum(imageConsents),
    formId: z.string().nullish(),
    sensitive: z.boolean(),
    again: z.boolean().nullish(),
  })
  .superRefine(({ consent, formId }, field) => {
    const code: RefusalCode | null = consent === 'WRITTEN' && !formId ? 'CONSENT_FORM_MISSING' : null;
    if (code) field.addIssue({ code: 'custom', message: code, path: ['formId'] });
  });

/** The field `images` of an input with a post. */
export const imagesInput = z
  .array(image)
  .max(imagesPerPost, { message: 'TOO_MANY_IMAGES' satisfies RefusalCode })
  .refine((images) => new Set(images.map(({ id }) => id)).size === images.length, {
    message: 'IMAGE_GONE' satisfies RefusalCode,
  })
  .nullish();

/**
 * Gives uploads of hers to a post, in the transaction that makes it: from here on nothing but the post tells whose they
 * are.
 * @param post with whether it stands under an alias: its images are counted then, and never told of with a pseudonym.
 * @param postedAt the post's hour: one that is held back must not tell by its images when it was written.
 * @throws Refusal IMAGE_GONE for an upload that is not hers, waits no longer or stands in a post already;
 * CONSENT_FORM_GONE likewise; IMAGE_OTHER_FACE for a picture of hers that stands under another face; PATIENT_IDENTIFIER where a description holds one for certain.
 */
export async function attachImages(
  tx: Tx,
  services: Services,
  grant: PhysicianGrant,
  post: PostPlace & { anonymous: boolean },
  images: readonly ImageInput[] | null | undefined,
  postedAt: Date,
): Promise<void> {
  if (!images || images.length === 0) return;
  refuseCertainIdentifiers({ images: images.map(({ alt }) => alt).join('\n') });
  await requireOneFacePerImage(tx, services, grant, post, images);
  const forms = new Set(
    images.flatMap(({ consent, formId }) => (consent === 'WRITTEN' && formId ? [formId] : [])),
  );
  for (const form of forms) await takeForm(tx, services, grant, form);
  const { anonymous, ...place } = post;
  for (const [position, { id: text, alt, consent, formId, sensitive }] of images.entries()) {
    const id = parseId<ImageId>(text);
    const { count } = id
      ? await tx.image.updateMany({
          where: { id, ownerTag: ownerTagOf(services, grant, 'image', id) },
          data: {
            ...place,
            position,
            alt,
            consent,
            formId: consent === 'WRITTEN' ? (formId ?? null) : null,
            sensitive,
            expiresOn: expiryAfter(postedAt),
            ownerTag: null,
            retryTag: null,
            uploadedAt: null,
          },
        })
      : { count: 0 };
    if (count !== 1) throw Refusal.invalidInput([{ field: 'images', code: 'IMAGE_GONE' }]);
  }
  const told = { count: imageCount(images.length) };
  if (anonymous) await countAnonymous(tx, services, 'anonymous.images.attached', told, postedAt);
  else await recordEvent(tx, services, grant.physicianId, 'images.attached', told);
}

async function takeForm(tx: Tx, services: Services, grant: PhysicianGrant, text: string): Promise<void> {
  const id = parseId<FormId>(text);
  const { count } = id
    ? await tx.consentForm.updateMany({
        where: { id, ownerTag: ownerTagOf(services, grant, 'consent-form', id) },
        data: { ownerTag: null, retryTag: null, uploadedAt: null },
      })
    : { count: 0 };
  if (count !== 1) throw Refusal.invalidInput([{ field: 'images', code: 'CONSENT_FORM_GONE' }]);
}

/** A post that was held back appears: its images are kept from this hour on, and none tells how long it waited. */
export async function restartRetention(tx: Tx, post: PostPlace, hour: Date): Promise<void> {
  await tx.image.updateMany({
    where: { ...post, storageKey: { not: null } },
    data: { expiresOn: expiryAfter(hour) },
  });
}
