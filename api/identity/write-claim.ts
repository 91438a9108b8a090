import type { Clock } from '../platform/clock.ts';
import type { Tx } from '../platform/database/database.ts';
import { type AliasId, type ConsultationId, newId, type PhysicianId } from '../platform/ids.ts';
import { addClaim, recallClaims } from './claim-cache.ts';
import { claimTag, encryptClaim } from './crypto/claim-cipher.ts';
import type { Keyring } from './crypto/keyring.ts';
import { findCurrentEpoch } from './epochs.ts';
import { readOwnClaims } from './own-claims.ts';

/** Whose alias an anonymous post is about to bear. */
export type Authorship = { physician: PhysicianId; alias: AliasId; consultation: ConsultationId };

declare const written: unique symbol;

/** Proof that the claim has been written, without which there is no seal: the author can always find her post. */
export type ClaimReceipt = Authorship & {
  readonly [written]: true;
  readonly writtenAt: number;
  /** The newest epoch at that moment; null before the first ceremony. */
  readonly epoch: number | null;
};

/** How long after its claim an alias may be made; the nightly sweep relies on it. */
export const receiptLifetimeInMs = 10 * 60 * 1000;

/**
 * Writes down, readable with the service keyring only, that an alias will be this physician's.
 *
 * Call it before the transaction that inserts the content and outside of it, with a connection and not a transaction:
 * rows written by one transaction can be told from its id, and would tie the claim to the alias (ANONYMITY 50).
 * If the content then never comes, the claim is harmless and the nightly sweep takes it away.
 */
export async function writeClaim(
  db: Tx,
  keyring: Keyring,
  clock: Clock,
  authorship: Authorship,
): Promise<ClaimReceipt> {
  const { physician, alias, consultation } = authorship;
  // Where they are known nothing is asked: if the number is taken by now, or the night has come, nothing is written.
  let next = recallClaims(keyring, physician) ?? (await readOwnClaims(db, keyring, physician));
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    const row = makeRow(keyring, next.salt, next.nextNumber, authorship);
    // The disk is not waited for: the log is written in order, so whoever finds the content's transaction after a crash
    // finds this one too, and without the content the claim is nobody's loss.
    const [written] = await db.$queryRaw<{ epoch: number | null }[]>`
      WITH durability AS (SELECT set_config('synchronous_commit', 'off', true))
      INSERT INTO vault.claim (id, tag, nonce, ciphertext)
      SELECT ${row.id}::uuid, ${row.tag}::bytea, ${row.nonce}::bytea, ${row.ciphertext}::bytea
      FROM durability, vault.claim_night night WHERE night.salt = ${next.salt}::bytea
      ON CONFLICT (tag) WHERE NOT by_owner DO NOTHING
      RETURNING (SELECT max(number) FROM vault.epoch) AS epoch`;
    if (written) {
      addClaim(keyring, physician, { salt: next.salt, number: next.nextNumber }, { alias, consultation });
      return { ...authorship, writtenAt: clock.now().getTime(), epoch: written.epoch } as ClaimReceipt;
    }
    next = await readOwnClaims(db, keyring, physician);
  }
  throw new Error('the claim finds no place');
}

/** Each time another of her own requests has taken the number, or the night came. */
const mostAttempts = 50;

/** As `writeClaim`, for many at once (seeding), while nobody else writes. */
export async function writeClaims(
  db: Tx,
  keyring: Keyring,
  clock: Clock,
  authorships: readonly Authorship[],
): Promise<ClaimReceipt[]> {
  for (const [physician, hers] of Map.groupBy(authorships, (authorship) => authorship.physician)) {
    const { salt, nextNumber } = await readOwnClaims(db, keyring, physician);
    const rows = hers.map((authorship, at) => makeRow(keyring, salt, nextNumber + at, authorship));
    await db.claim.createMany({ data: rows });
  }
  const written = { writtenAt: clock.now().getTime(), epoch: (await findCurrentEpoch(db))?.epoch ?? null };
  return authorships.map((authorship) => ({ ...authorship, ...written }) as ClaimReceipt);
}

function makeRow(
  keyring: Keyring,
  salt: Uint8Array,
  number: number,
  { physician, alias, consultation }: Authorship,
) {
  const tag = claimTag(keyring, salt, physician, number);
  const claim = encryptClaim(keyring, { id: newId(), tag }, { alias, consultation });
  return {
    id: claim.id,
    tag,
    nonce: Uint8Array.from(claim.nonce),
    ciphertext: Uint8Array.from(claim.ciphertext),
  };
}
