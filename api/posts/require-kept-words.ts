import { type FullText, judgeKeeping, type ModeratedChange } from '../../moderation/kept-words.ts';
import type { Tx } from '../platform/database/database.ts';
import { Refusal } from '../platform/refusal.ts';
import type { PostKey } from './revisions.ts';

/**
 * Refuses a text of the author's that undoes what moderation has made of the post: an edit is decided with reasons, and
 * can be appealed or sent back to review, not saved away. Under the lock of the post.
 * @throws Refusal MODERATION_UNDONE
 */
export async function requireKeptWords(
  tx: Tx,
  post: PostKey,
  published: FullText,
  proposed: FullText,
): Promise<void> {
  if (judgeKeeping(await listChanges(tx, post), published, proposed) !== 'KEEPS') {
    throw Refusal.notAllowed('MODERATION_UNDONE');
  }
}

/** Whether a moderator has changed the post, and no appeal has undone it. */
export async function hasKeptChanges(tx: Tx, post: PostKey): Promise<boolean> {
  return (await listChanges(tx, post)).length > 0;
}

/** Those that no appeal has undone. Where the texts are destroyed by now there is nothing left to compare with. */
async function listChanges(tx: Tx, { consultationId, answerId }: PostKey): Promise<ModeratedChange[]> {
  const rows = await tx.$queryRaw<
    { title_before: string | null; title_after: string | null; text_before: string; text_after: string }[]
  >`
    SELECT d.title_before, d.title_after, d.text_before, d.text_after
    FROM moderation.decision_with_texts d
    LEFT JOIN moderation.appeal_ruling ruling ON ruling.decision_id = d.id
    WHERE d.consultation_id = ${consultationId}::uuid AND d.answer_id IS NOT DISTINCT FROM ${answerId}::uuid
      AND d.action = 'EDIT' AND ruling.effect IS DISTINCT FROM 'TEXT_RESTORED'
      AND d.text_before IS NOT NULL AND d.text_after <> ''
    ORDER BY d.number`;
  return rows.map((row) => ({
    before: { title: row.title_before, body: row.text_before },
    after: { title: row.title_after, body: row.text_after },
  }));
}
