import type { PostRef } from '../../moderation/post-storage.ts';
import type { Visibility } from '../../prisma/client/enums.ts';
import type { ChosenPost } from '../moderation/choose-post.ts';
import type { Tx } from '../platform/database/database.ts';
import type { ThreadState } from '../posts/policy.ts';
import type { Owner } from '../posts/reader.ts';

/** What must be known of a post before it is flagged. It goes no further than `judgeFlag`. */
export interface Flaggable {
  readonly ref: PostRef;
  readonly visibility: Visibility;
  readonly owner: Owner;
  readonly thread: ThreadState;
  readonly asker: Owner;
}

interface FlaggableRow {
  consultation_id: string;
  answer_id: string | null;
  visibility: Visibility;
  author_id: string | null;
  alias_id: string | null;
  thread_visibility: Visibility;
  thread_answers: number;
  asker_id: string | null;
  asker_alias: string | null;
}

/** The same statement for every member. @returns null where there is no such post. */
export async function findFlaggable(tx: Tx, post: ChosenPost): Promise<Flaggable | null> {
  const [row] =
    post.kind === 'CONSULTATION'
      ? await tx.$queryRaw<FlaggableRow[]>`
          SELECT c.id AS consultation_id, NULL AS answer_id, c.visibility::text, c.author_id, c.alias_id,
            c.visibility::text AS thread_visibility, c.answer_count AS thread_answers,
            c.author_id AS asker_id, c.alias_id AS asker_alias
          FROM forum.consultation c WHERE c.id = ${post.id}::uuid`
      : await tx.$queryRaw<FlaggableRow[]>`
          SELECT a.consultation_id, a.id AS answer_id, a.visibility::text, a.author_id, a.alias_id,
            c.visibility::text AS thread_visibility, c.answer_count AS thread_answers,
            c.author_id AS asker_id, c.alias_id AS asker_alias
          FROM forum.answer a JOIN forum.consultation c ON c.id = a.consultation_id
          WHERE a.id = ${post.id}::uuid`;
  if (!row) return null;
  return {
    ref: { consultationId: row.consultation_id, answerId: row.answer_id },
    visibility: row.visibility,
    owner: { authorId: row.author_id, aliasId: row.alias_id },
    thread: { visibility: row.thread_visibility, answerCount: row.thread_answers },
    asker: { authorId: row.asker_id, aliasId: row.asker_alias },
  };
}
