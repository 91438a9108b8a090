import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { StorageKey } from '../platform/storage/storage.ts';
import type { Services } from '../services.ts';
import { uploadFolderPrefix } from './receive-upload.ts';
import { sweepDiscarded } from './sweep-discarded.ts';
import { eraseFiles, insertVariants, storeVariants } from './variant-set.ts';

/** A machine that is slow must not hold up the worker's other jobs: what is left is for the next minute. */
const longestRunMs = 30_000;

interface Incomplete {
  id: string;
  width: number;
  storage_key: string;
}

/**
 * Makes the sets of images that have none: those of an earlier version, and those of which a file was lost
 * (`forgetLostSets`). Until then they are not shown. An upload has its set from the beginning. @returns how many.
 */
export async function makeMissingSets(services: Services): Promise<number> {
  const { db, logger } = services;
  const end = Date.now() + longestRunMs;
  const incomplete = await db.service.$queryRaw<Incomplete[]>`
    SELECT id, width, storage_key FROM images.image
    WHERE storage_key IS NOT NULL AND NOT EXISTS (SELECT FROM images.variant WHERE image_id = image.id)
    ORDER BY random() LIMIT 200`;
  let made = 0;
  for (const image of incomplete) {
    if (Date.now() > end) break;
    try {
      if (await makeSet(services, image)) made += 1;
    } catch (err) {
      logger.error({ err }, 'the variants of an image could not be made');
    }
  }
  return made;
}

async function makeSet(services: Services, { id, width, storage_key }: Incomplete): Promise<boolean> {
  const { db, storage } = services;
  const master = await storage.get(storage_key as StorageKey);
  if (!master) throw new Error('the file of a master is lost');
  const folder = await mkdtemp(path.join(tmpdir(), uploadFolderPrefix));
  try {
    const file = path.join(folder, 'master');
    await writeFile(file, master, { mode: 0o600 });
    const variants = await storeVariants(services, file, width, null);
    const kept = await db.service.$transaction(async (tx) => {
      // Whoever takes the image away waits for us, or has been here; another worker likewise.
      const rows = await tx.$queryRaw<unknown[]>`
        SELECT FROM images.image WHERE id = ${id}::uuid AND storage_key = ${storage_key}::uuid FOR UPDATE`;
      if (rows.length === 0 || (await tx.imageVariant.count({ where: { imageId: id } })) > 0) return false;
      await insertVariants(tx, id, variants);
      return true;
    });
    if (!kept) await eraseFiles(services, variants);
    return kept;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Gives up the whole set of each image of which a file is lost, to a crash or to the storage, so that it is made anew.
 * @param stored every key that the storage has listed. @param known rows as they were before that list was begun.
 */
export async function forgetLostSets(
  services: Services,
  known: readonly { imageId: string; storageKey: string }[],
  stored: ReadonlySet<string>,
): Promise<void> {
  const lost = new Set<string>();
  for (const { imageId, storageKey } of known) {
    if (stored.has(storageKey) || lost.has(imageId)) continue;
    if ((await services.storage.get(storageKey as StorageKey)) === null) lost.add(imageId);
  }
  if (lost.size === 0) return;
  services.logger.error({ images: lost.size }, 'files of variants are lost; their sets are made anew');
  await services.db.service.imageVariant.deleteMany({ where: { imageId: { in: [...lost] } } });
  await sweepDiscarded(services);
}
