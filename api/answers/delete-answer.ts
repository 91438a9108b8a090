import type { PhysicianGrant } from '../access/grants.ts';
import { releasePost } from '../hold-back/held-rows.ts';
import { removeImagesOfPost } from '../images/remove-images-of-post.ts';
import { insist, judgeAnswerWithdrawal } from '../posts/policy.ts';
import { readAs } from '../posts/reader.ts';
import { destroyRevisions } from '../posts/revisions.ts';
import type { Services } from '../services.ts';
import { type AnswerKey, keyOf, lockAnswer } from './lock-answer.ts';

/**
 * The author takes her answer back: its texts and its helpful marks are gone, a tombstone keeps its place. A question
 * that it had solved stays solved, without pointing at it. One that was held back leaves nothing to be seen.
 * @throws Refusal NOT_FOUND, NOT_YOUR_POST, POST_NOT_EDITABLE
 */
export async function deleteAnswer(
  services: Services,
  grant: PhysicianGrant,
  input: { id: string },
): Promise<AnswerKey> {
  const reader = await readAs(services.db.service, services, grant);
  return services.db.service.$transaction(async (tx) => {
    const before = await lockAnswer(tx, reader, input.id);
    const { id, consultation } = before;
    insist(judgeAnswerWithdrawal(before.visibility, before.isMine));
    await destroyRevisions(tx, { consultationId: consultation.id, answerId: id });
    await removeImagesOfPost(tx, { consultationId: consultation.id, answerId: id });
    await tx.helpfulMark.deleteMany({ where: { answerId: id } });
    await tx.answer.update({
      where: { id },
      data: { visibility: 'WITHDRAWN', body: '', excerpt: '', identifierOverride: null, helpfulCount: 0 },
      select: { id: true },
    });
    if (before.visibility === 'HELD') {
      await releasePost(tx, id);
      return keyOf(before);
    }
    await tx.consultation.update({
      where: { id: consultation.id },
      data: {
        answerCount: consultation.answerCount - (before.visibility === 'VISIBLE' ? 1 : 0),
        ...(consultation.solvedByAnswerId === id ? { solvedByAnswerId: null } : {}),
      },
      select: { id: true },
    });
    return keyOf(before);
  });
}
