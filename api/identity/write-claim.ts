import type { Clock } from '../platform/clock.ts';
import type { Tx } from '../platform/database/database.ts';
import { type AliasId, type ConsultationId, newId, type PhysicianId } from '../platform/ids.ts';
import { expectClaim } from './claim-cache.ts';
import { encryptClaim, ownerTag } from './crypto/claim-cipher.ts';
import type { Keyring } from './crypto/keyring.ts';
import { findCurrentEpoch } from './epochs.ts';

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

/** A claim that has been encrypted and not yet written. */
export type ClaimDraft = Authorship & { readonly row: ReturnType<typeof makeRow> };

export const draftClaim = (keyring: Keyring, authorship: Authorship): ClaimDraft => ({
  ...authorship,
  row: makeRow(keyring, authorship),
});

/**
 * Writes down, readable with the service keyring only, that an alias will be this physician's.
 *
 * Call it before the transaction that inserts the content and outside of it, with a connection and not a transaction:
 * rows written by one transaction can be told from its id, and would tie the claim to the alias (ANONYMITY 50).
 * If the content then never comes, the claim is harmless and the nightly sweep takes it away.
 */
export async function writeClaim(
  db: Tx,
  clock: Clock,
  { row: draft, ...authorship }: ClaimDraft,
): Promise<ClaimReceipt> {
  const { id, ownerTag: tag, nonce, ciphertext } = draft;
  // The disk is not waited for: the log is written in order, so whoever finds the content's transaction after a crash
  // finds this one too, and without the content the claim is nobody's loss.
  const [row] = await db.$queryRaw<{ epoch: number | null }[]>`
    WITH durability AS (SELECT set_config('synchronous_commit', 'off', true))
    INSERT INTO vault.claim (id, owner_tag, nonce, ciphertext)
    SELECT ${id}::uuid, ${tag}::bytea, ${nonce}::bytea, ${ciphertext}::bytea FROM durability
    RETURNING (SELECT max(number) FROM vault.epoch) AS epoch`;
  const { alias, consultation } = authorship;
  const bytes = Buffer.concat([Buffer.from(id.replaceAll('-', ''), 'hex'), nonce, ciphertext]);
  expectClaim(tag, bytes, { alias, consultation });
  return { ...authorship, writtenAt: clock.now().getTime(), epoch: row?.epoch ?? null } as ClaimReceipt;
}

/** As `writeClaim`, for many at once (seeding). */
export async function writeClaims(
  db: Tx,
  keyring: Keyring,
  clock: Clock,
  authorships: readonly Authorship[],
): Promise<ClaimReceipt[]> {
  await db.claim.createMany({ data: authorships.map((authorship) => makeRow(keyring, authorship)) });
  const written = { writtenAt: clock.now().getTime(), epoch: (await findCurrentEpoch(db))?.epoch ?? null };
  return authorships.map((authorship) => ({ ...authorship, ...written }) as ClaimReceipt);
}

function makeRow(keyring: Keyring, { physician, alias, consultation }: Authorship) {
  const row = { id: newId(), ownerTag: ownerTag(keyring, physician) };
  const claim = encryptClaim(keyring, row, { alias, consultation });
  return {
    id: claim.id,
    ownerTag: Uint8Array.from(claim.ownerTag),
    nonce: Uint8Array.from(claim.nonce),
    ciphertext: Uint8Array.from(claim.ciphertext),
  };
}
