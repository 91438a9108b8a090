import type { PostRef } from '../../moderation/post-storage.ts';
import type { Tx } from '../platform/database/database.ts';
import { type AnswerId, type ConsultationId, parseId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';

export interface PostInput {
  consultationId?: string | null | undefined;
  answerId?: string | null | undefined;
}

/** A consultation or an answer, by what the client sent. */
export type ChosenPost =
  | { readonly kind: 'CONSULTATION'; readonly id: ConsultationId }
  | { readonly kind: 'ANSWER'; readonly id: AnswerId };

/** @throws Refusal unless exactly one of the two is given and looks like an id. */
export function choosePost({ consultationId, answerId }: PostInput): ChosenPost {
  if (Boolean(consultationId) === Boolean(answerId)) {
    throw Refusal.invalidInput([{ field: 'consultationId', code: 'CHOOSE_ONE_POST' }]);
  }
  if (answerId) {
    const id = parseId<AnswerId>(answerId);
    if (id) return { kind: 'ANSWER', id };
  } else if (consultationId) {
    const id = parseId<ConsultationId>(consultationId);
    if (id) return { kind: 'CONSULTATION', id };
  }
  throw Refusal.notFound();
}

/** Where the post is. @returns null where there is none; what is held back exists for its author alone. */
export async function locatePost(tx: Tx, post: ChosenPost): Promise<PostRef | null> {
  if (post.kind === 'CONSULTATION') {
    const found = await tx.consultation.findUnique({
      where: { id: post.id, visibility: { not: 'HELD' } },
      select: { id: true },
    });
    return found && { consultationId: post.id, answerId: null };
  }
  const answer = await tx.answer.findUnique({
    where: { id: post.id, position: { not: null } },
    select: { consultationId: true },
  });
  return answer && { consultationId: answer.consultationId, answerId: post.id };
}
