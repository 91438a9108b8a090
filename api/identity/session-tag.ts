import { frame, utf8 } from './crypto/bytes.ts';
import { hmacSha256 } from './crypto/digest.ts';
import type { Keyring } from './crypto/keyring.ts';

/**
 * 32 bytes by which something can be bound to one session without keeping the session's id, which would open it to
 * whoever reads the database.
 */
export function sessionTag(keyring: Keyring, sessionId: string): Uint8Array {
  return hmacSha256(keyring.markKey, frame('konsilium/v1/session-tag', utf8(sessionId)));
}
