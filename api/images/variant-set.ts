import { randomBytes, randomInt } from 'node:crypto';
import type { ImageFormat } from '../../prisma/client/enums.ts';
import type { Tx } from '../platform/database/database.ts';
import { newId, type PhysicianId } from '../platform/ids.ts';
import type { StorageKey } from '../platform/storage/storage.ts';
import type { Services } from '../services.ts';
import { requireBare } from './bare-image.ts';
import { seeds } from './decoding/messages.ts';
import { blurredWidth, imageFormats, widthsFor } from './policy.ts';

/** A rendering whose file is stored and whose row is not. */
export interface StoredVariant {
  readonly width: number;
  readonly format: ImageFormat;
  readonly blurred: boolean;
  readonly storageKey: StorageKey;
  readonly size: number;
  readonly etag: string;
}

/** All renderings of an image that is so wide: the same whatever its readers' devices are (ANONYMITY 61). */
export function variantSet(width: number): Pick<StoredVariant, 'width' | 'format' | 'blurred'>[] {
  return imageFormats.flatMap((format) => [
    ...widthsFor(width).map((each) => ({ width: each, format, blurred: false })),
    { width: blurredWidth, format, blurred: true },
  ]);
}

/**
 * Renders and stores the whole set of an image: all of it, or nothing is left of it.
 * @param master a file. @param member whose share of the decoders it takes; null: the service's own.
 * @throws Refusal IMAGE_TOO_DEMANDING; StorageUnavailable
 */
export async function storeVariants(
  { decoders, storage }: Pick<Services, 'decoders' | 'storage'>,
  master: string,
  width: number,
  member: PhysicianId | null,
): Promise<StoredVariant[]> {
  const stored: StoredVariant[] = [];
  try {
    for (const variant of variantSet(width)) {
      const bytes = Buffer.from(
        await decoders.run({ kind: 'variant', master, seed: randomInt(seeds), ...variant }, { member }),
      );
      requireBare(variant.format, bytes);
      const storageKey = newId<StorageKey>();
      // Of no byte of it: the same picture in two posts must not look the same (ANONYMITY 72).
      const etag = randomBytes(16).toString('base64url');
      stored.push({ ...variant, storageKey, size: bytes.length, etag });
      await storage.put(storageKey, bytes);
    }
    return stored;
  } catch (error) {
    await eraseFiles({ storage }, stored);
    throw error;
  }
}

/** Files that no row names. What the storage does not let go of now is found by the nightly sweep. */
export async function eraseFiles(
  { storage }: Pick<Services, 'storage'>,
  files: readonly { readonly storageKey: StorageKey }[],
): Promise<void> {
  for (const { storageKey } of files) await storage.erase(storageKey).catch(() => undefined);
}

export async function insertVariants(
  tx: Tx,
  imageId: string,
  variants: readonly StoredVariant[],
): Promise<void> {
  await tx.imageVariant.createMany({ data: variants.map((variant) => ({ imageId, ...variant })) });
}
