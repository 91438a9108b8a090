import type { Keyring } from './crypto/keyring.ts';
import { decryptNote, encryptNote, type NotePlace } from './crypto/note-cipher.ts';

export interface SealedNote {
  nonce: Uint8Array<ArrayBuffer>;
  ciphertext: Uint8Array<ArrayBuffer>;
}

/**
 * A short text for a row that stands beside a person and must tell nothing to who has the database alone. Every note is
 * as long as any other.
 */
export function sealNote(keyring: Keyring, place: NotePlace, text: string): SealedNote {
  const { nonce, ciphertext } = encryptNote(keyring, place, text);
  return { nonce: Uint8Array.from(nonce), ciphertext: Uint8Array.from(ciphertext) };
}

/** @throws NoteError if it was altered, moved or written under another keyring. */
export function openNote(
  keyring: Keyring,
  place: NotePlace,
  note: { nonce: Uint8Array; ciphertext: Uint8Array },
): string {
  return decryptNote(keyring, place, note);
}
