import type { LookupTx } from '../platform/database/database.ts';
import type { LookupId } from '../platform/ids.ts';
import { tellAfterOpening } from './policy.ts';

/**
 * Settles that the author will be told, in the transaction that puts the opening on the record: a crash leaves both or
 * neither. An opening that then fails (a damaged seal) is told of too; silence would be the worse error.
 */
export async function recordOpening(
  tx: LookupTx,
  id: LookupId,
  now: Date,
  noticeDays: number,
): Promise<void> {
  const { reason, ...subject } = await tx.lookup.findUniqueOrThrow({
    where: { id },
    select: { aliasId: true, consultationId: true, processor: true, pseudonymTag: true, reason: true },
  });
  const tellAfter = tellAfterOpening(now, noticeDays);
  await tx.openingNotice.createMany({
    data: [{ lookupId: id, ...subject, reason, openedOn: now, tellAfter }],
  });
}
