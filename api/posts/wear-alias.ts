import { setImmediate } from 'node:timers/promises';
import { Prisma } from '../../prisma/client/client.ts';
import type { PhysicianGrant } from '../access/grants.ts';
import { readCensus } from '../anonymity/census.ts';
import { chooseShown } from '../anonymity/policy.ts';
import { requireCurrentEpoch } from '../identity/epochs.ts';
import { findOwnAlias } from '../identity/own-claims.ts';
import { type PreparedSeal, prepareSeal, sealInsertion } from '../identity/seal-author.ts';
import { type ClaimReceipt, writeClaim } from '../identity/write-claim.ts';
import type { Tx } from '../platform/database/database.ts';
import { type AliasId, type ConsultationId, newId } from '../platform/ids.ts';
import type { Services } from '../services.ts';

/** An alias that has been claimed and sealed, and that the next transaction is to make. */
export interface ClaimedAlias {
  readonly receipt: ClaimReceipt;
  readonly seal: PreparedSeal;
  /** What it will show of its author, as the anonymity meter has told her. */
  readonly specialtyCode: string | null;
}

/**
 * Writes the claim to an alias that the next transaction is to make. On a connection of its own, before that
 * transaction: the two must not be tied by a transaction's id (ANONYMITY 50), and a post whose author could not find
 * it again must not exist. The seal is computed while the claim is under way.
 * @throws Refusal ANONYMITY_UNAVAILABLE before the first ceremony.
 */
export async function claimAlias(
  { db: { service: db }, keyring, clock, config }: Services,
  grant: PhysicianGrant,
  consultation: ConsultationId,
): Promise<ClaimedAlias> {
  // The day's first census must not go away with a transaction that fails.
  const [epoch, census] = await Promise.all([requireCurrentEpoch(db), readCensus(db, clock)]);
  const authorship = { physician: grant.physicianId, alias: newId<AliasId>(), consultation };
  const writing = writeClaim(db, keyring, clock, authorship);
  // Lets the claim reach the wire first. Its failure is this function's: it is waited for below.
  writing.catch(() => undefined);
  await setImmediate();
  const seal = prepareSeal(epoch, authorship);
  const { specialtyCode } = chooseShown(census, grant.specialtyCode, config.anonymityThreshold);
  return { receipt: await writing, seal, specialtyCode };
}

/**
 * The physician's alias in a consultation, made now unless she has one: one per person and consultation. It gets its
 * number when its first post appears, see `numberAlias`.
 *
 * The consultation's row must be locked. Of two posts that she sends at once each has written a claim; the second to
 * get the lock finds the alias of the first and wears it, and its own claim is swept.
 */
export async function wearAlias(
  tx: Tx,
  services: Services,
  grant: PhysicianGrant,
  claimed: ClaimedAlias,
): Promise<AliasId> {
  const { consultation, alias } = claimed.receipt;
  const worn = await findOwnAlias(tx, services.keyring, grant.physicianId, consultation);
  if (worn) return worn;
  await tx.$executeRaw(Prisma.sql`WITH ${aliasInsertions(services, claimed, null)} SELECT`);
  return alias;
}

/**
 * Gives the next number to an alias that has none yet: the order in which colleagues appear to readers. Not before its
 * first post is published, since a number that is skipped tells that somebody waits. The consultation's row must be
 * locked.
 */
export async function numberAlias(tx: Tx, consultation: ConsultationId, alias: AliasId): Promise<void> {
  await tx.$executeRaw`
    UPDATE forum.alias SET number = (
      SELECT GREATEST(MAX(other.number), MAX(c.highest_erased_alias), 0) + 1
      FROM forum.consultation c LEFT JOIN forum.alias other ON other.consultation_id = c.id
      WHERE c.id = ${consultation}::uuid)
    WHERE id = ${alias}::uuid AND number IS NULL`;
}

/**
 * The parts of a statement (in its WITH) that insert alias and seal. What the alias shows of its author was decided
 * once, so that nobody's coming or going changes it later.
 * @param number 0 for the asker of an anonymous question; null for who has not appeared yet.
 */
export function aliasInsertions(
  { clock }: Pick<Services, 'clock'>,
  { receipt, seal, specialtyCode }: ClaimedAlias,
  number: 0 | null,
): Prisma.Sql {
  return Prisma.sql`
    new_alias AS (
      INSERT INTO forum.alias (id, consultation_id, number, specialty_code)
      VALUES (${receipt.alias}::uuid, ${receipt.consultation}::uuid, ${number}::int, ${specialtyCode})),
    new_seal AS (${sealInsertion(clock, receipt, seal)})`;
}
