import { deleteAppeals } from '../../moderation/appeal-texts.ts';
import { destroyImages } from '../../moderation/image-storage.ts';
import { endProposal } from '../../moderation/redaction-storage.ts';
import type { Visibility } from '../../prisma/client/enums.ts';
import { removeImagesOfPost } from '../images/remove-images-of-post.ts';
import type { Tx } from '../platform/database/database.ts';
import { destroyRevisions, type PostKey } from './revisions.ts';

/** A post that is on its way out. */
export interface DoomedPost extends PostKey {
  /** Keeps the alias on the emptied post: a lookup of it is under way. */
  readonly keepFace?: boolean;
}

/**
 * Empties a post whose author is being erased: every text of it, what may quote it, and whose it was. What others wrote
 * below it stays. Unlike a withdrawal it also takes what moderation has hidden or deleted; a hidden question stays
 * hidden, for its tombstone would bring the thread back into sight that moderation has taken away. What nobody else has
 * ever seen leaves nothing. The consultation's row must be locked.
 * @param at a whole hour.
 */
export async function erasePost(tx: Tx, post: DoomedPost, at: Date): Promise<void> {
  const { consultationId, answerId, keepFace = false } = post;
  const ref = { consultationId, answerId };
  await destroyRevisions(tx, ref);
  await destroyImages(tx, ref);
  await tx.flag.updateMany({ where: { postId: answerId ?? consultationId }, data: { note: '' } });
  await deleteAppeals(tx, ref);
  await removeImagesOfPost(tx, ref);
  await endProposal(tx, ref, 'SUPERSEDED', at);
  if (answerId === null) await eraseQuestion(tx, post, keepFace);
  else await eraseAnswer(tx, { consultationId, answerId }, keepFace);
  if (!keepFace) {
    await tx.$executeRaw`SELECT moderation.forget_statements(${consultationId}::uuid, ${answerId}::uuid)`;
  }
}

const noFace = { authorId: null, aliasId: null };

async function eraseQuestion(tx: Tx, { consultationId }: PostKey, keepFace: boolean): Promise<void> {
  const question = await tx.consultation.findUnique({
    where: { id: consultationId },
    select: { visibility: true },
  });
  if (!question) return;
  if (question.visibility === 'HELD') {
    await tx.consultation.deleteMany({ where: { id: consultationId } });
    return;
  }
  await tx.consultation.updateMany({
    where: { id: consultationId },
    data: {
      visibility: question.visibility === 'VISIBLE' ? 'WITHDRAWN' : question.visibility,
      title: '',
      body: '',
      excerpt: '',
      tags: [],
      identifierOverride: null,
      ...(keepFace ? {} : noFace),
    },
  });
}

async function eraseAnswer(
  tx: Tx,
  { consultationId, answerId }: { consultationId: string; answerId: string },
  keepFace: boolean,
): Promise<void> {
  const answer = await tx.answer.findUnique({
    where: { id: answerId },
    select: { visibility: true, position: true },
  });
  if (!answer) return;
  if (answer.position === null) {
    await tx.answer.deleteMany({ where: { id: answerId } });
    return;
  }
  await tx.helpfulMark.deleteMany({ where: { answerId } });
  await tx.answer.updateMany({
    where: { id: answerId },
    data: {
      visibility: afterErasure(answer.visibility),
      body: '',
      excerpt: '',
      identifierOverride: null,
      helpfulCount: 0,
      ...(keepFace ? {} : noFace),
    },
  });
  await tx.consultation.updateMany({
    where: { id: consultationId, solvedByAnswerId: answerId },
    data: { solvedByAnswerId: null },
  });
  if (answer.visibility === 'VISIBLE') {
    await tx.consultation.updateMany({
      where: { id: consultationId },
      data: { answerCount: { decrement: 1 } },
    });
  }
}

/** What moderation deleted stays deleted by moderation. */
const afterErasure = (visibility: Visibility): Visibility =>
  visibility === 'DELETED' ? 'DELETED' : 'WITHDRAWN';
