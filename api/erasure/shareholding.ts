import type { Tx } from '../platform/database/database.ts';
import type { PhysicianId } from '../platform/ids.ts';

/** What the leaving of a share holder does to lookups. */
export interface Shareholding {
  /** She holds shares at all. */
  readonly holds: boolean;
  /** Without her nobody could open the seals that are being made now: a new ceremony must come first. */
  readonly indispensable: boolean;
  /** Without her nobody could open the seals of some earlier ceremony any more. She is warned, and may go. */
  readonly endsEarlier: boolean;
}

/**
 * Shares cannot be handed on: each was made for one person. Of the ceremony under which seals are made today enough
 * holders must remain, or no anonymous post, not even one that announces a danger, could be looked up from the moment
 * she leaves; a new ceremony takes minutes. An earlier ceremony cannot be held again, so its seals are no reason to keep
 * a person.
 */
export async function readShareholding(tx: Tx, accountId: PhysicianId): Promise<Shareholding> {
  const epochs = await tx.$queryRaw<{ newest: boolean; enough: boolean }[]>`
    SELECT e.number = (SELECT MAX(number) FROM vault.epoch) AS newest,
      (SELECT count(*) FROM vault.share_holder other
        WHERE other.epoch = e.number AND other.account_id <> ${accountId}::uuid) >= e.threshold AS enough
    FROM vault.epoch e
    WHERE EXISTS (SELECT FROM vault.share_holder h WHERE h.epoch = e.number AND h.account_id = ${accountId}::uuid)`;
  return {
    holds: epochs.length > 0,
    indispensable: epochs.some(({ newest, enough }) => newest && !enough),
    endsEarlier: epochs.some(({ newest, enough }) => !newest && !enough),
  };
}
