import type { PhysicianId } from '../platform/ids.ts';
import { toText, utf8 } from './crypto/bytes.ts';
import { sha256 } from './crypto/digest.ts';
import type { Keyring } from './crypto/keyring.ts';
import { NoteError } from './crypto/note-cipher.ts';
import { markTag } from './mark-tag.ts';
import { openNote, type SealedNote, sealNote } from './sealed-note.ts';

/** What came of an act, and of which. */
export interface Outcome {
  /** Of what was sent. */
  readonly digest: string;
  /** A whole hour, in milliseconds since 1970. */
  readonly at: number;
  /** What answers the act once more: an id, or a few of them. */
  readonly result: string;
}

export interface SealedOutcome extends SealedNote {
  tag: Uint8Array<ArrayBuffer>;
}

/** The same for the same member, mutation and key. Another member's same key gives another tag: it neither collides nor tells. */
export function outcomeTag(
  keyring: Keyring,
  physician: PhysicianId,
  mutation: string,
  key: string,
): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(markTag(keyring, 'once', physician, `${mutation} ${key}`));
}

export const digestOfInput = (input: unknown): string => toText(sha256(utf8(JSON.stringify(input))));

export const sealOutcome = (
  keyring: Keyring,
  tag: Uint8Array<ArrayBuffer>,
  outcome: Outcome,
): SealedOutcome => ({ tag, ...sealNote(keyring, placeOf(tag), JSON.stringify(outcome)) });

/** Null where it was altered or written under another keyring. */
export function openOutcome(
  keyring: Keyring,
  row: { tag: Uint8Array; nonce: Uint8Array; ciphertext: Uint8Array },
): Outcome | null {
  try {
    return JSON.parse(openNote(keyring, placeOf(row.tag), row)) as Outcome;
  } catch (error) {
    if (error instanceof NoteError) return null;
    throw error;
  }
}

const placeOf = (tag: Uint8Array) => ({ purpose: 'outcome', id: toText(tag), owner: '' }) as const;
