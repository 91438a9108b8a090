import type { FormKind } from '../../prisma/client/enums.ts';
import type { PhysicianGrant } from '../access/grants.ts';
import { encryptConsentForm } from '../identity/consent-form-cipher.ts';
import { toHour } from '../platform/clock.ts';
import { newId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import type { StorageKey } from '../platform/storage/storage.ts';
import type { Services } from '../services.ts';
import { drawForm } from './draw-form.ts';
import { ingestUpload } from './ingest-upload.ts';
import { ownerTagOf, retryTagOf } from './own-uploads.ts';
import { largestForm } from './policy.ts';
import { type ReceivedFile, type UploadBody, withReceived } from './receive-upload.ts';
import { sniffImage } from './sniff.ts';
import type { FormId } from './types.ts';

/**
 * Takes a patient's signed form in: of a PDF pictures of its pages, an image re-encoded like every other; encrypted before
 * it is stored.
 * @throws Refusal that says what is wrong with the file.
 */
export async function uploadForm(
  services: Services,
  grant: PhysicianGrant,
  body: UploadBody,
  uploadId: string | undefined,
): Promise<FormId> {
  const { db, keyring, storage, clock } = services;
  const retryTag = retryTagOf(services, grant, 'consent-form', uploadId);
  const find = async () => {
    const found =
      retryTag && (await db.service.consentForm.findUnique({ where: { retryTag }, select: { id: true } }));
    return (found?.id ?? null) as FormId | null;
  };
  const before = await find();
  if (before) {
    body.resume();
    return before;
  }
  const limit = { bytes: largestForm, tooLarge: 'FORM_TOO_LARGE' } as const;
  return withReceived(body, limit, async (received) => {
    const { kind, bytes } = await read(services, grant, received);
    const id = newId<FormId>();
    const storageKey = newId<StorageKey>();
    await storage.put(storageKey, encryptConsentForm(keyring, id, bytes));
    const ownerTag = ownerTagOf(services, grant, 'consent-form', id);
    const row = { id, ownerTag, retryTag, uploadedAt: toHour(clock.now()), kind, storageKey };
    const { count } = await db.service.consentForm.createMany({ data: [row], skipDuplicates: true });
    if (count === 1) return id;
    await storage.erase(storageKey);
    const other = await find();
    if (!other) throw new Error('neither stored nor found');
    return other;
  });
}

async function read(
  services: Services,
  grant: PhysicianGrant,
  received: ReceivedFile,
): Promise<{ kind: FormKind; bytes: Uint8Array }> {
  const { file, head, tail } = received;
  if (head.toString('latin1', 0, 5) === '%PDF-') {
    return { kind: 'PAGES', bytes: await drawForm(services, grant.physicianId, file) };
  }
  const sniffed = sniffImage(head, tail);
  if (!sniffed.ok) {
    throw Refusal.notAllowed(
      sniffed.refusal === 'IMAGE_TYPE_UNKNOWN' ? 'FORM_TYPE_UNKNOWN' : sniffed.refusal,
    );
  }
  const { bytes } = await ingestUpload(services, grant, received, sniffed.type);
  return { kind: 'JPEG', bytes };
}
