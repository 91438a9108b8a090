import type { Claim } from './crypto/claim-cipher.ts';
import { equalBytes } from './crypto/digest.ts';

/** Fewer are decrypted anew each time: about 0.04 ms each. */
const worthKeeping = 100;
const capacity = 50;

interface Kept {
  /** Of the rows that the claims were made from. */
  digest: Uint8Array;
  claims: readonly Claim[];
}

/**
 * The decrypted claims of the few physicians who have very many, so that a feed does not take a tenth of a second of
 * computing for each of them. An entry counts only while the rows are byte for byte those that it was made from;
 * whoever can read this memory can read the keyring beside it.
 */
const kept = new Map<string, Kept>();

const keyOf = (ownerTag: Uint8Array): string => Buffer.from(ownerTag).toString('base64url');

/** The digest of the rows whose claims are known; null where none are. */
export function knownDigest(ownerTag: Uint8Array): Uint8Array<ArrayBuffer> | null {
  const digest = kept.get(keyOf(ownerTag))?.digest;
  return digest ? Uint8Array.from(digest) : null;
}

/** The claims that were made from these rows, if they are still known. */
export function recallClaims(ownerTag: Uint8Array, digest: Uint8Array): readonly Claim[] | null {
  const key = keyOf(ownerTag);
  const known = kept.get(key);
  if (!known || !equalBytes(known.digest, digest)) return null;
  // Set again, it is the youngest: the first key of the map is the one to go.
  kept.delete(key);
  kept.set(key, known);
  return known.claims;
}

export function keepClaims(ownerTag: Uint8Array, digest: Uint8Array, claims: readonly Claim[]): void {
  const key = keyOf(ownerTag);
  kept.delete(key);
  if (claims.length < worthKeeping) return;
  kept.set(key, { digest, claims });
  if (kept.size > capacity) {
    const [oldest] = kept.keys();
    if (oldest !== undefined) kept.delete(oldest);
  }
}
