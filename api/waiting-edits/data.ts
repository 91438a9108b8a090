import { Prisma } from '../../prisma/client/client.ts';
import type { WaitingEdit, WaitingEditId } from './types.ts';

/** As `waitingEditOf` selects it; null for none. */
export type WaitingEditRow = {
  id: string;
  title: string | null;
  body: string;
  tags: string[];
  saved_at: string;
} | null;

/** What waits on one post, by the post's id, as one JSON column. For its author and moderators only. */
export const waitingEditOf = (postId: Prisma.Sql) => Prisma.sql`(
  SELECT jsonb_build_object('id', w.id, 'title', w.title, 'body', w.body, 'tags', w.tags, 'saved_at', w.saved_at)
  FROM moderation.waiting_edit w WHERE COALESCE(w.answer_id, w.consultation_id) = ${postId})`;

export function toWaitingEdit(row: WaitingEditRow): WaitingEdit | null {
  return (
    row && {
      id: row.id as WaitingEditId,
      title: row.title,
      body: row.body,
      tags: row.tags,
      savedAt: new Date(row.saved_at),
    }
  );
}
