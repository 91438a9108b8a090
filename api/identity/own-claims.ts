import type { Tx } from '../platform/database/database.ts';
import type { AliasId, ConsultationId, PhysicianId } from '../platform/ids.ts';
import { forgetClaims, keepClaims, recallClaims, rowKey } from './claim-cache.ts';
import {
  CLAIM_CIPHERTEXT_BYTES,
  CLAIM_NONCE_BYTES,
  type Claim,
  type ClaimRow,
  decryptClaim,
  ownerTag,
} from './crypto/claim-cipher.ts';
import type { Keyring } from './crypto/keyring.ts';

export type { Claim };

/**
 * All aliases of one physician. Only ever on her own behalf: her posts, her "is this mine", her export, her erasure.
 * An alias that does not exist (a post that was never finished) can be among them. The same array as before while nothing
 * has changed.
 * @throws ClaimError if a claim of hers was altered or written under another keyring.
 */
export async function listOwnClaims(
  db: Tx,
  keyring: Keyring,
  physician: PhysicianId,
): Promise<readonly Claim[]> {
  const tag = Uint8Array.from(ownerTag(keyring, physician));
  const known = recallClaims(tag);
  const { digest, packed } = await readClaims(db, tag, known?.digest ?? null);
  if (known && packed === null) return known.claims;
  const byRow = new Map(
    cutRows(packed).map((bytes) => {
      const key = rowKey(bytes);
      return [key, known?.byRow.get(key) ?? decryptClaim(keyring, parseRow(tag, bytes))];
    }),
  );
  const claims = [...byRow.values()];
  keepClaims(tag, { digest, byRow, claims });
  return claims;
}

/**
 * The alias that this physician already wears in this consultation, or null.
 * @param except one that is about to be made, so that there is nothing to ask of it.
 */
export async function findOwnAlias(
  db: Tx,
  keyring: Keyring,
  physician: PhysicianId,
  consultation: ConsultationId,
  except?: AliasId,
): Promise<AliasId | null> {
  const claims = await listOwnClaims(db, keyring, physician);
  const hers = claims.filter((claim) => claim.consultation === consultation && claim.alias !== except);
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
  forgetClaims(tag);
  if (which === 'all') return (await db.claim.deleteMany({ where: { ownerTag: tag } })).count;
  const aliases = new Set(which);
  const rows = cutRows((await readClaims(db, tag, null)).packed).map((bytes) => parseRow(tag, bytes));
  const ids = rows.filter((row) => aliases.has(decryptClaim(keyring, row).alias)).map((row) => row.id);
  return (await db.claim.deleteMany({ where: { id: { in: ids } } })).count;
}

const idBytes = 16;
const rowBytes = idBytes + CLAIM_NONCE_BYTES + CLAIM_CIPHERTEXT_BYTES;

/**
 * One row whatever the number of claims: a physician with two thousand must not wait for two thousand objects. They come
 * as they stand in the table: sorting them there would take longer than sending them anew where that has changed.
 * @param known a digest of rows that need not be sent again: then `packed` is null.
 */
async function readClaims(
  db: Tx,
  tag: Uint8Array<ArrayBuffer>,
  known: Uint8Array<ArrayBuffer> | null,
): Promise<{ digest: Uint8Array<ArrayBuffer>; packed: Uint8Array | null }> {
  // OFFSET 0 keeps the digest from being computed twice, and unlike MATERIALIZED copies nothing.
  const [result] = await db.$queryRaw<{ digest: Uint8Array<ArrayBuffer>; packed: Uint8Array | null }[]>`
    SELECT digest, CASE WHEN digest IS DISTINCT FROM ${known}::bytea THEN packed END AS packed
    FROM (
      SELECT packed, sha256(packed) AS digest
      FROM (
        SELECT COALESCE(string_agg(uuid_send(id) || nonce || ciphertext, ''::bytea), ''::bytea) AS packed
        FROM vault.claim WHERE owner_tag = ${tag}
      ) mine
      OFFSET 0
    ) digested`;
  if (!result) throw new Error('no answer');
  return result;
}

/** By their random ids: where they stand in the table tells the order in which they were written. */
function cutRows(packed: Uint8Array | null): Buffer[] {
  if (packed === null || packed.length % rowBytes !== 0) throw new Error('a claim of another size');
  const bytes = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength);
  return Array.from({ length: bytes.length / rowBytes }, (_, at) =>
    bytes.subarray(at * rowBytes, (at + 1) * rowBytes),
  ).sort(Buffer.compare);
}

function parseRow(tag: Uint8Array, bytes: Buffer): ClaimRow {
  return {
    id: uuidText(bytes.subarray(0, idBytes)),
    ownerTag: tag,
    nonce: bytes.subarray(idBytes, idBytes + CLAIM_NONCE_BYTES),
    ciphertext: bytes.subarray(idBytes + CLAIM_NONCE_BYTES),
  };
}

function uuidText(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
