import { listOwnClaims } from '../identity/own-claims.ts';
import type { AliasId, PhysicianId } from '../platform/ids.ts';
import type { Services } from '../services.ts';

/** The aliases of everybody who is being erased: in memory only, for the moment of a decision. */
export async function listErasingAliases({ db, keyring }: Services): Promise<ReadonlySet<AliasId>> {
  const running = await db.service.erasure.findMany({
    where: { state: 'RUNNING', accountId: { not: null } },
    select: { accountId: true },
  });
  const claims = await Promise.all(
    running.map(({ accountId }) => listOwnClaims(db.service, keyring, accountId as PhysicianId)),
  );
  return new Set(claims.flat().map(({ alias }) => alias));
}
