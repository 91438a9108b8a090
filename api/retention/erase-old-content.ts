import { removeImagesOfPost } from '../images/remove-images-of-post.ts';
import type { AnswerId, ConsultationId } from '../platform/ids.ts';
import type { Services } from '../services.ts';
import { periods, yearsBefore } from './periods.ts';

const batch = 50;

const idleSince = ({ clock }: Services): Date =>
  yearsBefore(clock.now(), periods.consultationOpenYears + periods.consultationReadableYears);

export function countIdleConsultations(services: Services): Promise<number> {
  return services.db.service.consultation.count({ where: { lastActivityAt: { lt: idleSince(services) } } });
}

/** Each in a transaction of its own. The claims to their aliases are swept the next night, as those of no post. */
export async function eraseIdleConsultations(services: Services): Promise<number> {
  const { db } = services;
  const since = idleSince(services);
  let erased = 0;
  for (;;) {
    const due = await db.service.consultation.findMany({
      where: { lastActivityAt: { lt: since } },
      orderBy: { id: 'asc' },
      take: batch,
      select: { id: true },
    });
    for (const { id } of due as { id: ConsultationId }[]) {
      await eraseThread(services, id, since);
    }
    erased += due.length;
    if (due.length < batch) return erased;
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

export async function eraseEarlierTexts(services: Services): Promise<number> {
  const { count } = await services.db.service.revision.deleteMany({
    where: { replacedAt: { lt: textsBefore(services) } },
  });
  return count;
}

export async function countOldReports({ db, ...services }: Services): Promise<number> {
  const [row] = await db.service.$queryRaw<{ count: bigint }[]>`
    SELECT count(*) FROM moderation.flag f JOIN moderation.moderation_case c ON c.id = f.case_id
    WHERE f.note <> '' AND c.decided_at < ${textsBefore({ db, ...services })}::timestamptz`;
  return Number(row?.count ?? 0);
}

/** What somebody wrote in a report; that there was one, and why, stays with the case. */
export function eraseOldReports({ db, ...services }: Services): Promise<number> {
  return db.service.$executeRaw`
    UPDATE moderation.flag f SET note = '' FROM moderation.moderation_case c
    WHERE c.id = f.case_id AND f.note <> '' AND c.decided_at < ${textsBefore({ db, ...services })}::timestamptz`;
}

const receiptsBefore = ({ clock }: Services): Date => yearsBefore(clock.now(), periods.receiptYears);

export function countOldReceipts(services: Services): Promise<number> {
  return services.db.service.erasure.count({
    where: { state: 'DONE', finishedOn: { lt: receiptsBefore(services) } },
  });
}

export async function eraseOldReceipts(services: Services): Promise<number> {
  const { count } = await services.db.service.erasure.deleteMany({
    where: { state: 'DONE', finishedOn: { lt: receiptsBefore(services) } },
  });
  return count;
}
