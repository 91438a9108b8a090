import { frame, utf8 } from './crypto/bytes.ts';
import { hmacSha256 } from './crypto/digest.ts';
import type { Keyring } from './crypto/keyring.ts';

/**
 * At which part of a slot of the schedule its tick comes: from 0 to below 1, each as likely, the same for every process,
 * and not to be computed by whoever lacks the keyring (ANONYMITY 62, 63).
 */
export function tickMoment(keyring: Keyring, slot: number): number {
  const digest = hmacSha256(keyring.tickKey, frame('konsilium/v1/tick/moment', utf8(String(slot))));
  return new DataView(digest.buffer, digest.byteOffset).getUint32(0) / 2 ** 32;
}
