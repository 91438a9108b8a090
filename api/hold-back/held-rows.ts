import { Prisma } from '../../prisma/client/client.ts';
import type { Visibility } from '../../prisma/client/enums.ts';
import type { Tx } from '../platform/database/database.ts';
import type { AnswerId, ConsultationId } from '../platform/ids.ts';
import type { Held } from './types.ts';

/** The column `publish_after` of the post that the query calls `post`. It costs nothing for one that is not held. */
export function publishAfterOf(post: string): Prisma.Sql {
  return Prisma.raw(`CASE WHEN ${post}.visibility = 'HELD' THEN
    (SELECT held.publish_after FROM forum.held_post held WHERE held.post_id = ${post}.id) END AS publish_after`);
}

/** Null for every post that is not held, and for every reader but its author. */
export function toHeld(
  row: { visibility: Visibility; publish_after: Date | null },
  isMine: boolean,
): Held | null {
  return row.visibility === 'HELD' && isMine ? { publishAfter: row.publish_after } : null;
}

/**
 * The statement that goes with the insertion of a post as HELD.
 * @param publishAfter as `drawPublication` gives.
 */
export const holding = (
  { consultationId, answerId }: { consultationId: ConsultationId; answerId: AnswerId | null },
  publishAfter: Date,
): Prisma.Sql => Prisma.sql`
  INSERT INTO forum.held_post (post_id, consultation_id, answer_id, publish_after)
  VALUES (
    ${answerId ?? consultationId}::uuid, ${consultationId}::uuid, ${answerId}::uuid, ${publishAfter}::timestamptz)`;

/** It is published, or taken back. @returns false where nothing was held. */
export async function releasePost(tx: Tx, postId: AnswerId | ConsultationId): Promise<boolean> {
  return (await tx.heldPost.deleteMany({ where: { postId } })).count === 1;
}
