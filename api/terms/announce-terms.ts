import { queueMail } from '../mail/queue-mail.ts';
import type { PhysicianId } from '../platform/ids.ts';
import type { Services } from '../services.ts';
import { dayOf, inForceFrom } from './policy.ts';
import { listReleases } from './releases.ts';

/** Accounts that are told in one transaction. */
const batch = 200;

/**
 * Takes note of versions that this deployment has not seen before, and settles from which day they are in force. Run at
 * every start and by a job; safe in several processes at once.
 * @returns the versions that are new.
 */
export async function registerVersions({ config, db, clock }: Services): Promise<string[]> {
  const releases = await listReleases(config.termsFolder);
  const today = dayOf(clock.now());
  const known = await db.service.termsVersion.findMany({ select: { version: true } });
  const first = known.length === 0;
  const unseen = releases.filter(({ version }) => !known.some((row) => row.version === version));
  if (unseen.length === 0) return [];
  await db.service.termsVersion.createMany({
    data: unseen.map((release) => ({
      version: release.version,
      material: release.material,
      announcedOn: new Date(today),
      inForceFrom: new Date(inForceFrom(release, today, { first, noticeDays: config.termsNoticeDays })),
      mailing: release.material && !first,
    })),
    skipDuplicates: true,
  });
  return unseen.map(({ version }) => version);
}

/** Tells every account by mail of the material changes ahead, in batches; goes on where it was broken off. */
export async function mailAnnouncements(services: Services): Promise<number> {
  const { db } = services;
  let told = 0;
  for (;;) {
    const count = await db.service.$transaction(async (tx) => {
      const [row] = await tx.$queryRaw<
        { version: string; in_force_from: Date; mailed_up_to: string | null }[]
      >`
        SELECT version, in_force_from, mailed_up_to FROM terms.version WHERE mailing
        ORDER BY version LIMIT 1 FOR UPDATE SKIP LOCKED`;
      if (!row) return null;
      const accounts = await tx.account.findMany({
        where: { erasing: false, ...(row.mailed_up_to === null ? {} : { id: { gt: row.mailed_up_to } }) },
        orderBy: { id: 'asc' },
        take: batch,
        select: { id: true },
      });
      for (const { id } of accounts) {
        await queueMail(services, tx, id as PhysicianId, 'terms_announced', {
          effectiveOn: dayOf(row.in_force_from),
        });
      }
      await tx.termsVersion.updateMany({
        where: { version: row.version },
        data: { mailedUpTo: accounts.at(-1)?.id ?? row.mailed_up_to, mailing: accounts.length === batch },
      });
      return accounts.length;
    });
    if (count === null) return told;
    told += count;
  }
}
