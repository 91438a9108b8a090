import type { PhysicianGrant } from '../access/grants.ts';
import { toHour } from '../platform/clock.ts';
import { newId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import type { StorageKey } from '../platform/storage/storage.ts';
import type { Services } from '../services.ts';
import { sealPrint } from './image-print.ts';
import { ingestUpload } from './ingest-upload.ts';
import { ownerTagOf, retryTagOf } from './own-uploads.ts';
import { largestUpload } from './policy.ts';
import { type UploadBody, withReceived } from './receive-upload.ts';
import { sniffImage } from './sniff.ts';
import type { ImageId, UploadedImage } from './types.ts';
import { eraseFiles, insertVariants, storeVariants } from './variant-set.ts';

/**
 * Takes an image in: a clean master and its whole set of variants are stored, of what was sent nothing is. So a post
 * that can be posted has all of its files (ANONYMITY 61). Until a post takes it, it is its uploader's by a keyed tag,
 * and nobody is shown it.
 * @param uploadId of the client: the same again answers what the first became.
 * @throws Refusal that says what is wrong with the file.
 */
export async function uploadImage(
  services: Services,
  grant: PhysicianGrant,
  body: UploadBody,
  uploadId: string | undefined,
): Promise<UploadedImage> {
  const retryTag = retryTagOf(services, grant, 'image', uploadId);
  const before = retryTag && (await findUploaded(services, retryTag));
  if (before) {
    body.resume();
    return before;
  }
  const limit = { bytes: largestUpload, tooLarge: 'IMAGE_TOO_LARGE' } as const;
  return withReceived(body, limit, async (received) => {
    const sniffed = sniffImage(received.head, received.tail);
    if (!sniffed.ok) throw Refusal.notAllowed(sniffed.refusal);
    const ingested = await ingestUpload(services, grant, received, sniffed.type);
    const { bytes, master, width, height, placeholder } = ingested;
    const id = newId<ImageId>();
    const storageKey = newId<StorageKey>();
    const print = sealPrint(services, grant, id, received.digest);
    const variants = await storeVariants(services, master, width, grant.physicianId);
    const isNew = await storeWith(services, [...variants, { storageKey }], async () => {
      await services.storage.put(storageKey, bytes);
      return services.db.service.$transaction(async (tx) => {
        const { count } = await tx.image.createMany({
          data: [
            {
              id,
              ownerTag: ownerTagOf(services, grant, 'image', id),
              retryTag,
              uploadedAt: toHour(services.clock.now()),
              width,
              height,
              placeholder,
              storageKey,
              printNonce: print.nonce,
              print: print.ciphertext,
            },
          ],
          // The same upload, at once on two lines.
          skipDuplicates: true,
        });
        if (count === 1) await insertVariants(tx, id, variants);
        return count === 1;
      });
    });
    if (isNew) return { id, width, height };
    const other = retryTag && (await findUploaded(services, retryTag));
    if (!other) throw new Error('neither stored nor found');
    return other;
  });
}

/** Files that no row came to name are erased, whatever the reason. */
async function storeWith(
  services: Services,
  files: readonly { readonly storageKey: StorageKey }[],
  store: () => Promise<boolean>,
): Promise<boolean> {
  let isNamed = false;
  try {
    isNamed = await store();
  } finally {
    if (!isNamed) await eraseFiles(services, files);
  }
  return isNamed;
}

async function findUploaded(
  { db }: Services,
  retryTag: Uint8Array<ArrayBuffer>,
): Promise<UploadedImage | null> {
  const found = await db.service.image.findUnique({
    where: { retryTag },
    select: { id: true, width: true, height: true },
  });
  if (!found || found.width === null || found.height === null) return null;
  return { id: found.id as ImageId, width: found.width, height: found.height };
}
