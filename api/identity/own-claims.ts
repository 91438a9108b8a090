import { Prisma } from '../../prisma/client/client.ts';
import type { Tx } from '../platform/database/database.ts';
import type { AliasId, ConsultationId, PhysicianId } from '../platform/ids.ts';
import { forgetClaims, type KnownClaims, keepClaims, recallClaims } from './claim-cache.ts';
import { type Claim, type ClaimRow, claimTag, decryptClaim } from './crypto/claim-cipher.ts';
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
  return (await readOwnClaims(db, keyring, physician)).claims;
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

/**
 * Forgets all claims of a physician: her posts can then no longer be found on her behalf.
 * @param tx in which nothing was done before: the night's rewriting of the claims and this must not overtake each other.
 * @returns how many there were.
 */
export async function deleteOwnClaims(tx: Tx, keyring: Keyring, physician: PhysicianId): Promise<number> {
  forgetClaims(keyring, physician);
  await tx.$executeRaw`LOCK TABLE vault.claim IN ROW EXCLUSIVE MODE`;
  const salt = await readSalt(tx);
  let deleted = 0;
  for (const numbers of windows()) {
    const tags = numbers.map((number) => claimTag(keyring, salt, physician, number));
    const count = await tx.$executeRaw`DELETE FROM vault.claim WHERE tag IN (${Prisma.join(tags)})`;
    if (count === 0) break;
    deleted += count;
  }
  return deleted;
}

/** So many next ones are looked for where her claims are known: written by another process, or another request. */
const lookedAhead = 4;
/** So many are read at once where they are not known. Whole windows have a claim missing only where a database was lost. */
const windowSize = 64;

/** Numbers from `start` on, a window after the other. */
export function* windows(start = 0): Generator<number[]> {
  for (let from = start; ; from += windowSize) yield Array.from({ length: windowSize }, (_, at) => from + at);
}

/**
 * Her claims, and under which number the next one goes. Where they are known, one statement that is the same for everybody
 * asks whether there are more, and whether it is still the same night.
 */
export async function readOwnClaims(db: Tx, keyring: Keyring, physician: PhysicianId): Promise<KnownClaims> {
  const known = recallClaims(keyring, physician);
  if (!known) return readAll(db, keyring, physician, await readSalt(db));
  const numbers = Array.from({ length: lookedAhead }, (_, at) => known.nextNumber + at);
  const { salt, rows } = await readRows(db, keyring, known.salt, physician, numbers);
  if (Buffer.compare(salt, known.salt) !== 0) return readAll(db, keyring, physician, salt);
  if (rows.size === 0) return known;
  return readAll(db, keyring, physician, salt, known);
}

/** Window by window, until one is empty. */
async function readAll(
  db: Tx,
  keyring: Keyring,
  physician: PhysicianId,
  salt: Uint8Array<ArrayBuffer>,
  known?: KnownClaims,
): Promise<KnownClaims> {
  const claims = [...(known?.claims ?? [])];
  let nextNumber = known?.nextNumber ?? 0;
  for (const numbers of windows(nextNumber)) {
    const read = await readRows(db, keyring, salt, physician, numbers);
    // The night came between.
    if (Buffer.compare(read.salt, salt) !== 0) return readAll(db, keyring, physician, read.salt);
    for (const [number, row] of read.rows) {
      claims.push(decryptClaim(keyring, row));
      nextNumber = Math.max(nextNumber, number + 1);
    }
    if (read.rows.size === 0) break;
  }
  const all = { salt, claims, nextNumber };
  keepClaims(keyring, physician, all);
  return all;
}

/** Those of her claims with these numbers, by number, in their order; and the salt of the night in which they stand. */
async function readRows(
  db: Tx,
  keyring: Keyring,
  salt: Uint8Array,
  physician: PhysicianId,
  numbers: readonly number[],
): Promise<{ salt: Uint8Array<ArrayBuffer>; rows: Map<number, ClaimRow> }> {
  const tags = numbers.map((number) => claimTag(keyring, salt, physician, number));
  const found = await db.$queryRaw<
    { salt: Uint8Array<ArrayBuffer>; id: string | null; tag: Buffer; nonce: Buffer; ciphertext: Buffer }[]
  >`
    SELECT night.salt, claim.id, claim.tag, claim.nonce, claim.ciphertext
    FROM vault.claim_night night LEFT JOIN vault.claim ON claim.tag IN (${Prisma.join(tags)}) AND NOT claim.by_owner`;
  const [first] = found;
  if (!first) throw new Error('there is no night');
  const byTag = new Map(
    found.flatMap(({ id, ...row }) => (id === null ? [] : [[keyOf(row.tag), { id, ...row }]])),
  );
  const rows = numbers.flatMap((number, at) => {
    const row = byTag.get(keyOf(tags[at] ?? new Uint8Array()));
    return row ? [[number, row] as const] : [];
  });
  return { salt: first.salt, rows: new Map(rows) };
}

const keyOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

/** What the tags of all claims are made with until the next night. */
export async function readSalt(db: Tx): Promise<Uint8Array<ArrayBuffer>> {
  const { salt } = await db.claimNight.findFirstOrThrow({ select: { salt: true } });
  return salt;
}
