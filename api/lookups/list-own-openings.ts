import type { TechnicalAdminGrant } from '../access/grants.ts';
import type { AliasId } from '../platform/ids.ts';
import type { Services } from '../services.ts';

/**
 * Which of these aliases this admin has looked up, together with others and on the record, in a lookup that is not a
 * day old yet: of their authors she knows already what a lookup tells.
 */
export async function listOwnOpenings(
  { db, clock }: Services,
  { adminId }: TechnicalAdminGrant,
  aliasIds: readonly AliasId[],
): Promise<ReadonlySet<AliasId>> {
  if (aliasIds.length === 0) return new Set();
  const opened = await db.lookupTransaction((tx) =>
    tx.lookup.findMany({
      where: {
        aliasId: { in: [...aliasIds] },
        requestedBy: adminId,
        state: 'OPENED',
        expiresAt: { gt: clock.now() },
      },
      select: { aliasId: true },
    }),
  );
  return new Set(opened.map(({ aliasId }) => aliasId as AliasId));
}
