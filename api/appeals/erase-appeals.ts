import { deleteAppeals } from '../../moderation/appeal-texts.ts';
import type { PhysicianId } from '../platform/ids.ts';
import type { Services } from '../services.ts';

/**
 * Takes away the appeals on what she signed, and her name as a moderator from rulings. Those on anonymous posts go each
 * with its post (`deleteAppeals`, moderation/appeal-texts.ts), at the post's own time: gone together they would tell
 * that they were one person's (ANONYMITY 56). Idempotent.
 */
export async function eraseAppeals({ db }: Services, physicianId: PhysicianId): Promise<void> {
  await db.service.$transaction(async (tx) => {
    const signed = await tx.$queryRaw<{ consultation_id: string; answer_id: string | null }[]>`
      SELECT id AS consultation_id, NULL::uuid AS answer_id FROM forum.consultation
      WHERE author_id = ${physicianId}::uuid
      UNION ALL
      SELECT consultation_id, id FROM forum.answer WHERE author_id = ${physicianId}::uuid`;
    for (const post of signed) {
      await deleteAppeals(tx, { consultationId: post.consultation_id, answerId: post.answer_id });
    }
    await tx.$executeRaw`SELECT moderation.forget_ruling_moderator(${physicianId}::uuid)`;
  });
}
