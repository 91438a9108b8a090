import type { Clock } from '../platform/clock.ts';
import type { Tx } from '../platform/database/database.ts';
import { makeSeal } from './crypto/seal.ts';
import { requireCurrentEpoch } from './epochs.ts';
import { type ClaimReceipt, receiptLifetimeInMs } from './write-claim.ts';

/**
 * Seals the author of a new alias to the technical admins. In the transaction that inserts the alias and its content:
 * no anonymous content without a seal. The service's role can insert seals and never read them.
 * @throws Refusal ANONYMITY_UNAVAILABLE before the first ceremony.
 * @throws Error if the claim was written too long ago, so that the sweep might have taken it.
 */
export async function sealAuthor(tx: Tx, clock: Clock, receipt: ClaimReceipt): Promise<void> {
  await sealAuthors(tx, clock, [receipt]);
}

/** As `sealAuthor`, for many at once (seeding). About 1.5 ms of computing each. */
export async function sealAuthors(tx: Tx, clock: Clock, receipts: readonly ClaimReceipt[]): Promise<void> {
  const epoch = await requireCurrentEpoch(tx);
  const oldest = clock.now().getTime() - receiptLifetimeInMs;
  if (receipts.some((receipt) => receipt.writtenAt < oldest))
    throw new Error('the claim is too old to seal on');
  // createMany inserts without RETURNING, which this role could not do.
  await tx.seal.createMany({
    data: receipts.map(({ alias, consultation, physician }) => {
      const seal = makeSeal(epoch, { alias, consultation }, physician);
      return {
        aliasId: alias,
        epoch: seal.epoch,
        ephemeral: Uint8Array.from(seal.ephemeral),
        nonce: Uint8Array.from(seal.nonce),
        ciphertext: Uint8Array.from(seal.ciphertext),
      };
    }),
  });
}
