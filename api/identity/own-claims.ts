import type { Tx } from '../platform/database/database.ts';
import type { AliasId, ConsultationId, PhysicianId } from '../platform/ids.ts';
import { decryptOnce } from './claim-cache.ts';
import {
  CLAIM_CIPHERTEXT_BYTES,
  CLAIM_NONCE_BYTES,
  type Claim,
  type ClaimRow,
  decryptClaim,
  ownerTag,
} from './crypto/claim-cipher.ts';
import type { Keyring } from './crypto/keyring.ts';

/**
 * All aliases of one physician. Only ever on her own behalf: her posts, her "is this mine", her export, her erasure.
 * An alias that does not exist (a post that was never finished) can be among them.
 * @throws ClaimError if a claim of hers was altered or written under another keyring.
 */
export async function listOwnClaims(db: Tx, keyring: Keyring, physician: PhysicianId): Promise<Claim[]> {
  const { tag, packed, rows } = await readClaims(db, keyring, physician);
  const decrypt = () => rows.map((row) => decryptClaim(keyring, row));
  return [...decryptOnce(tag, packed, rows.length, decrypt)];
}

/** The alias that this physician already wears in this consultation, or null. */
export async function findOwnAlias(
  db: Tx,
  keyring: Keyring,
  physician: PhysicianId,
  consultation: ConsultationId,
): Promise<AliasId | null> {
  const claims = await listOwnClaims(db, keyring, physician);
  const hers = claims.filter((claim) => claim.consultation === consultation);
  if (hers.length === 0) return null;
  // A post that failed between claim and content has left a claim whose alias does not exist.
  const existing = await db.alias.findFirst({
    where: { id: { in: hers.map((claim) => claim.alias) } },
    select: { id: true },
  });
  return (existing?.id ?? null) as AliasId | null;
}

/** Forgets the claims to some aliases, or to all. The posts can then no longer be found on the author's behalf. */
export async function deleteClaims(
  db: Tx,
  keyring: Keyring,
  physician: PhysicianId,
  which: readonly AliasId[] | 'all',
): Promise<number> {
  const tag = Uint8Array.from(ownerTag(keyring, physician));
  if (which === 'all') return (await db.claim.deleteMany({ where: { ownerTag: tag } })).count;
  const aliases = new Set(which);
  const { rows } = await readClaims(db, keyring, physician);
  const ids = rows.filter((row) => aliases.has(decryptClaim(keyring, row).alias)).map((row) => row.id);
  return (await db.claim.deleteMany({ where: { id: { in: ids } } })).count;
}

const idBytes = 16;
const rowBytes = idBytes + CLAIM_NONCE_BYTES + CLAIM_CIPHERTEXT_BYTES;

/** One row whatever the number of claims: a physician with two thousand must not wait for two thousand objects. */
async function readClaims(
  db: Tx,
  keyring: Keyring,
  physician: PhysicianId,
): Promise<{ tag: Uint8Array; packed: Uint8Array; rows: ClaimRow[] }> {
  const tag = Uint8Array.from(ownerTag(keyring, physician));
  const [result] = await db.$queryRaw<{ packed: Uint8Array | null }[]>`
    SELECT string_agg(uuid_send(id) || nonce || ciphertext, ''::bytea) AS packed
    FROM vault.claim WHERE owner_tag = ${tag}`;
  const packed = result?.packed ?? new Uint8Array();
  if (packed.length % rowBytes !== 0) throw new Error('a claim of another size');
  const rows = Array.from({ length: packed.length / rowBytes }, (_, at) => {
    const row = packed.subarray(at * rowBytes, (at + 1) * rowBytes);
    return {
      id: uuidText(row.subarray(0, idBytes)),
      ownerTag: tag,
      nonce: row.subarray(idBytes, idBytes + CLAIM_NONCE_BYTES),
      ciphertext: row.subarray(idBytes + CLAIM_NONCE_BYTES),
    };
  });
  return { tag, packed, rows };
}

function uuidText(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
