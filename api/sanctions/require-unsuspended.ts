import type { Clock } from '../platform/clock.ts';
import type { Tx } from '../platform/database/database.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Reader } from '../posts/reader.ts';
import { listRunningSuspensions } from './data.ts';
import { suspendedUntil } from './policy.ts';

/**
 * Where writing begins: a new post, a change of text, a flag. A suspension was set on a face and follows the person, so
 * it stops what she writes under every name. Reading, withdrawing, export and erasure do not come here.
 * One statement, the same for everybody.
 * @throws Refusal WRITING_SUSPENDED
 */
export async function requireUnsuspended(
  { db, clock }: { db: { service: Tx }; clock: Clock },
  reader: Reader,
): Promise<void> {
  const until = suspendedUntil(reader, await listRunningSuspensions(db.service, clock.now()));
  if (until) throw Refusal.suspended(until);
}
