import { Readable } from 'node:stream';
import type { FormKind } from '../../prisma/client/enums.ts';
import type { ExportedFile } from '../exports/types.ts';
import { decryptConsentForm } from '../identity/consent-form-cipher.ts';
import { Refusal } from '../platform/refusal.ts';
import type { StorageKey } from '../platform/storage/storage.ts';
import type { Services } from '../services.ts';
import { readForm } from './read-form.ts';

export interface KeptForm {
  readonly id: string;
  readonly kind: FormKind;
  readonly storageKey: string;
}

/** An image as it is kept, for the archive of its owner; null where its bytes are gone. */
export async function archiveImage(
  { storage }: Services,
  { id, storageKey }: { id: string; storageKey: string | null },
): Promise<ExportedFile | null> {
  const key = storageKey as StorageKey | null;
  if (key === null || (await storage.get(key)) === null) return null;
  // Read again when its turn comes: the archive does not hold them all at once.
  const content = async () => Readable.from([(await storage.get(key)) ?? Buffer.alloc(0)]);
  return { path: `images/${id}.jpg`, content };
}

/**
 * A signed form as anybody is given it, for the archive of the physician who handed it in; null where its bytes are gone,
 * or an earlier version has kept what cannot be read.
 */
export async function archiveForm(services: Services, form: KeptForm): Promise<ExportedFile | null> {
  const read = async () => {
    const stored = await services.storage.get(form.storageKey as StorageKey);
    return (
      stored && readForm(services, null, form.kind, decryptConsentForm(services.keyring, form.id, stored))
    );
  };
  const readable = await read().catch((error) => {
    if (error instanceof Refusal) return null;
    throw error;
  });
  if (!readable) return null;
  // Read again when its turn comes: the archive does not hold them all at once.
  const content = async () => Readable.from([(await read())?.bytes ?? Buffer.alloc(0)]);
  return { path: `forms/${form.id}.${readable.extension}`, content };
}
