import type { LookupTx, Tx } from '../platform/database/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { toText } from './crypto/bytes.ts';
import { equalBytes } from './crypto/digest.ts';
import { type EpochPublic, type PreparedEpoch, prepareEpoch } from './crypto/epoch.ts';

const columns = { number: true, threshold: true, shares: true, groupKey: true, commitments: true } as const;
type EpochRow = {
  number: number;
  threshold: number;
  shares: number;
  groupKey: Uint8Array;
  commitments: Uint8Array[];
};

/** Preparing takes tens of milliseconds; an epoch with the same key is prepared once per process. */
const prepared = new Map<number, PreparedEpoch>();

/** The newest epoch, under which new seals are made; null before the first ceremony. */
export async function findCurrentEpoch(tx: Tx | LookupTx): Promise<PreparedEpoch | null> {
  const row = await tx.epoch.findFirst({ orderBy: { number: 'desc' }, select: columns });
  return row ? prepare(row) : null;
}

export async function findEpoch(tx: Tx | LookupTx, number: number): Promise<PreparedEpoch | null> {
  const row = await tx.epoch.findUnique({ where: { number }, select: columns });
  return row ? prepare(row) : null;
}

/** @throws Refusal ANONYMITY_UNAVAILABLE before the first ceremony: without a seal nobody writes anonymously. */
export async function requireCurrentEpoch(tx: Tx | LookupTx): Promise<PreparedEpoch> {
  const epoch = await findCurrentEpoch(tx);
  if (!epoch) throw Refusal.notAllowed('ANONYMITY_UNAVAILABLE');
  return epoch;
}

/** The epoch that each connection pool has sealed under last. */
const latest = new WeakMap<Tx | LookupTx, PreparedEpoch>();

/**
 * The epoch that is most likely the current one, without asking where one is known: before its seal is stored the claim
 * tells whether it still is, see `ClaimReceipt`.
 * @throws Refusal ANONYMITY_UNAVAILABLE before the first ceremony.
 */
export async function expectCurrentEpoch(tx: Tx): Promise<PreparedEpoch> {
  return latest.get(tx) ?? (await renewExpectedEpoch(tx));
}

/** Asks which epoch is the current one, and expects it from now on. @throws Refusal ANONYMITY_UNAVAILABLE */
export async function renewExpectedEpoch(tx: Tx): Promise<PreparedEpoch> {
  const epoch = await requireCurrentEpoch(tx);
  latest.set(tx, epoch);
  return epoch;
}

/** As it is published: to the browser, and in share files. */
export function toPublic(epoch: PreparedEpoch): EpochPublic {
  return {
    version: 1,
    epoch: epoch.epoch,
    threshold: epoch.threshold,
    shares: epoch.shares,
    groupKey: toText(epoch.groupKeyBytes),
    commitments: epoch.commitmentBytes.map(toText),
  };
}

function prepare(row: EpochRow): PreparedEpoch {
  const known = prepared.get(row.number);
  const same =
    known &&
    known.threshold === row.threshold &&
    known.shares === row.shares &&
    known.commitmentBytes.length === row.commitments.length &&
    row.commitments.every((bytes, at) => equalBytes(bytes, known.commitmentBytes[at] ?? new Uint8Array()));
  if (same) return known;
  const epoch = prepareEpoch({
    version: 1,
    epoch: row.number,
    threshold: row.threshold,
    shares: row.shares,
    groupKey: toText(row.groupKey),
    commitments: row.commitments.map(toText),
  });
  prepared.set(row.number, epoch);
  return epoch;
}
