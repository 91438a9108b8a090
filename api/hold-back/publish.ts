import { answerCounting } from '../answers/insert-answer.ts';
import type { ConsultationState } from '../consultations/lock-consultation.ts';
import { restartRetention } from '../images/attach-images.ts';
import type { Tx } from '../platform/database/database.ts';
import type { AliasId, AnswerId, ConsultationId } from '../platform/ids.ts';
import { numberAlias } from '../posts/wear-alias.ts';
import { releasePost } from './held-rows.ts';

/**
 * A held question appears, as if it had been asked in this hour. Its row must be locked.
 * @param hour a whole hour. @returns false where it is held no more: somebody else published it.
 */
export async function publishQuestion(tx: Tx, id: ConsultationId, hour: Date): Promise<boolean> {
  if (!(await releasePost(tx, id))) return false;
  await tx.consultation.updateMany({
    where: { id },
    data: { visibility: 'VISIBLE', postedAt: hour, lastActivityAt: hour },
  });
  // Its asker's alias, if she is anonymous: the rows of both are written in the transaction of the publication.
  await tx.alias.updateMany({ where: { consultationId: id, number: null }, data: { number: 0 } });
  await restartRetention(tx, { consultationId: id, answerId: null }, hour);
  return true;
}

/**
 * A held answer gets the next place; an alias whose first post it is gets the next number. The consultation's row must be
 * locked; whether it takes answers is the caller's to decide.
 * @param hour a whole hour. @returns false where it is held no more: somebody else published it.
 */
export async function publishAnswer(
  tx: Tx,
  consultation: Pick<ConsultationState, 'id' | 'answersWritten'>,
  answer: { id: AnswerId; aliasId: AliasId | null },
  hour: Date,
): Promise<boolean> {
  if (!(await releasePost(tx, answer.id))) return false;
  if (answer.aliasId) await numberAlias(tx, consultation.id, answer.aliasId);
  await tx.answer.updateMany({
    where: { id: answer.id },
    data: { visibility: 'VISIBLE', position: consultation.answersWritten, postedAt: hour },
  });
  await tx.$executeRaw(answerCounting(consultation.id, hour));
  await restartRetention(tx, { consultationId: consultation.id, answerId: answer.id }, hour);
  return true;
}
