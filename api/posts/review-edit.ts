import { openCaseOf } from '../../moderation/case-storage.ts';
import { addWaitingEdit, type WaitingEdit } from '../../moderation/waiting-edit-storage.ts';
import { type ChosenPost, locatePost } from '../moderation/choose-post.ts';
import type { Tx } from '../platform/database/database.ts';
import { type CaseId, newId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import { hasKeptChanges } from './require-kept-words.ts';
import type { PostKey } from './revisions.ts';

/**
 * Opens the case in which a moderator will look at an author's edit, and locks it: before its post, as everywhere. Whose
 * the post is has not been looked at yet.
 * @param at a whole hour.
 * @throws Refusal NOT_FOUND
 */
export async function openReview(tx: Tx, post: ChosenPost, at: Date): Promise<void> {
  const ref = await locatePost(tx, post);
  if (!ref) throw Refusal.notFound();
  await openCaseOf(tx, ref, newId<CaseId>(), at);
}

/**
 * Keeps an author's text for a moderator to look at; the post stays as it is. Under the locks of the case and the post.
 * @param savedAt a whole hour.
 * @throws Refusal NOTHING_TO_REVIEW where no moderator has changed the post: then she saves as usual.
 */
export async function keepForReview(
  tx: Tx,
  post: PostKey,
  text: Omit<WaitingEdit, 'id'>,
  savedAt: Date,
): Promise<void> {
  if (!(await hasKeptChanges(tx, post))) throw Refusal.notAllowed('NOTHING_TO_REVIEW');
  await addWaitingEdit(tx, post, { id: newId(), ...text }, savedAt);
}
