import { setImmediate } from 'node:timers/promises';
import { Prisma } from '../../prisma/client/client.ts';
import type { PhysicianGrant } from '../access/grants.ts';
import { readCensus } from '../anonymity/census.ts';
import { chooseShown } from '../anonymity/policy.ts';
import { expectCurrentEpoch, renewExpectedEpoch } from '../identity/epochs.ts';
import { findOwnAlias } from '../identity/own-claims.ts';
import { type PreparedSeal, prepareSeal, sealInsertion } from '../identity/seal-author.ts';
import { type Authorship, type ClaimReceipt, writeClaim } from '../identity/write-claim.ts';
import type { Tx } from '../platform/database/database.ts';
import { type AliasId, type ConsultationId, newId } from '../platform/ids.ts';
import type { Services } from '../services.ts';

/** An alias as it is to be. Nothing of it is in the database. */
export interface PreparedAlias {
  readonly authorship: Authorship;
  /** Its computing goes on. */
  readonly seal: Promise<PreparedSeal>;
  /** What it will show of its author, as the anonymity meter has told her. */
  readonly specialtyCode: string | null;
}

/** An alias that has been claimed and sealed, and that the next transaction is to make. */
export interface ClaimedAlias {
  readonly receipt: ClaimReceipt;
  readonly seal: PreparedSeal;
  readonly specialtyCode: string | null;
}

/**
 * Begins an alias while the database is asked whether its author may post at all; waited for where that is settled.
 * Outside of any transaction: the day's first census must not go away with one that fails.
 * @throws Refusal ANONYMITY_UNAVAILABLE before the first ceremony.
 */
export function beginAlias(
  services: Services,
  grant: PhysicianGrant,
  consultation: ConsultationId,
): Promise<PreparedAlias> {
  const preparing = prepareAlias(services, grant, consultation);
  // Who is refused for another reason never waits for it.
  preparing.catch(() => undefined);
  return preparing;
}

async function prepareAlias(
  { db: { service: db }, clock, config }: Services,
  grant: PhysicianGrant,
  consultation: ConsultationId,
): Promise<PreparedAlias> {
  // Lets what is asked of the database meanwhile reach the wire first.
  await setImmediate();
  const epoch = await expectCurrentEpoch(db);
  const census = await readCensus(db, clock);
  const authorship = { physician: grant.physicianId, alias: newId<AliasId>(), consultation };
  const { specialtyCode } = chooseShown(census, grant.specialtyCode, config.anonymityThreshold);
  const seal = prepareSeal(epoch, authorship);
  seal.catch(() => undefined);
  return { authorship, seal, specialtyCode };
}

/**
 * Writes the claim to an alias that the next transaction is to make. On a connection of its own, before that
 * transaction: the two must not be tied by a transaction's id (ANONYMITY 50), and a post whose author could not find
 * it again must not exist.
 */
export async function claimAlias(
  { db, keyring, clock }: Services,
  preparing: Promise<PreparedAlias>,
): Promise<ClaimedAlias> {
  const { authorship, seal: sealing, specialtyCode } = await preparing;
  const [receipt, seal] = await Promise.all([writeClaim(db.service, keyring, clock, authorship), sealing]);
  if (receipt.epoch === seal.epoch) return { receipt, seal, specialtyCode };
  // A ceremony was held since: nothing is sealed to a key that no longer is the newest.
  const newest = await renewExpectedEpoch(db.service);
  return { receipt, seal: await prepareSeal(newest, receipt), specialtyCode };
}

/** The alias that a post is to bear. */
export interface Worn {
  readonly aliasId: AliasId;
  /** What makes it, for the WITH of the statement that inserts the post; null where it exists already. */
  readonly making: Prisma.Sql | null;
}

/**
 * The physician's alias in a consultation, to be made with the post unless she has one: one per person and consultation.
 *
 * The consultation's row must be locked. Of two posts that she sends at once each has written a claim; the second to
 * get the lock finds the alias of the first and wears it, and its own claim is swept.
 * @param appears whether what she writes is published at once, see `numberAlias`.
 */
export async function wearAlias(
  tx: Tx,
  services: Services,
  grant: PhysicianGrant,
  claimed: ClaimedAlias,
  appears: boolean,
): Promise<Worn> {
  const { consultation, alias } = claimed.receipt;
  const worn = await findOwnAlias(tx, services.keyring, grant.physicianId, consultation, alias);
  if (!worn) return { aliasId: alias, making: aliasInsertions(services, claimed, appears ? 'next' : null) };
  if (appears) await numberAlias(tx, consultation, worn);
  return { aliasId: worn, making: null };
}

/**
 * Gives the next number to an alias that has none yet: the order in which colleagues appear to readers. Not before its
 * first post is published, since a number that is skipped tells that somebody waits. The consultation's row must be
 * locked.
 */
export async function numberAlias(tx: Tx, consultation: ConsultationId, alias: AliasId): Promise<void> {
  await tx.$executeRaw`
    UPDATE forum.alias SET number = ${nextNumber(consultation)} WHERE id = ${alias}::uuid AND number IS NULL`;
}

const nextNumber = (consultation: ConsultationId) => Prisma.sql`(
  SELECT GREATEST(MAX(other.number), MAX(c.highest_erased_alias), 0) + 1
  FROM forum.consultation c LEFT JOIN forum.alias other ON other.consultation_id = c.id
  WHERE c.id = ${consultation}::uuid)`;

/**
 * The parts of a statement (in its WITH) that insert alias and seal. What the alias shows of its author was decided
 * once, so that nobody's coming or going changes it later.
 * @param number 0 for the asker of an anonymous question; null for who does not appear yet, see `numberAlias`.
 */
export function aliasInsertions(
  { clock }: Pick<Services, 'clock'>,
  { receipt, seal, specialtyCode }: ClaimedAlias,
  number: 0 | 'next' | null,
): Prisma.Sql {
  const { alias, consultation } = receipt;
  return Prisma.sql`
    new_alias AS (
      INSERT INTO forum.alias (id, consultation_id, number, specialty_code)
      VALUES (
        ${alias}::uuid, ${consultation}::uuid, ${number === 'next' ? nextNumber(consultation) : number}::int,
        ${specialtyCode})),
    new_seal AS (${sealInsertion(clock, receipt, seal)})`;
}
