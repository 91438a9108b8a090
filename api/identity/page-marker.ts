import type { PhysicianId } from '../platform/ids.ts';
import { frame, fromText, toText, utf8 } from './crypto/bytes.ts';
import { equalBytes, hmacSha256 } from './crypto/digest.ts';
import type { Keyring } from './crypto/keyring.ts';

const markerBytes = 16;

/**
 * By what a page says for whom it was drawn: one account in one session. It tells neither, and outlives the session
 * nowhere, so that a proxy that logs it learns no more than from the session's cookie (ANONYMITY 42).
 */
export const pageMarker = (keyring: Keyring, sessionId: string, physician: PhysicianId): string =>
  toText(markerOf(keyring, sessionId, physician));

export function isPageMarker(
  keyring: Keyring,
  sessionId: string,
  physician: PhysicianId,
  given: string,
): boolean {
  const bytes = fromText(given, markerBytes);
  return bytes !== null && equalBytes(bytes, markerOf(keyring, sessionId, physician));
}

function markerOf(keyring: Keyring, sessionId: string, physician: PhysicianId): Uint8Array {
  const tag = hmacSha256(
    keyring.markKey,
    frame('konsilium/v1/page-marker', utf8(sessionId), utf8(physician)),
  );
  return tag.subarray(0, markerBytes);
}
