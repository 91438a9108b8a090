import { toHour } from '../platform/clock.ts';
import type { AnswerId, ConsultationId, PhysicianId } from '../platform/ids.ts';
import type { Services } from '../services.ts';
import { erasePost } from './erase-post.ts';
import { lockThreadRow } from './lock-thread-row.ts';
import type { PostKey } from './revisions.ts';

const batch = 100;

/** Everything that she wrote under her name, one post after the other. Idempotent. */
export async function eraseNamedPosts({ db, clock }: Services, physicianId: PhysicianId): Promise<void> {
  for (;;) {
    const posts = await someOf(db.service, physicianId);
    if (posts.length === 0) return;
    for (const post of posts) {
      await db.service.$transaction(async (tx) => {
        await lockThreadRow(tx, post.consultationId);
        await erasePost(tx, post, toHour(clock.now()));
      });
    }
  }
}

async function someOf(db: Services['db']['service'], authorId: PhysicianId): Promise<PostKey[]> {
  const questions = await db.consultation.findMany({
    where: { authorId },
    take: batch,
    select: { id: true },
  });
  const answers = await db.answer.findMany({
    where: { authorId },
    take: batch,
    select: { id: true, consultationId: true },
  });
  return [
    ...questions.map(({ id }) => ({ consultationId: id as ConsultationId, answerId: null })),
    ...answers.map(({ id, consultationId }) => ({
      consultationId: consultationId as ConsultationId,
      answerId: id as AnswerId,
    })),
  ];
}
