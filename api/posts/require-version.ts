import type { Tx } from '../platform/database/database.ts';
import { type EditedPost, Refusal } from '../platform/refusal.ts';

interface VersionedPost extends Omit<EditedPost, 'caseId'> {
  readonly version: string;
}

/**
 * Refuses an edit that was made from another version of the text than the one that stands there. Under the lock of the
 * post.
 * @param madeFrom whatever the client sent.
 * @throws Refusal EDITED_MEANWHILE
 */
export async function requireVersion(
  tx: Tx,
  { consultationId, answerId, version }: VersionedPost,
  madeFrom: string,
  caseId: string | null = null,
): Promise<void> {
  if (version === madeFrom) return;
  throw Refusal.editedMeanwhile(
    { consultationId, answerId, caseId },
    await findReviser(tx, { consultationId, answerId }, madeFrom),
  );
}

/**
 * Moderation, where any of what came after that version is its doing. A version that no revision bears was replaced by a
 * change that keeps none (of tags, or of a text that is held back): then the newest revision tells.
 */
async function findReviser(
  tx: Tx,
  { consultationId, answerId }: Omit<VersionedPost, 'version'>,
  madeFrom: string,
): Promise<'AUTHOR' | 'MODERATION'> {
  const revisions = await tx.revision.findMany({
    where: { consultationId, answerId },
    orderBy: { number: 'desc' },
    select: { version: true, replacedBy: true },
  });
  const at = revisions.findIndex(({ version }) => version === madeFrom);
  const since = revisions.slice(0, at < 0 ? 1 : at + 1);
  return since.some(({ replacedBy }) => replacedBy === 'MODERATION') ? 'MODERATION' : 'AUTHOR';
}
