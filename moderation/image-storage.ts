import { Prisma } from '../prisma/client/client.ts';
import { appendDecision, type LockedPost, type NewDecision, type PostRef } from './decision-storage.ts';
import { type ImageAct, imageTransitions } from './image-acts.ts';
import { isTombstone } from './transition.ts';

type Tx = Prisma.TransactionClient;

/** Why a picture is gone. */
export type GoneState = 'REMOVED' | 'EXPIRED' | 'WITHDRAWN';

/** What is left of a picture that is gone: its place. Its files go with the key, see the migration's triggers. */
const nothingLeft = {
  alt: '',
  sensitive: false,
  consent: null,
  formId: null,
  width: null,
  height: null,
  placeholder: null,
  printNonce: null,
  print: null,
  storageKey: null,
  expiresOn: null,
  withdrawalTag: null,
} as const;

/**
 * Takes pictures away and leaves a note in the place of each; forms that no other picture stands on go too.
 * @param withdrawnIn of WITHDRAWN: the first day of the month. @returns how many there were.
 */
export async function takeImagesAway(
  tx: Tx,
  ids: readonly string[],
  state: GoneState,
  withdrawnIn: Date | null = null,
): Promise<number> {
  await lockWithForms(tx, Prisma.sql`id = ANY(${[...ids]}::uuid[])`);
  // The image before its variants: one that is being made waits for us, or is seen.
  const { count } = await tx.image.updateMany({
    where: { id: { in: [...ids] }, storageKey: { not: null } },
    data: { ...nothingLeft, state, withdrawnIn },
  });
  await tx.imageVariant.deleteMany({ where: { imageId: { in: [...ids] } } });
  await dropForsakenForms(tx);
  return count;
}

/**
 * Locks pictures and then their forms: who takes the last but one picture off a form, and who takes the last, come one
 * after the other. Else neither would see that nothing stands on it any more.
 */
async function lockWithForms(tx: Tx, which: Prisma.Sql): Promise<void> {
  await tx.$queryRaw`
    WITH locked AS (SELECT form_id FROM images.image WHERE ${which} ORDER BY id FOR UPDATE)
    SELECT FROM images.consent_form WHERE id IN (SELECT form_id FROM locked) ORDER BY id FOR UPDATE`;
}

/** A post that is gone has no pictures, and no notes in their places. */
export async function destroyImages(tx: Tx, { consultationId, answerId }: PostRef): Promise<void> {
  await lockWithForms(
    tx,
    Prisma.sql`consultation_id = ${consultationId}::uuid AND answer_id IS NOT DISTINCT FROM ${answerId}::uuid`,
  );
  const { count } = await tx.image.deleteMany({ where: { consultationId, answerId } });
  if (count > 0) await dropForsakenForms(tx);
}

/** Forms that were attached, and whose every picture is gone. @returns how many. */
export async function dropForsakenForms(tx: Tx): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM images.consent_form form
    WHERE form.owner_tag IS NULL AND NOT EXISTS (SELECT FROM images.image WHERE image.form_id = form.id)`;
}

/**
 * Does to one image of a locked post what its state allows, and appends the decision: both or, at a refusal, neither.
 * @returns false where its state does not allow it.
 */
export async function decideOnImage(
  tx: Tx,
  post: LockedPost,
  imageId: string,
  act: ImageAct,
  decision: NewDecision,
): Promise<boolean> {
  const { from, to } = imageTransitions[act];
  const which = { id: imageId, ...post.ref, state: { in: [...from] } };
  const found = await tx.image.findFirst({ where: which, select: { id: true } });
  if (!found || isTombstone(post.state.visibility) || post.state.visibility === 'HELD') return false;
  const done =
    to === null
      ? await takeImagesAway(tx, [imageId], 'REMOVED')
      : (await tx.image.updateMany({ where: which, data: { state: to } })).count;
  if (done === 0) return false;
  await appendDecision(tx, post.ref, act, { revisionNumber: null, imageId }, decision);
  return true;
}

/** Undoes a decision to blur; the facts of an appeal say whether it still holds. */
export async function sharpenImage(tx: Tx, decisionId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE images.image SET state = 'SHOWN' FROM moderation.decision blur
    WHERE blur.id = ${decisionId}::uuid AND image.id = blur.image_id AND image.state = 'BLURRED'`;
}

/** The image's post, or null where there is no such image in any. */
export async function findPostOfImage(tx: Tx, imageId: string): Promise<PostRef | null> {
  const found = await tx.image.findFirst({
    where: { id: imageId, consultationId: { not: null } },
    select: { consultationId: true, answerId: true },
  });
  return found?.consultationId ? { consultationId: found.consultationId, answerId: found.answerId } : null;
}
