import { newArchiveSecret } from '../identity/seal-archive.ts';
import { keepOutcome, type Once } from '../once/once.ts';
import { newId, type PhysicianId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Services } from '../services.ts';
import { archiveFiles } from './open-files.ts';
import { dayOf, refusalToAsk } from './policy.ts';
import type { ArchiveId } from './types.ts';

/**
 * A member, of whatever status, asks for all that is kept about her; the job makes it. One at a time: the one before is
 * deleted. Her password has been asked for: see `confirmPassword`.
 * @param sessionTag of the session that may download it.
 * @throws Refusal EXPORT_UNDER_WAY, EXPORT_TOO_OFTEN
 */
export async function requestExport(
  services: Services,
  physicianId: PhysicianId,
  sessionTag: Uint8Array<ArrayBuffer>,
  once: Once | null = null,
): Promise<void> {
  const { db, clock } = services;
  const now = clock.now();
  const today = dayOf(now);
  const before = await db.service.$transaction(async (tx) => {
    // The account, since there may be no archive to lock yet.
    await tx.$queryRaw`SELECT FROM accounts.account WHERE id = ${physicianId}::uuid FOR UPDATE`;
    const known = await tx.exportArchive.findUnique({
      where: { accountId: physicianId },
      select: { id: true, state: true, askedOn: true, askedTimes: true },
    });
    const code = refusalToAsk(known, now);
    if (code) throw Refusal.notAllowed(code);
    const again = known?.askedOn.getTime() === today.getTime();
    const fresh = {
      id: newId<ArchiveId>(),
      state: 'WAITING' as const,
      sessionTag,
      secret: newArchiveSecret(),
      stepsDone: 0,
      attempts: 0,
      leaseUntil: null,
      expiresAt: null,
      askedOn: today,
      askedTimes: again ? known.askedTimes + 1 : 1,
    };
    await tx.exportArchive.upsert({
      where: { accountId: physicianId },
      create: { accountId: physicianId, ...fresh },
      update: fresh,
      select: { id: true },
    });
    await keepOutcome(tx, once, '');
    return known;
  });
  if (before) await archiveFiles(services).erase(before.id as ArchiveId);
}
