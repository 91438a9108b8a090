import type { Prisma } from '../prisma/client/client.ts';
import type { PostRef } from './post-storage.ts';

type Tx = Prisma.TransactionClient;

/** What may quote a text that is being destroyed. An appeal that waits goes on waiting, without its words. */
export async function destroyAppealTexts(tx: Tx, { consultationId, answerId }: PostRef): Promise<void> {
  await tx.$executeRaw`
    UPDATE moderation.appeal a SET text = '', identifier_override = NULL
    FROM moderation.decision d
    WHERE d.id = a.decision_id AND d.consultation_id = ${consultationId}::uuid
      AND d.answer_id IS NOT DISTINCT FROM ${answerId}::uuid`;
}

/** Takes the appeals of a post's author away with her. What was ruled on them stays, and names nobody. */
export async function deleteAppeals(tx: Tx, { consultationId, answerId }: PostRef): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM moderation.appeal a USING moderation.decision d
    WHERE d.id = a.decision_id AND d.consultation_id = ${consultationId}::uuid
      AND d.answer_id IS NOT DISTINCT FROM ${answerId}::uuid`;
}
