import type { PostRef } from '../../moderation/post-storage.ts';
import { Prisma } from '../../prisma/client/client.ts';
import type { ModeratorGrant } from '../access/grants.ts';
import { markTag } from '../identity/mark-tag.ts';
import { listOwnClaims } from '../identity/own-claims.ts';
import type { Tx } from '../platform/database/database.ts';
import type { Services } from '../services.ts';

declare const known: unique symbol;

/**
 * Who has written in a consultation, under her name or an alias, or has flagged a post of it, does not decide on that post.
 * Its cases look missing to her; nothing is stored, and nothing that anybody else sees tells that this was why.
 *
 * This is a moderator with what must be known for that: the consultations in which she has written anonymously, read
 * from her own claims on her own behalf, and how to tell her own flags. They are compared in memory: no statement carries
 * them and her id together, since the database may log the parameters of a slow one.
 */
export interface CheckedModerator {
  readonly [known]: true;
  readonly grant: ModeratorGrant;
  readonly anonymousIn: ReadonlySet<string>;
  /** The tag of a flag that she would have put on a post, in hex. */
  readonly flagTag: (postId: string) => string;
}

/** What must be known of a post to tell whether she keeps away from it. `flagTags` in hex. */
export interface Concerned {
  readonly consultation_id: string;
  readonly post_id: string;
  readonly flag_tags: readonly string[];
}

/** One statement, whatever the number of her posts. */
export async function withOwnClaims(services: Services, grant: ModeratorGrant): Promise<CheckedModerator> {
  const { db, keyring } = services;
  const claims = await listOwnClaims(db.service, keyring, grant.moderatorId);
  const anonymousIn: ReadonlySet<string> = new Set(claims.map(({ consultation }) => consultation));
  const flagTag = (postId: string) =>
    Buffer.from(markTag(keyring, 'flag', grant.moderatorId, postId)).toString('hex');
  return { grant, anonymousIn, flagTag } as CheckedModerator;
}

/** The condition that she has written nothing under her name in the consultation whose id is `column`. */
export function isUnsignedBy({ moderatorId }: ModeratorGrant, column: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(
    NOT EXISTS (
      SELECT FROM forum.consultation own WHERE own.id = ${column} AND own.author_id = ${moderatorId}::uuid)
    AND NOT EXISTS (
      SELECT FROM forum.answer own
      WHERE own.consultation_id = ${column} AND own.author_id = ${moderatorId}::uuid))`;
}

/** The columns of a `Concerned` post, but the consultation's. */
export function concernColumns(postId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`${postId} AS post_id,
    ARRAY(SELECT encode(flag.reporter_tag, 'hex') FROM moderation.flag WHERE flag.post_id = ${postId}) AS flag_tags`;
}

/** That she has neither written anonymously there nor flagged the post. What she signed is `isUnsignedBy`'s to find. */
export function isOpenTo({ anonymousIn, flagTag }: CheckedModerator, post: Concerned): boolean {
  if (anonymousIn.has(post.consultation_id)) return false;
  return post.flag_tags.length === 0 || !post.flag_tags.includes(flagTag(post.post_id));
}

/** Whether she has a part in a consultation, under any face, or has flagged this post. */
export async function isConflicted(
  tx: Tx,
  moderator: CheckedModerator,
  { consultationId, answerId }: PostRef,
): Promise<boolean> {
  const unsigned = isUnsignedBy(moderator.grant, Prisma.sql`${consultationId}::uuid`);
  const [row] = await tx.$queryRaw<{ unsigned: boolean }[]>`SELECT ${unsigned} AS unsigned`;
  const postId = Prisma.sql`${answerId ?? consultationId}::uuid`;
  const [post] = await tx.$queryRaw<Omit<Concerned, 'consultation_id'>[]>`SELECT ${concernColumns(postId)}`;
  if (row?.unsigned !== true || !post) return true;
  return !isOpenTo(moderator, { ...post, consultation_id: consultationId });
}

/**
 * How many cases of one state a list of hers must leave out because of her anonymous posts and her flags. Of the cases
 * those are read that somebody has flagged, which grow by a few a day.
 */
export async function countKeptAway(
  db: Tx,
  moderator: CheckedModerator,
  state: 'OPEN' | 'DECIDED',
): Promise<number> {
  const postId = Prisma.sql`COALESCE(mc.answer_id, mc.consultation_id)`;
  const rows = await db.$queryRaw<Concerned[]>`
    SELECT mc.consultation_id, ${concernColumns(postId)}
    FROM moderation.moderation_case mc
    WHERE mc.state = ${state}::moderation."CaseState" AND (
      mc.consultation_id = ANY(${[...moderator.anonymousIn]}::uuid[])
      OR EXISTS (SELECT FROM moderation.flag WHERE flag.post_id = ${postId}))`;
  return rows.filter((row) => !isOpenTo(moderator, row)).length;
}
