import { excerptOf } from '../markdown/plain-text.ts';
import type { Prisma } from '../prisma/client/client.ts';
import type { PostRef } from './decision-storage.ts';

type Tx = Prisma.TransactionClient;

/** A text of the author's that waits for a moderator. `title` null and no tags: of an answer. */
export interface WaitingEdit {
  readonly id: string;
  readonly title: string | null;
  readonly body: string;
  readonly tags: readonly string[];
  readonly identifierOverride: string | null;
}

/** In place of one that waits already. The post must be locked. @param savedAt a whole hour. */
export async function addWaitingEdit(
  tx: Tx,
  ref: PostRef,
  { tags, ...edit }: WaitingEdit,
  savedAt: Date,
): Promise<void> {
  await endWaitingEdit(tx, ref);
  await tx.waitingEdit.createMany({ data: [{ ...edit, ...refOf(ref), tags: [...tags], savedAt }] });
}

export async function findWaitingEdit(tx: Tx, ref: PostRef): Promise<WaitingEdit | null> {
  return tx.waitingEdit.findFirst({
    where: refOf(ref),
    select: { id: true, title: true, body: true, tags: true, identifierOverride: true },
  });
}

/** Destroys what waits on a post, if anything does. */
export async function endWaitingEdit(tx: Tx, ref: PostRef): Promise<void> {
  await tx.waitingEdit.deleteMany({ where: refOf(ref) });
}

/** Makes it the post's text. The text that it replaces must have been kept. @param editedAt a whole hour. */
export async function publishWaitingEdit(
  tx: Tx,
  { consultationId, answerId }: PostRef,
  { title, body, tags, identifierOverride }: WaitingEdit,
  editedAt: Date,
): Promise<void> {
  const data = { body, excerpt: excerptOf(body), identifierOverride, editedAt };
  if (answerId !== null) {
    await tx.answer.updateMany({ where: { id: answerId }, data });
  } else if (title !== null) {
    await tx.consultation.updateMany({
      where: { id: consultationId },
      data: { ...data, title, tags: [...tags] },
    });
  }
  await endWaitingEdit(tx, { consultationId, answerId });
}

const refOf = ({ consultationId, answerId }: PostRef) => ({ consultationId, answerId });
