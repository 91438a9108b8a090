import { LRUCache } from 'lru-cache';
import type { Claim } from './crypto/claim-cipher.ts';

/** What one physician's rows said when they were read last. */
export interface KnownClaims {
  /** Of all rows together. */
  readonly digest: Uint8Array<ArrayBuffer>;
  /** By the bytes of the row that said it. */
  readonly byRow: Map<string, Claim>;
  readonly claims: readonly Claim[];
}

/**
 * Claims that have been decrypted, so that no request decrypts two thousand anew because of one more. A claim counts
 * only for a row that is byte for byte the one that it was made from. Whoever can read this memory can read the
 * keyring beside it; who has been erased is gone from it as soon as she has not been asked for that long.
 */
const kept = new LRUCache<string, KnownClaims>({
  // In claims, of about a third of a kilobyte each.
  maxSize: 50_000,
  sizeCalculation: ({ byRow }) => 1 + byRow.size,
  ttl: 10 * 60 * 1000,
  ttlAutopurge: true,
  updateAgeOnGet: true,
});

const keyOf = (ownerTag: Uint8Array): string => Buffer.from(ownerTag).toString('latin1');

export const recallClaims = (ownerTag: Uint8Array): KnownClaims | undefined => kept.get(keyOf(ownerTag));

export function keepClaims(ownerTag: Uint8Array, claims: KnownClaims): void {
  kept.set(keyOf(ownerTag), claims);
}

/** What a row goes by: its id, nonce and ciphertext, byte for byte. */
export const rowKey = (bytes: Buffer): string => bytes.toString('latin1');

/** A row that has just been written, so that it need not be decrypted. Whether it is there, the next reading tells. */
export function expectClaim(ownerTag: Uint8Array, row: Buffer, claim: Claim): void {
  kept.get(keyOf(ownerTag))?.byRow.set(rowKey(row), claim);
}

export function forgetClaims(ownerTag: Uint8Array): void {
  kept.delete(keyOf(ownerTag));
}
