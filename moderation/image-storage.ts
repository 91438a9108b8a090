import type { Prisma } from '../prisma/client/client.ts';
import type { PostRef } from './post-storage.ts';

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
  // The image before its variants: one that is being made waits for us, or is seen.
  const { count } = await tx.image.updateMany({
    where: { id: { in: [...ids] }, storageKey: { not: null } },
    data: { ...nothingLeft, state, withdrawnIn },
  });
  await tx.imageVariant.deleteMany({ where: { imageId: { in: [...ids] } } });
  await dropForsakenForms(tx);
  return count;
}

/** A post that is gone has no pictures, and no notes in their places. */
export async function destroyImages(tx: Tx, { consultationId, answerId }: PostRef): Promise<void> {
  const { count } = await tx.image.deleteMany({ where: { consultationId, answerId } });
  if (count > 0) await dropForsakenForms(tx);
}

/** Forms that were attached, and whose every picture is gone. @returns how many. */
export async function dropForsakenForms(tx: Tx): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM images.consent_form form
    WHERE form.owner_tag IS NULL AND NOT EXISTS (SELECT FROM images.image WHERE image.form_id = form.id)`;
}
