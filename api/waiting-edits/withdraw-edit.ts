import { endWaitingEdit } from '../../moderation/waiting-edit-storage.ts';
import type { PhysicianGrant } from '../access/grants.ts';
import { lockAnswer } from '../answers/lock-answer.ts';
import { lockConsultation } from '../consultations/lock-consultation.ts';
import { choosePost, type PostInput } from '../moderation/choose-post.ts';
import { Refusal } from '../platform/refusal.ts';
import { readAs } from '../posts/reader.ts';
import type { PostKey } from '../posts/revisions.ts';
import type { Services } from '../services.ts';

/**
 * Takes back the author's text that waits for a moderator; nothing happens where none does. Their case stays open, for them
 * to close.
 * @throws Refusal NOT_FOUND, NOT_YOUR_POST
 */
export async function withdrawEdit(
  services: Services,
  grant: PhysicianGrant,
  input: PostInput,
): Promise<PostKey> {
  const chosen = choosePost(input);
  const reader = await readAs(services.db.service, services, grant);
  return services.db.service.$transaction(async (tx) => {
    const locked =
      chosen.kind === 'ANSWER'
        ? await lockAnswer(tx, reader, chosen.id)
        : await lockConsultation(tx, reader, chosen.id);
    if (!locked.isMine) throw Refusal.notAllowed('NOT_YOUR_POST');
    const post: PostKey =
      'consultation' in locked
        ? { consultationId: locked.consultation.id, answerId: locked.id }
        : { consultationId: locked.id, answerId: null };
    await endWaitingEdit(tx, post);
    return post;
  });
}
