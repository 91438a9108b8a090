import { setImmediate } from 'node:timers/promises';
import { Prisma } from '../../prisma/client/client.ts';
import type { Clock } from '../platform/clock.ts';
import type { Tx } from '../platform/database/database.ts';
import { systemRandom } from './crypto/bytes.ts';
import type { PreparedEpoch } from './crypto/epoch.ts';
import { drawEphemeral, type SealEphemeral, sealInSteps } from './crypto/seal.ts';
import { requireCurrentEpoch } from './epochs.ts';
import { type Authorship, type ClaimReceipt, receiptLifetimeInMs } from './write-claim.ts';

/** A seal that has been computed and not yet stored. */
export type PreparedSeal = Readonly<Prisma.SealCreateManyInput>;

/**
 * Ephemerals for the next seals. Each is replaced a while after it was taken, when the post of its seal has been
 * answered.
 */
const stock: SealEphemeral[] = [];
let ordered = 0;
const stockSize = 4;
const replaceAfterMs = 50;

function takeEphemeral(epoch: PreparedEpoch): SealEphemeral {
  // Just after a ceremony some were ordered under the old epoch and some under the new one.
  if (stock.some((drawn) => drawn.epoch !== epoch)) stock.length = 0;
  const taken = stock.pop() ?? drawEphemeral(epoch);
  while (stock.length + ordered < stockSize) orderEphemeral(epoch);
  return taken;
}

function orderEphemeral(epoch: PreparedEpoch): void {
  ordered += 1;
  setTimeout(() => {
    ordered -= 1;
    stock.push(drawEphemeral(epoch));
  }, replaceAfterMs).unref();
}

/** The computing of a seal, a few steps while the database is being waited for anyway. */
export async function prepareSeal(
  epoch: PreparedEpoch,
  { alias, consultation, physician }: Authorship,
): Promise<PreparedSeal> {
  const steps = sealInSteps(epoch, { alias, consultation }, physician, systemRandom, takeEphemeral(epoch));
  for (;;) {
    // Lets what the database has answered, or is to be asked, go first.
    await setImmediate();
    const { done, value: seal } = steps.next();
    if (!done) continue;
    return {
      aliasId: alias,
      epoch: seal.epoch,
      ephemeral: Uint8Array.from(seal.ephemeral),
      nonce: Uint8Array.from(seal.nonce),
      ciphertext: Uint8Array.from(seal.ciphertext),
    };
  }
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
  const seals = await Promise.all(receipts.map((receipt) => prepareSeal(epoch, receipt)));
  await tx.seal.createMany({ data: seals });
}

function requireFresh(clock: Clock, receipts: readonly ClaimReceipt[]): void {
  const oldest = clock.now().getTime() - receiptLifetimeInMs;
  if (receipts.some((receipt) => receipt.writtenAt < oldest))
    throw new Error('the claim is too old to seal on');
}
