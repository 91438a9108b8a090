import {
  ARCHIVE_SECRET_BYTES,
  type ArchiveKeyParts,
  decryptArchive,
  encryptArchive,
} from './crypto/archive-cipher.ts';
import { systemRandom } from './crypto/bytes.ts';
import type { Keyring } from './crypto/keyring.ts';

/** Half of the key of an archive that is about to be made; the other half is the keyring's. */
export const newArchiveSecret = (): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(systemRandom(ARCHIVE_SECRET_BYTES));

/** What is stored of a member's archive: readable with the keyring and the archive's own row only. */
export const sealArchive = (keyring: Keyring, parts: ArchiveKeyParts, plain: AsyncIterable<Uint8Array>) =>
  encryptArchive(keyring, parts, plain);

/** @throws ArchiveError while reading, if the file was altered, cut off, or belongs to another archive. */
export const openArchive = (keyring: Keyring, parts: ArchiveKeyParts, stored: AsyncIterable<Uint8Array>) =>
  decryptArchive(keyring, parts, stored);
