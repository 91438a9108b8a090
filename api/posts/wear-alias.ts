import type { PhysicianGrant } from '../access/grants.ts';
import { readCensus } from '../anonymity/census.ts';
import { chooseShown } from '../anonymity/policy.ts';
import { requireCurrentEpoch } from '../identity/epochs.ts';
import { findOwnAlias } from '../identity/own-claims.ts';
import { sealAuthor } from '../identity/seal-author.ts';
import { type ClaimReceipt, writeClaim } from '../identity/write-claim.ts';
import type { Tx } from '../platform/database/database.ts';
import { type AliasId, type ConsultationId, newId } from '../platform/ids.ts';
import type { Services } from '../services.ts';

/**
 * Writes the claim to an alias that the next transaction is to make. On a connection of its own, before that
 * transaction: the two must not be tied by a transaction's id (ANONYMITY 50), and a post whose author could not find
 * it again must not exist.
 * @throws Refusal ANONYMITY_UNAVAILABLE before the first ceremony.
 */
export async function claimAlias(
  services: Services,
  grant: PhysicianGrant,
  consultation: ConsultationId,
): Promise<ClaimReceipt> {
  const db = services.db.service;
  await requireCurrentEpoch(db);
  // The day's first: it must not go away with a transaction that fails.
  await readCensus(db, services.clock);
  return writeClaim(db, services.keyring, services.clock, {
    physician: grant.physicianId,
    alias: newId<AliasId>(),
    consultation,
  });
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
  receipt: ClaimReceipt,
): Promise<AliasId> {
  const { consultation } = receipt;
  const worn = await findOwnAlias(tx, services.keyring, grant.physicianId, consultation);
  if (worn) return worn;
  await makeAlias(tx, services, grant, receipt, null);
  return receipt.alias;
}

/**
 * Gives the next number to an alias that has none yet: the order in which colleagues appear to readers. Not before its
 * first post is published, since a number that is skipped tells that somebody waits. The consultation's row must be
 * locked.
 */
export async function numberAlias(tx: Tx, consultation: ConsultationId, alias: AliasId): Promise<void> {
  await tx.$executeRaw`
    UPDATE forum.alias SET number = (
      SELECT COALESCE(MAX(number), 0) + 1 FROM forum.alias WHERE consultation_id = ${consultation}::uuid)
    WHERE id = ${alias}::uuid AND number IS NULL`;
}

/**
 * Inserts alias and seal. It shows of its author what the anonymity meter has told her; decided once, so that nobody's
 * coming or going changes it later.
 * @param number 0 for the asker of an anonymous question; null for who has not appeared yet.
 */
export async function makeAlias(
  tx: Tx,
  services: Services,
  grant: PhysicianGrant,
  receipt: ClaimReceipt,
  number: 0 | null,
): Promise<void> {
  const census = await readCensus(tx, services.clock);
  const { specialtyCode } = chooseShown(census, grant.specialtyCode, services.config.anonymityThreshold);
  await tx.alias.createMany({
    data: [
      {
        id: receipt.alias,
        consultationId: receipt.consultation,
        number,
        specialtyCode,
      },
    ],
  });
  await sealAuthor(tx, services.clock, receipt);
}
