import { createCipheriv, createDecipheriv } from 'node:crypto';
import { concat, frame, type RandomSource, systemRandom, utf8 } from './bytes.ts';
import { hmacSha256 } from './digest.ts';
import type { Keyring } from './keyring.ts';

/** Where a note stands: what for, in which row, whose. It opens nowhere else. */
export interface NotePlace {
  purpose: 'mail' | 'retention' | 'outcome' | 'image';
  /** The row's random id. */
  id: string;
  /** Whom the row belongs to. */
  owner: string;
}

export const NOTE_NONCE_BYTES = 12;
/** Every note takes the same room, whatever it says. */
export const NOTE_BYTES = 512;
const TAG_BYTES = 16;
export const NOTE_CIPHERTEXT_BYTES = NOTE_BYTES + TAG_BYTES;

export class NoteError extends Error {
  override readonly name = 'NoteError';
}

/** AES-256-GCM under a key of the row's own. @throws NoteError for a text above 510 bytes. */
export function encryptNote(
  keyring: Keyring,
  place: NotePlace,
  text: string,
  random: RandomSource = systemRandom,
): { nonce: Uint8Array; ciphertext: Uint8Array } {
  const bytes = utf8(text);
  if (bytes.length > NOTE_BYTES - 2) throw new NoteError('too long for a note');
  const plaintext = new Uint8Array(NOTE_BYTES);
  new DataView(plaintext.buffer).setUint16(0, bytes.length);
  plaintext.set(bytes, 2);
  const nonce = Uint8Array.from(random(NOTE_NONCE_BYTES));
  const cipher = createCipheriv('aes-256-gcm', rowKey(keyring, place), nonce);
  cipher.setAAD(associatedData(place));
  return { nonce, ciphertext: concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]) };
}

/** @throws NoteError if the row was altered, moved to another owner, or written under another keyring. */
export function decryptNote(
  keyring: Keyring,
  place: NotePlace,
  row: { nonce: Uint8Array; ciphertext: Uint8Array },
): string {
  if (row.nonce.length !== NOTE_NONCE_BYTES || row.ciphertext.length !== NOTE_CIPHERTEXT_BYTES) {
    throw new NoteError('malformed note');
  }
  try {
    const decipher = createDecipheriv('aes-256-gcm', rowKey(keyring, place), row.nonce, {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(associatedData(place));
    decipher.setAuthTag(row.ciphertext.subarray(NOTE_BYTES));
    const plaintext = Buffer.concat([
      decipher.update(row.ciphertext.subarray(0, NOTE_BYTES)),
      decipher.final(),
    ]);
    return plaintext.subarray(2, 2 + plaintext.readUInt16BE(0)).toString('utf8');
  } catch (error) {
    throw new NoteError('the note does not open', { cause: error });
  }
}

const rowKey = (keyring: Keyring, { purpose, id }: NotePlace): Uint8Array =>
  hmacSha256(keyring.noteKey, frame('konsilium/v1/note/key', utf8(purpose), utf8(id)));

const associatedData = ({ purpose, id, owner }: NotePlace): Uint8Array =>
  frame('konsilium/v1/note/data', utf8(purpose), utf8(id), utf8(owner));
