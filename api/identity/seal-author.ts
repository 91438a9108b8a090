import { Prisma } from '../../prisma/client/client.ts';
import type { Clock } from '../platform/clock.ts';
import type { Tx } from '../platform/database/database.ts';
import { systemRandom } from './crypto/bytes.ts';
import type { PreparedEpoch } from './crypto/epoch.ts';
import { drawEphemeral, makeSeal, type SealEphemeral } from './crypto/seal.ts';
import { requireCurrentEpoch } from './epochs.ts';
import { type Authorship, type ClaimReceipt, receiptLifetimeInMs } from './write-claim.ts';

/** A seal that has been computed and not yet stored. */
export type PreparedSeal = Readonly<Prisma.SealCreateManyInput>;

/** The next seal's ephemeral, computed when the post of this one has most likely been answered. */
let ahead: SealEphemeral | null = null;
let isRefilling = false;
const refillAfterMs = 6;

function takeEphemeral(epoch: PreparedEpoch): SealEphemeral {
  const taken = ahead?.epoch === epoch ? ahead : drawEphemeral(epoch);
  ahead = null;
  if (!isRefilling) {
    isRefilling = true;
    setTimeout(() => {
      isRefilling = false;
      ahead ??= drawEphemeral(epoch);
    }, refillAfterMs).unref();
  }
  return taken;
}

/** The computing of a seal, about a millisecond; where the database is being waited for anyway. */
export function prepareSeal(
  epoch: PreparedEpoch,
  { alias, consultation, physician }: Authorship,
): PreparedSeal {
  const seal = makeSeal(epoch, { alias, consultation }, physician, systemRandom, takeEphemeral(epoch));
  return {
    aliasId: alias,
    epoch: seal.epoch,
    ephemeral: Uint8Array.from(seal.ephemeral),
    nonce: Uint8Array.from(seal.nonce),
    ciphertext: Uint8Array.from(seal.ciphertext),
  };
}

/**
 * The statement that stores the seal of a new alias, made under the epoch of a moment ago. Together with the alias and
 * its content: no anonymous content without a seal. The service's role can insert seals and never read them.
 * @throws Error if the seal is another alias's, or the claim was written so long ago that the sweep might have taken it.
 */
export function sealInsertion(clock: Clock, receipt: ClaimReceipt, seal: PreparedSeal): Prisma.Sql {
  if (seal.aliasId !== receipt.alias) throw new Error('the seal of another alias');
  requireFresh(clock, [receipt]);
  return Prisma.sql`
    INSERT INTO vault.seal (alias_id, epoch, ephemeral, nonce, ciphertext)
    VALUES (${seal.aliasId}::uuid, ${seal.epoch}::int, ${seal.ephemeral}::bytea, ${seal.nonce}::bytea,
      ${seal.ciphertext}::bytea)`;
}

/**
 * Computes and stores the seal of a new alias, see `sealInsertion`.
 * @throws Refusal ANONYMITY_UNAVAILABLE before the first ceremony.
 * @throws Error if the claim was written too long ago, so that the sweep might have taken it.
 */
export async function sealAuthor(tx: Tx, clock: Clock, receipt: ClaimReceipt): Promise<void> {
  await sealAuthors(tx, clock, [receipt]);
}

/** As `sealAuthor`, for many at once (seeding). */
export async function sealAuthors(tx: Tx, clock: Clock, receipts: readonly ClaimReceipt[]): Promise<void> {
  const epoch = await requireCurrentEpoch(tx);
  requireFresh(clock, receipts);
  // createMany inserts without RETURNING, which this role could not do.
  await tx.seal.createMany({ data: receipts.map((receipt) => prepareSeal(epoch, receipt)) });
}

function requireFresh(clock: Clock, receipts: readonly ClaimReceipt[]): void {
  const oldest = clock.now().getTime() - receiptLifetimeInMs;
  if (receipts.some((receipt) => receipt.writtenAt < oldest))
    throw new Error('the claim is too old to seal on');
}
