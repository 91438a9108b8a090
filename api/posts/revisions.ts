import { Prisma } from '../../prisma/client/client.ts';
import type { Tx } from '../platform/database/database.ts';
import { type AnswerId, type ConsultationId, newId } from '../platform/ids.ts';

/** A post; `answerId` null: the question itself. */
export interface PostKey {
  consultationId: ConsultationId;
  answerId: AnswerId | null;
}

/**
 * Keeps the text that its author is replacing. The post's row must be locked: the numbers have no gaps.
 * @param replacedAt a whole hour.
 */
export async function keepRevision(
  tx: Tx,
  { consultationId, answerId }: PostKey,
  text: { title: string | null; body: string; version: string },
  replacedAt: Date,
): Promise<void> {
  const ofPost = answerId
    ? Prisma.sql`answer_id = ${answerId}::uuid`
    : Prisma.sql`consultation_id = ${consultationId}::uuid AND answer_id IS NULL`;
  const [next] = await tx.$queryRaw<{ number: number }[]>(
    Prisma.sql`SELECT COALESCE(MAX(number) + 1, 0)::int AS number FROM forum.revision WHERE ${ofPost}`,
  );
  await tx.revision.createMany({
    data: [
      {
        id: newId(),
        consultationId,
        answerId,
        number: next?.number ?? 0,
        title: text.title,
        body: text.body,
        version: text.version,
        replacedBy: 'AUTHOR',
        replacedAt,
      },
    ],
  });
}

/** Destroys every earlier text of a post, and with them what its decisions could tell of them. */
export async function destroyRevisions(tx: Tx, { consultationId, answerId }: PostKey): Promise<void> {
  await tx.revision.deleteMany({ where: { consultationId, answerId } });
}
