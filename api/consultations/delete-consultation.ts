import type { PhysicianGrant } from '../access/grants.ts';
import { releasePost } from '../hold-back/held-rows.ts';
import { removeImagesOfPost } from '../images/remove-images-of-post.ts';
import type { ConsultationId } from '../platform/ids.ts';
import { insist, judgeConsultationWithdrawal } from '../posts/policy.ts';
import { readAs } from '../posts/reader.ts';
import { destroyRevisions } from '../posts/revisions.ts';
import type { Services } from '../services.ts';
import { lockConsultation } from './lock-consultation.ts';

/**
 * The author takes her question back: every text of it is gone. With answers below it a tombstone remains, for the
 * answers belong to colleagues; without, it is gone for everybody else.
 * @throws Refusal NOT_FOUND, NOT_YOUR_POST, POST_NOT_EDITABLE
 */
export async function deleteConsultation(
  services: Services,
  grant: PhysicianGrant,
  input: { id: string },
): Promise<ConsultationId> {
  const reader = await readAs(services.db.service, services, grant);
  return services.db.service.$transaction(async (tx) => {
    const before = await lockConsultation(tx, reader, input.id);
    const { id } = before;
    insist(judgeConsultationWithdrawal(before.visibility, before.isMine));
    await destroyRevisions(tx, { consultationId: id, answerId: null });
    await removeImagesOfPost(tx, { consultationId: id, answerId: null });
    if (before.visibility === 'HELD') await releasePost(tx, id);
    await tx.consultation.update({
      where: { id },
      data: { visibility: 'WITHDRAWN', title: '', body: '', excerpt: '', tags: [], identifierOverride: null },
      select: { id: true },
    });
    return id;
  });
}
