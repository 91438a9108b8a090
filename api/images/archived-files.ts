import { Readable } from 'node:stream';
import type { FormKind } from '../../prisma/client/enums.ts';
import type { ExportedFile } from '../exports/types.ts';
import { decryptConsentForm } from '../identity/consent-form-cipher.ts';
import type { StorageKey } from '../platform/storage/storage.ts';
import type { Services } from '../services.ts';

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

/** A signed form as it was handed in, for the archive of the physician who did; null where its bytes are gone. */
export async function archiveForm(
  { storage, keyring }: Services,
  { id, kind, storageKey }: KeptForm,
): Promise<ExportedFile | null> {
  const key = storageKey as StorageKey;
  if ((await storage.get(key)) === null) return null;
  const content = async () => {
    const stored = await storage.get(key);
    return Readable.from([stored ? decryptConsentForm(keyring, id, stored) : Buffer.alloc(0)]);
  };
  return { path: `forms/${id}.${kind === 'PDF' ? 'pdf' : 'jpg'}`, content };
}
