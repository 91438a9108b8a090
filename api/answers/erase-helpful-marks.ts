import type { IdRange } from '../platform/id-range.ts';
import type { ConsultationId, PhysicianId } from '../platform/ids.ts';
import type { Services } from '../services.ts';
import { helpfulTag } from './data.ts';

const batch = 5000;

/**
 * Takes away her helpful marks on the answers of one range of ids, and counts them off. Who marked is written nowhere:
 * the tag that she would have left is computed for every answer that bears marks, and compared. Idempotent.
 */
export async function eraseHelpfulMarks(
  services: Pick<Services, 'db' | 'keyring'>,
  physicianId: PhysicianId,
  { from, to }: IdRange,
): Promise<void> {
  const db = services.db.service;
  let after: string | null = null;
  for (;;) {
    const answers: { id: string; consultationId: string }[] = await db.$queryRaw`
      SELECT a.id, a.consultation_id AS "consultationId" FROM forum.answer a
      WHERE a.id BETWEEN ${from}::uuid AND ${to}::uuid AND (${after}::uuid IS NULL OR a.id > ${after}::uuid)
        AND EXISTS (SELECT FROM forum.helpful_mark m WHERE m.answer_id = a.id)
      ORDER BY a.id LIMIT ${batch}`;
    const tags = answers.map(({ consultationId }) =>
      helpfulTag(services, { physicianId }, consultationId as ConsultationId),
    );
    const hers = await db.$queryRaw<{ answer_id: string; tag: Uint8Array<ArrayBuffer> }[]>`
      SELECT m.answer_id, m.tag FROM forum.helpful_mark m
      JOIN unnest(${answers.map(({ id }) => id)}::uuid[], ${tags}::bytea[]) AS expected (answer_id, tag)
        ON expected.answer_id = m.answer_id AND expected.tag = m.tag`;
    for (const { answer_id: answerId, tag } of hers) await unmark(db, answerId, tag);
    after = answers.at(-1)?.id ?? null;
    if (answers.length < batch) return;
  }
}

async function unmark(
  db: Services['db']['service'],
  answerId: string,
  tag: Uint8Array<ArrayBuffer>,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const { count } = await tx.helpfulMark.deleteMany({ where: { answerId, tag: Uint8Array.from(tag) } });
    if (count === 0) return;
    await tx.answer.updateMany({ where: { id: answerId }, data: { helpfulCount: { decrement: count } } });
  });
}
