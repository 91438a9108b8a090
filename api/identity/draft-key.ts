import type { PhysicianId } from '../platform/ids.ts';
import { frame, toText, utf8 } from './crypto/bytes.ts';
import { hmacSha256 } from './crypto/digest.ts';
import type { Keyring } from './crypto/keyring.ts';

/**
 * Under which her browser encrypts what she has not posted yet (ANONYMITY 46, 64): of one account in one session, told to
 * nobody else and stored nowhere. Who has the browser's files after the session has ended lacks the session's id, without
 * which nobody can make the key again.
 */
export const draftKey = (keyring: Keyring, sessionId: string, physician: PhysicianId): string =>
  toText(hmacSha256(keyring.markKey, frame('konsilium/v1/draft-key', utf8(sessionId), utf8(physician))));
