import { listOwnClaims } from '../identity/own-claims.ts';
import { sealArchive } from '../identity/seal-archive.ts';
import type { AliasId, PhysicianId } from '../platform/ids.ts';
import type { Services } from '../services.ts';
import { gone } from './erase-exports.ts';
import { archiveFiles } from './open-files.ts';
import { expiryOf, leaseInMs, mostAttempts, retryInMs } from './policy.ts';
import type { ArchiveId, ExportSubject } from './types.ts';
import { stepsInAll, writeArchive } from './write-archive.ts';

interface Taken {
  readonly id: ArchiveId;
  readonly accountId: PhysicianId;
  readonly secret: Uint8Array;
  readonly attempts: number;
}

/** It was asked for anew, thrown away or erased while it was being made. */
class WithdrawnError extends Error {
  override readonly name = 'WithdrawnError';
}

/**
 * Makes every archive that waits, one after the other, also those that a process which died had begun: from the start
 * again, under a new key, in the place of what it left. An archive is ready when its file is stored whole.
 */
export async function makeExports(services: Services): Promise<{ made: number; failed: number }> {
  let [made, failed] = [0, 0];
  for (;;) {
    const taken = await takeNext(services);
    if (!taken) return { made, failed };
    if (await makeExport(services, taken)) made += 1;
    else failed += 1;
  }
}

/** Of several processes one gets it. */
async function takeNext({ db, clock }: Services): Promise<Taken | null> {
  const now = clock.now();
  const leaseUntil = new Date(now.getTime() + leaseInMs);
  const [row] = await db.service.$queryRaw<
    { id: string; account_id: string; secret: Uint8Array; attempts: number }[]
  >`
    UPDATE exports.archive SET state = 'MAKING', attempts = attempts + 1, steps_done = 0, lease_until = ${leaseUntil}
    WHERE account_id = (
      SELECT account_id FROM exports.archive
      WHERE state IN ('WAITING', 'MAKING') AND (lease_until IS NULL OR lease_until <= ${now})
      ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id, account_id, secret, attempts`;
  if (!row) return null;
  const { id, account_id, secret, attempts } = row;
  return { id: id as ArchiveId, accountId: account_id as PhysicianId, secret, attempts };
}

async function makeExport(services: Services, taken: Taken): Promise<boolean> {
  const { db, clock, keyring, logger } = services;
  const files = archiveFiles(services);
  const mine = { id: taken.id, state: 'MAKING' as const, attempts: taken.attempts };
  try {
    if (taken.attempts > mostAttempts) throw new Error('too many attempts');
    const subject = await readSubject(services, taken.accountId);
    let stepsDone = 0;
    const bytes = writeArchive(services, subject, async () => {
      stepsDone += 1;
      const leaseUntil = new Date(clock.now().getTime() + leaseInMs);
      const { count } = await db.service.exportArchive.updateMany({
        where: mine,
        data: { stepsDone, leaseUntil },
      });
      if (count === 0) throw new WithdrawnError();
    });
    await files.write(taken.id, sealArchive(keyring, taken, bytes));
    const { count } = await db.service.exportArchive.updateMany({
      where: mine,
      data: {
        state: 'READY',
        stepsDone: stepsInAll,
        leaseUntil: null,
        expiresAt: expiryOf(clock.now()),
      },
    });
    if (count === 0) throw new WithdrawnError();
    return true;
  } catch (error) {
    await files.erase(taken.id);
    if (error instanceof WithdrawnError) return false;
    logger.error({ err: error }, 'a data export failed');
    const last = taken.attempts >= mostAttempts;
    await db.service.exportArchive.updateMany({
      where: mine,
      data: last
        ? { ...gone, state: 'FAILED' }
        : { state: 'WAITING', leaseUntil: new Date(clock.now().getTime() + retryInMs) },
    });
    return false;
  }
}

/** Her aliases in random order: the order of the statements that read them tells nothing. */
async function readSubject({ db, keyring }: Services, physicianId: PhysicianId): Promise<ExportSubject> {
  const { locale } = await db.service.account.findUniqueOrThrow({
    where: { id: physicianId },
    select: { locale: true },
  });
  const claims = await listOwnClaims(db.service, keyring, physicianId);
  return {
    physicianId,
    // By their random ids.
    aliases: new Map(
      claims
        .map(({ alias, consultation }): [AliasId, typeof consultation] => [alias, consultation])
        .sort(([one], [other]) => (one < other ? -1 : 1)),
    ),
    locale: locale === 'en' ? 'en' : 'sv',
  };
}
