import type { PhysicianGrant } from '../access/grants.ts';
import { insist, judgeHelpfulMark } from '../posts/policy.ts';
import { readAs } from '../posts/reader.ts';
import type { Services } from '../services.ts';
import { helpfulTag } from './data.ts';
import { type AnswerKey, keyOf, lockAnswer } from './lock-answer.ts';

/**
 * Takes a helpful mark back; without one nothing changes.
 * @throws Refusal NOT_FOUND, OWN_ANSWER_NOT_MARKABLE, POST_NOT_EDITABLE
 */
export async function unmarkHelpful(
  services: Services,
  grant: PhysicianGrant,
  input: { answerId: string },
): Promise<AnswerKey> {
  const reader = await readAs(services.db.service, services, grant);
  return services.db.service.$transaction(async (tx) => {
    const answer = await lockAnswer(tx, reader, input.answerId);
    insist(judgeHelpfulMark(answer.visibility, answer.isMine));
    const tag = helpfulTag(services, reader, answer.consultation.id);
    const { count } = await tx.helpfulMark.deleteMany({ where: { answerId: answer.id, tag } });
    if (count > 0) {
      await tx.answer.update({
        where: { id: answer.id },
        data: { helpfulCount: { decrement: 1 } },
        select: { id: true },
      });
    }
    return keyOf(answer);
  });
}
