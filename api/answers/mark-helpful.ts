import type { PhysicianGrant } from '../access/grants.ts';
import { insist, judgeHelpfulMark } from '../posts/policy.ts';
import { readAs } from '../posts/reader.ts';
import type { Services } from '../services.ts';
import { countAnonymous } from '../telemetry/record-event.ts';
import { helpfulTag } from './data.ts';
import { type AnswerKey, keyOf, lockAnswer } from './lock-answer.ts';

/**
 * The physician found the answer helpful: once, however often she says so. The count is public; who marked is
 * written nowhere, only a keyed tag that keeps her from marking twice.
 * @throws Refusal NOT_FOUND, OWN_ANSWER_NOT_MARKABLE, POST_NOT_EDITABLE
 */
export async function markHelpful(
  services: Services,
  grant: PhysicianGrant,
  input: { answerId: string },
): Promise<AnswerKey> {
  const reader = await readAs(services.db.service, services, grant);
  return services.db.service.$transaction(async (tx) => {
    const answer = await lockAnswer(tx, reader, input.answerId);
    insist(judgeHelpfulMark(answer.visibility, answer.isMine));
    const tag = helpfulTag(services, reader, answer.consultation.id);
    const { count } = await tx.helpfulMark.createMany({
      data: [{ answerId: answer.id, tag }],
      skipDuplicates: true,
    });
    if (count > 0) {
      await tx.answer.update({
        where: { id: answer.id },
        data: { helpfulCount: { increment: 1 } },
        select: { id: true },
      });
      await countAnonymous(tx, services, 'answer.marked_helpful', {});
    }
    return keyOf(answer);
  });
}
