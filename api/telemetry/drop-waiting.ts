import type { Processor } from '../../analytics/processors.ts';
import type { Keyring } from '../identity/crypto/keyring.ts';
import { ownerTagOf } from '../identity/pseudonyms.ts';
import type { Tx } from '../platform/database/database.ts';
import type { PhysicianId } from '../platform/ids.ts';

/** Takes out of the queue what bears her pseudonym, at one processor or at all of them, set aside or not. */
export async function dropWaiting(
  tx: Tx,
  keyring: Keyring,
  physician: PhysicianId,
  at: Processor | 'everywhere',
): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM telemetry.outbox waiting USING vault.pseudonym pseudonym
    WHERE waiting.pseudonym_id = pseudonym.id AND pseudonym.owner_tag = ${ownerTagOf(keyring, physician)}::bytea
      AND (${at} = 'everywhere' OR pseudonym.processor::text = ${at})`;
}
