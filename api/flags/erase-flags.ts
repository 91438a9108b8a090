import { markTag } from '../identity/mark-tag.ts';
import type { IdRange } from '../platform/id-range.ts';
import type { PhysicianId } from '../platform/ids.ts';
import type { Services } from '../services.ts';

const batch = 5000;

/**
 * Takes away her flags on the posts of one range of ids. Who flagged is written nowhere: the tag that she would have
 * left is computed for every flag there is and compared. The case stays, and what was decided in it. Idempotent.
 */
export async function eraseFlags(
  { db, keyring }: Pick<Services, 'db' | 'keyring'>,
  physicianId: PhysicianId,
  { from, to }: IdRange,
): Promise<void> {
  let after: string | null = null;
  for (;;) {
    const posts: { postId: string }[] = await db.service.flag.findMany({
      where: { postId: after === null ? { gte: from, lte: to } : { gt: after, lte: to } },
      distinct: ['postId'],
      orderBy: { postId: 'asc' },
      take: batch,
      select: { postId: true },
    });
    const tags = posts.map(({ postId }) => markTag(keyring, 'flag', physicianId, postId));
    await db.service.$executeRaw`
      DELETE FROM moderation.flag f
      USING unnest(${posts.map(({ postId }) => postId)}::uuid[], ${tags.map((tag) => Uint8Array.from(tag))}::bytea[])
        AS expected (post_id, tag)
      WHERE f.post_id = expected.post_id AND f.reporter_tag = expected.tag`;
    after = posts.at(-1)?.postId ?? null;
    if (posts.length < batch) return;
  }
}
