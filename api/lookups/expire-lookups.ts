import { appendAudit } from '../audit/append-audit.ts';
import type { LookupId } from '../platform/ids.ts';
import type { Services } from '../services.ts';
import { endLookup } from './lock-lookup.ts';

/**
 * Ends the requests that nobody has opened within a day and wipes the partials that waited in them. Runs every few
 * minutes; the rules treat a request as dead from its minute on, whether or not this has run.
 * @returns how many it ended.
 */
export async function expireLookups({ db, clock }: Services): Promise<number> {
  return db.lookupTransaction(async (tx) => {
    const due = await tx.$queryRaw<{ id: LookupId }[]>`
      SELECT id FROM vault.lookup
      WHERE state IN ('REQUESTED', 'READY') AND expires_at <= ${clock.now()}
      ORDER BY expires_at, id LIMIT 100 FOR UPDATE SKIP LOCKED`;
    for (const { id } of due) {
      await endLookup(tx, id, 'EXPIRED');
      await appendAudit(tx, clock, { kind: 'lookup.expired', actor: null, details: { lookup: id } });
    }
    return due.length;
  });
}
