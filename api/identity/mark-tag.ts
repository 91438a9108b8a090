import type { PhysicianId } from '../platform/ids.ts';
import { frame, utf8 } from './crypto/bytes.ts';
import { equalBytes, hmacSha256 } from './crypto/digest.ts';
import type { Keyring } from './crypto/keyring.ts';

/** What a mark may be for. A tag of one purpose says nothing about the same physician's tag of another. */
export type MarkPurpose =
  | 'helpful'
  | 'flag'
  /** While an image or a form waits for its post: by its own id, and by the id that the client gave the upload. */
  | 'image'
  | 'image-upload'
  | 'consent-form'
  | 'consent-form-upload'
  /** Of what was sent as an image, sealed once more before it is stored. */
  | 'image-print'
  /** Of an act that a client may send again. */
  | 'once';

/**
 * 32 bytes that are the same whenever the same physician marks the same post for the same purpose, and tell nothing
 * else without the mark key: a unique index on them allows one mark each, and who marked is not stored.
 */
export function markTag(
  keyring: Keyring,
  purpose: MarkPurpose,
  physician: PhysicianId,
  subject: string,
): Uint8Array {
  return hmacSha256(
    keyring.markKey,
    frame('konsilium/v1/mark', utf8(purpose), utf8(physician), utf8(subject)),
  );
}

/** Compares without telling by its time where two tags differ. */
export const equalTags = (one: Uint8Array, other: Uint8Array): boolean => equalBytes(one, other);
