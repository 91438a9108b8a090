import { LRUCache } from 'lru-cache';
import type { PhysicianId } from '../platform/ids.ts';
import { type Claim, ownerTag } from './crypto/claim-cipher.ts';
import type { Keyring } from './crypto/keyring.ts';

/** What one physician's claims said when they were read last. */
export interface KnownClaims {
  /** Of the night in which they were read: their tags are made with it. */
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly claims: readonly Claim[];
  /** Above those of all of them. */
  readonly nextNumber: number;
}

/**
 * Claims that have been decrypted, so that no request decrypts two thousand anew because of one more. Whoever can read
 * this memory can read the keyring beside it; who has been erased is gone from it as soon as she has not been asked for
 * that long, and at the next night everybody is.
 */
const kept = new LRUCache<string, KnownClaims>({
  // In claims, of about a third of a kilobyte each.
  maxSize: 50_000,
  sizeCalculation: ({ claims }) => 1 + claims.length,
  ttl: 10 * 60 * 1000,
  ttlAutopurge: true,
  updateAgeOnGet: true,
});

/** Of this keyring: what was read with another is another's. */
const keyOf = (keyring: Keyring, physician: PhysicianId): string =>
  Buffer.from(ownerTag(keyring, physician)).toString('latin1');

export const recallClaims = (keyring: Keyring, physician: PhysicianId): KnownClaims | undefined =>
  kept.get(keyOf(keyring, physician));

export const keepClaims = (keyring: Keyring, physician: PhysicianId, claims: KnownClaims) =>
  void kept.set(keyOf(keyring, physician), claims);

export const forgetClaims = (keyring: Keyring, physician: PhysicianId): void =>
  void kept.delete(keyOf(keyring, physician));

/** One that has just been written, so that it need not be read and decrypted. */
export function addClaim(
  keyring: Keyring,
  physician: PhysicianId,
  place: { salt: Uint8Array; number: number },
  claim: Claim,
): void {
  const known = recallClaims(keyring, physician);
  if (!known || place.number !== known.nextNumber || Buffer.compare(known.salt, place.salt) !== 0) return;
  const { salt, claims, nextNumber } = known;
  keepClaims(keyring, physician, { salt, claims: [...claims, claim], nextNumber: nextNumber + 1 });
}
