import type { Tx } from '../platform/database/database.ts';
import type { PhysicianId } from '../platform/ids.ts';
import type { Services } from '../services.ts';
import { dayOf, standing } from './policy.ts';
import { listReleases } from './releases.ts';
import type { AnnouncedVersion, Day, TermsStanding } from './types.ts';

/** The versions that have been announced here and whose texts this process has, oldest first. */
export async function listAnnounced({ config, db }: Services): Promise<AnnouncedVersion[]> {
  const [releases, rows] = await Promise.all([
    listReleases(config.termsFolder),
    db.service.termsVersion.findMany({ select: { version: true, announcedOn: true, inForceFrom: true } }),
  ]);
  return releases.flatMap((release) => {
    const row = rows.find(({ version }) => version === release.version);
    return row ? [{ release, announcedOn: dayOf(row.announcedOn), inForceFrom: dayOf(row.inForceFrom) }] : [];
  });
}

/** What she has accepted, newest first. */
export async function listAcceptances(
  db: Tx,
  physicianId: PhysicianId,
): Promise<{ version: string; acceptedOn: Day }[]> {
  const rows = await db.termsAcceptance.findMany({
    where: { accountId: physicianId },
    orderBy: { version: 'desc' },
    select: { version: true, acceptedOn: true },
  });
  return rows.map(({ version, acceptedOn }) => ({ version, acceptedOn: dayOf(acceptedOn) }));
}

export async function findStanding(services: Services, physicianId: PhysicianId): Promise<TermsStanding> {
  const [versions, accepted] = await Promise.all([
    listAnnounced(services),
    listAcceptances(services.db.service, physicianId),
  ]);
  return standing(versions, accepted, dayOf(services.clock.now()));
}

/**
 * Whether somebody may act: one statement, since it stands before every act.
 * True also where no version has been announced yet: then there is nothing to accept.
 */
export async function hasAccepted({ db, clock }: Services, physicianId: PhysicianId): Promise<boolean> {
  const [row] = await db.service.$queryRaw<{ accepted: boolean }[]>`
    SELECT EXISTS (SELECT FROM terms.acceptance a
      WHERE a.account_id = ${physicianId}::uuid AND a.version >= v.version) AS accepted
    FROM terms.version v WHERE v.material AND v.in_force_from <= ${dayOf(clock.now())}::date
    ORDER BY v.version DESC LIMIT 1`;
  return row?.accepted ?? true;
}
