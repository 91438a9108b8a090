import type { Claim } from './crypto/claim-cipher.ts';
import { equalBytes } from './crypto/digest.ts';

/** Fewer are decrypted anew each time: about 0.04 ms each. */
const worthKeeping = 100;
const capacity = 50;

/**
 * The decrypted claims of the few physicians who have very many, so that a feed does not take a tenth of a second of
 * computing for each of them. An entry counts only while the rows are byte for byte those that it was made from;
 * whoever can read this memory can read the keyring beside it.
 */
const kept = new Map<string, { packed: Uint8Array; claims: readonly Claim[] }>();

export function decryptOnce(
  ownerTag: Uint8Array,
  packed: Uint8Array,
  count: number,
  decrypt: () => Claim[],
): readonly Claim[] {
  if (count < worthKeeping) return decrypt();
  const key = Buffer.from(ownerTag).toString('base64url');
  const known = kept.get(key);
  kept.delete(key);
  const entry = known && equalBytes(known.packed, packed) ? known : { packed, claims: decrypt() };
  // Set again, it is the youngest: the first key of the map is the one to go.
  kept.set(key, entry);
  if (kept.size > capacity) {
    const [oldest] = kept.keys();
    if (oldest !== undefined) kept.delete(oldest);
  }
  return entry.claims;
}
