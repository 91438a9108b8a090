import type { PhysicianGrant } from '../access/grants.ts';
import { countVerified } from '../accounts/data.ts';
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
  return writeClaim(db, services.keyring, services.clock, {
    physician: grant.physicianId,
    alias: newId<AliasId>(),
    consultation,
  });
}

/**
 * The physician's alias in a consultation, made now unless she has one: one per person and consultation.
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
  const highest = await tx.alias.aggregate({
    where: { consultationId: consultation },
    _max: { number: true },
  });
  await makeAlias(tx, services, grant, receipt, (highest._max.number ?? 0) + 1);
  return receipt.alias;
}

/**
 * Inserts alias and seal. It shows the author's specialty only where so many verified physicians share it that she is
 * one of many; decided once, so that nobody's coming or going changes it later.
 * @param number 0 for the asker of an anonymous question; colleagues count from 1.
 */
export async function makeAlias(
  tx: Tx,
  services: Services,
  grant: PhysicianGrant,
  receipt: ClaimReceipt,
  number: number,
): Promise<void> {
  const { specialtyCode } = grant;
  const shared = specialtyCode ? await countVerified(tx, specialtyCode) : 0;
  await tx.alias.createMany({
    data: [
      {
        id: receipt.alias,
        consultationId: receipt.consultation,
        number,
        specialtyCode: shared >= services.config.anonymityThreshold ? specialtyCode : null,
      },
    ],
  });
  await sealAuthor(tx, services.clock, receipt);
}
