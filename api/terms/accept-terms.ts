import type { Actor } from '../access/actor.ts';
import type { Tx } from '../platform/database/database.ts';
import type { PhysicianId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Services } from '../services.ts';
import { findStanding, listAnnounced } from './data.ts';
import { dayOf, requiredVersion } from './policy.ts';
import { listReleases } from './releases.ts';
import type { TermsStanding } from './types.ts';

/**
 * Records that she has accepted a version: the one in force, or one announced. Again changes nothing.
 * @throws Refusal TERMS_OUTDATED for one that no longer suffices, and for one that does not exist.
 */
export async function acceptTerms(services: Services, actor: Actor, version: string): Promise<TermsStanding> {
  if (!(await isAcceptable(services, version))) throw Refusal.notAllowed('TERMS_OUTDATED');
  await services.db.service.termsAcceptance.createMany({
    data: [{ accountId: actor.id, version, acceptedOn: services.clock.now() }],
    skipDuplicates: true,
  });
  return findStanding(services, actor.id);
}

/** Whether accepting this version lets somebody act today. */
export async function isAcceptable(services: Services, version: string): Promise<boolean> {
  const announced = await listAnnounced(services);
  const required = requiredVersion(announced, dayOf(services.clock.now()));
  return (
    announced.some(({ release }) => release.version === version) &&
    (required === null || version >= required.release.version)
  );
}

/** For an account that is made in this transaction; nothing where it was not made after all. */
export async function recordAcceptance(
  tx: Tx,
  accountId: PhysicianId,
  version: string,
  now: Date,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO terms.acceptance (account_id, version, accepted_on)
    SELECT id, ${version}, ${dayOf(now)}::date FROM accounts.account WHERE id = ${accountId}::uuid`;
}

/** For invented accounts: they have accepted whatever there is. */
export async function acceptNewest(services: Services, accountIds: readonly PhysicianId[]): Promise<void> {
  const releases = await listReleases(services.config.termsFolder);
  const newest = releases.at(-1);
  if (!newest) return;
  const { version, effectiveOn } = newest;
  // The demo's people came before the version did.
  const acceptedOn = new Date(Math.max(services.clock.now().getTime(), Date.parse(effectiveOn)));
  await services.db.service.termsAcceptance.createMany({
    data: accountIds.map((accountId) => ({ accountId, version, acceptedOn })),
    skipDuplicates: true,
  });
}
