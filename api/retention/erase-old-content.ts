import { Prisma } from '../../prisma/client/client.ts';
import { removeImagesOfPost } from '../images/remove-images-of-post.ts';
import { inBatches } from '../platform/database/in-batches.ts';
import type { AnswerId, ConsultationId } from '../platform/ids.ts';
import type { Services } from '../services.ts';
import { periods, yearsBefore } from './periods.ts';

const threads = 50;
const rows = 1000;

const idleSince = ({ clock }: Services): Date =>
  yearsBefore(clock.now(), periods.consultationOpenYears + periods.consultationReadableYears);

export function countIdleConsultations(services: Services): Promise<number> {
  return services.db.service.consultation.count({ where: { lastActivityAt: { lt: idleSince(services) } } });
}

/**
 * Each in a transaction of its own; one that fails is logged, and holds up no other. The claims to their aliases are swept
 * the next night, as those of no post.
 */
export async function eraseIdleConsultations(services: Services): Promise<number> {
  const { db, logger } = services;
  const since = idleSince(services);
  let erased = 0;
  let after: ConsultationId | null = null;
  for (;;) {
    const due: { id: string }[] = await db.service.consultation.findMany({
      where: { lastActivityAt: { lt: since }, ...(after ? { id: { gt: after } } : {}) },
      orderBy: { id: 'asc' },
      take: threads,
      select: { id: true },
    });
    for (const { id } of due) {
      after = id as ConsultationId;
      try {
        await eraseThread(services, after, since);
        erased += 1;
      } catch (err) {
        logger.error({ err }, 'an old consultation could not be erased');
      }
    }
    if (due.length < threads) return erased;
  }
}

/** One thread. What a new answer has woken meanwhile stays, with its images. */
async function eraseThread({ db }: Services, id: ConsultationId, since: Date): Promise<void> {
  await db.service.$transaction(async (tx) => {
    const [row] = await tx.$queryRaw<{ idle: boolean }[]>`
      SELECT last_activity_at < ${since}::timestamptz AS idle FROM forum.consultation
      WHERE id = ${id}::uuid FOR UPDATE`;
    if (!row?.idle) return;
    await removeImagesOfPost(tx, { consultationId: id, answerId: null });
    const answers = await tx.answer.findMany({ where: { consultationId: id }, select: { id: true } });
    for (const { id: answerId } of answers as { id: AnswerId }[]) {
      await removeImagesOfPost(tx, { consultationId: id, answerId });
    }
    await tx.$queryRaw`SELECT forum.erase_idle_consultation(${id}::uuid, ${since}::timestamptz)`;
  });
}

const textsBefore = ({ clock }: Services): Date => yearsBefore(clock.now(), periods.earlierTextYears);

export function countEarlierTexts(services: Services): Promise<number> {
  return services.db.service.revision.count({ where: { replacedAt: { lt: textsBefore(services) } } });
}

export function eraseEarlierTexts(services: Services): Promise<number> {
  const before = textsBefore(services);
  return inBatches(
    rows,
    (size) => services.db.service.$executeRaw`
      DELETE FROM forum.revision WHERE id IN (
        SELECT id FROM forum.revision WHERE replaced_at < ${before}::timestamptz LIMIT ${size})`,
  );
}

const oldReports = (services: Services) => Prisma.sql`
  FROM moderation.flag f JOIN moderation.moderation_case c ON c.id = f.case_id
  WHERE f.note <> '' AND c.decided_at < ${textsBefore(services)}::timestamptz`;

export async function countOldReports(services: Services): Promise<number> {
  const [row] = await services.db.service.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count ${oldReports(services)}`;
  return row?.count ?? 0;
}

/** What somebody wrote in a report; that there was one, and why, stays with the case. */
export function eraseOldReports(services: Services): Promise<number> {
  const old = oldReports(services);
  return inBatches(
    rows,
    (size) => services.db.service.$executeRaw`
      UPDATE moderation.flag SET note = '' WHERE id IN (SELECT f.id ${old} LIMIT ${size})`,
  );
}

const receiptsBefore = ({ clock }: Services): Date => yearsBefore(clock.now(), periods.receiptYears);

export function countOldReceipts(services: Services): Promise<number> {
  return services.db.service.erasure.count({
    where: { state: 'DONE', finishedOn: { lt: receiptsBefore(services) } },
  });
}

export function eraseOldReceipts(services: Services): Promise<number> {
  const before = receiptsBefore(services);
  return inBatches(
    rows,
    (size) => services.db.service.$executeRaw`
      DELETE FROM erasure.erasure WHERE id IN (
        SELECT id FROM erasure.erasure WHERE state = 'DONE' AND finished_on < ${before}::date LIMIT ${size})`,
  );
}
