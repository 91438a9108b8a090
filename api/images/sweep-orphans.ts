import { readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { dropForsakenForms } from '../../moderation/image-storage.ts';
import { hourInMs } from '../platform/clock.ts';
import type { StorageKey } from '../platform/storage/storage.ts';
import type { Services } from '../services.ts';
import { forgetLostSets } from './make-missing-sets.ts';
import { orphanHours } from './policy.ts';
import { uploadFolderPrefix } from './receive-upload.ts';
import { sweepDiscarded } from './sweep-discarded.ts';

/** Uploads that no post has taken within a day, and forms whose pictures are gone. @returns how many. */
export async function sweepUploads(services: Services): Promise<number> {
  const before = new Date(services.clock.now().getTime() - orphanHours * hourInMs);
  const { image, consentForm } = services.db.service;
  const images = await image.deleteMany({ where: { uploadedAt: { lt: before } } });
  const forms = await consentForm.deleteMany({ where: { uploadedAt: { lt: before } } });
  const forsaken = await services.db.service.$transaction((tx) => dropForsakenForms(tx));
  await sweepDiscarded(services);
  return images.count + forms.count + forsaken;
}

/** Whether any row refers to these bytes. */
export async function isKept({ db }: Pick<Services, 'db'>, storageKey: StorageKey): Promise<boolean> {
  const [row] = await db.service.$queryRaw<{ kept: boolean }[]>`
    SELECT EXISTS (SELECT FROM images.image WHERE storage_key = ${storageKey}::uuid)
      OR EXISTS (SELECT FROM images.variant WHERE storage_key = ${storageKey}::uuid)
      OR EXISTS (SELECT FROM images.consent_form WHERE storage_key = ${storageKey}::uuid) AS kept`;
  return row?.kept === true;
}

/** So many files without any row at all may go. */
const mostForsaken = 20;

/**
 * Files that a crash left between storage and database, once they are old enough not to be on their way; and what was
 * left of uploads that were being received. @returns how many files.
 */
export async function sweepFiles(services: Services): Promise<number> {
  const forsaken: StorageKey[] = [];
  // Before the storage is listed: what is stored meanwhile is not missed in that list.
  const variants = await services.db.service.imageVariant.findMany({
    select: { imageId: true, storageKey: true },
  });
  const stored = new Set<string>();
  let kept = 0;
  for await (const { key, recent } of services.storage.list()) {
    stored.add(key);
    if (await isKept(services, key)) kept += 1;
    else if (!recent) forsaken.push(key);
  }
  // A crash leaves a few. A whole storage of which no row knows belongs to another database: a mistake in the settings
  // must not empty it.
  if (kept === 0 && forsaken.length > mostForsaken) {
    services.logger.error({ files: forsaken.length }, 'the storage holds the files of another service');
    return 0;
  }
  for (const key of forsaken) await services.storage.erase(key);
  await forgetLostSets(services, variants, stored);
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(uploadFolderPrefix)) continue;
    const folder = path.join(tmpdir(), name);
    const found = await stat(folder).catch(() => null);
    if (found && found.mtimeMs < Date.now() - hourInMs) await rm(folder, { recursive: true, force: true });
  }
  return forsaken.length;
}

/** As `forgetOrder` of the database's rows: the storage must not tell when a post's image came. */
export function forgetOrderOfFiles(services: Services): Promise<void> {
  return services.storage.forgetOrder((key) => isKept(services, key));
}
