import { frame, utf8 } from './crypto/bytes.ts';
import { hmacSha256 } from './crypto/digest.ts';
import type { Keyring } from './crypto/keyring.ts';

/**
 * At which part of an erasure's time something of hers goes: from 0 to below 1, each as likely, and independent of all
 * others for whoever lacks the keyring. It is computed anew whenever it is asked for, so that no plan lies anywhere that
 * would join what it lists (ANONYMITY 45, 56).
 */
export function erasureMoment(keyring: Keyring, erasure: string, subject: string): number {
  const digest = hmacSha256(
    keyring.erasureKey,
    frame('konsilium/v1/erasure/moment', utf8(erasure), utf8(subject)),
  );
  return new DataView(digest.buffer, digest.byteOffset).getUint32(0) / 2 ** 32;
}
