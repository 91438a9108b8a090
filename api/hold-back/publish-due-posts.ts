import { Prisma } from '../../prisma/client/client.ts';
import type { Visibility } from '../../prisma/client/enums.ts';
import { listErasingAliases } from '../erasure/erasing-aliases.ts';
import { toHour } from '../platform/clock.ts';
import type { Tx } from '../platform/database/database.ts';
import type { AliasId, AnswerId, ConsultationId } from '../platform/ids.ts';
import { judgeAnswering } from '../posts/policy.ts';
import { listRunningSuspensions } from '../sanctions/data.ts';
import type { Services } from '../services.ts';
import { latestTick } from './policy.ts';
import { publishAnswer, publishQuestion } from './publish.ts';

interface DueRow {
  consultation_id: string;
  answer_id: string | null;
}

const batch = 200;

/**
 * Publishes what is due at the latest tick, in drawn order: not in that of writing. One job for all posts of a tick: one
 * for each would keep in the queue's tables when it was written (ANONYMITY 24, 62, 63).
 *
 * Each post in a transaction of its own, under the consultation's lock, so that however many workers run it, and
 * whenever one dies, a post is published once. One that fails stays due, and keeps no other back.
 */
export async function publishDuePosts(services: Services): Promise<void> {
  const { db, keyring, clock, logger } = services;
  const now = clock.now();
  const due = await db.service.$queryRaw<DueRow[]>(Prisma.sql`
    SELECT consultation_id, answer_id FROM forum.held_post
    WHERE publish_after <= ${latestTick(keyring, now)}::timestamptz ORDER BY random() LIMIT ${batch}`);
  if (due.length === 0) return;
  const suspended = new Set(
    (await listRunningSuspensions(db.service, now)).map(({ authorId, aliasId }) => aliasId ?? authorId),
  );
  const erasing = await listErasingAliases(services);
  for (const post of due) {
    try {
      await db.service.$transaction((tx) => publishOne(tx, post, { suspended, erasing }, now));
    } catch (err) {
      logger.error({ err }, 'a held post could not be published');
    }
  }
}

interface ThreadRow {
  alias_id: string | null;
  visibility: Visibility;
  locked: boolean;
  answers_written: number;
}

/** Who does not appear now. Aliases that are being erased wait for their end, and no row tells of it. */
interface Silent {
  /** Members by name, and aliases. */
  readonly suspended: ReadonlySet<string | null>;
  readonly erasing: ReadonlySet<string>;
}

async function publishOne(tx: Tx, post: DueRow, { suspended, erasing }: Silent, now: Date): Promise<void> {
  const consultationId = post.consultation_id as ConsultationId;
  const [thread] = await tx.$queryRaw<ThreadRow[]>`
    SELECT alias_id, visibility::text, locked, answers_written
    FROM forum.consultation WHERE id = ${consultationId}::uuid FOR NO KEY UPDATE`;
  if (!thread) return;
  if (post.answer_id === null) {
    const silent = thread.alias_id !== null && erasing.has(thread.alias_id);
    if (thread.visibility === 'HELD' && !silent) await publishQuestion(tx, consultationId, toHour(now));
    return;
  }
  const answer = await tx.answer.findFirst({
    where: { id: post.answer_id, visibility: 'HELD' },
    select: { id: true, authorId: true, aliasId: true },
  });
  if (!answer || (answer.aliasId && erasing.has(answer.aliasId))) return;
  if (judgeAnswering(thread) !== null || suspended.has(answer.aliasId ?? answer.authorId)) {
    await tx.heldPost.updateMany({ where: { postId: answer.id }, data: { publishAfter: null } });
    return;
  }
  const held = { id: answer.id as AnswerId, aliasId: answer.aliasId as AliasId | null };
  await publishAnswer(tx, { id: consultationId, answersWritten: thread.answers_written }, held, toHour(now));
}

/** Takes away the empty rows of answers that their authors took back before anybody saw them. Nightly. */
export async function sweepNeverPublished(services: Services): Promise<number> {
  const { count } = await services.db.service.answer.deleteMany({
    where: { position: null, visibility: 'WITHDRAWN' },
  });
  return count;
}
