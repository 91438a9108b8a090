import { describe, expect, it } from 'vitest';
import { generateKeyring, parseKeyring } from '../../../api/identity/crypto/keyring.ts';
import {
  decryptNote,
  encryptNote,
  NOTE_CIPHERTEXT_BYTES,
  NoteError,
} from '../../../api/identity/crypto/note-cipher.ts';
import { newId } from '../../../api/platform/ids.ts';

const keyring = parseKeyring(generateKeyring());
const place = { purpose: 'mail', id: newId(), owner: newId() } as const;

describe('a note', () => {
  it('opens where it was put, and is as long as any other', () => {
    for (const text of ['', 'å', 'x'.repeat(510)]) {
      const note = encryptNote(keyring, place, text);
      expect(note.ciphertext.length).toBe(NOTE_CIPHERTEXT_BYTES);
      expect(decryptNote(keyring, place, note)).toBe(text);
    }
    expect(() => encryptNote(keyring, place, 'x'.repeat(511))).toThrow(NoteError);
  });

  it('opens nowhere else, not altered, and not with another keyring', () => {
    const note = encryptNote(keyring, place, 'hej');
    const others = [
      { ...place, purpose: 'retention' as const },
      { ...place, id: newId() },
      { ...place, owner: newId() },
    ];
    for (const other of others) expect(() => decryptNote(keyring, other, note)).toThrow(NoteError);
    expect(() => decryptNote(parseKeyring(generateKeyring()), place, note)).toThrow(NoteError);
    const altered = { ...note, ciphertext: note.ciphertext.map((byte, at) => (at === 7 ? byte ^ 1 : byte)) };
    expect(() => decryptNote(keyring, place, altered)).toThrow(NoteError);
    expect(() => decryptNote(keyring, place, { ...note, nonce: note.nonce.subarray(1) })).toThrow(NoteError);
  });
});
