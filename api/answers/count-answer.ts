import { Prisma } from '../../prisma/client/client.ts';
import type { Tx } from '../platform/database/database.ts';
import type { ConsultationId } from '../platform/ids.ts';

/**
 * One more answer, under the consultation's lock: the stored counters are what the rows say.
 * @param hour a whole hour.
 * @param told an insertion that goes the same way, so that telling of the answer costs no way of its own.
 */
export async function countAnswer(
  tx: Tx,
  id: ConsultationId,
  hour: Date,
  told: Prisma.Sql | null = null,
): Promise<void> {
  await tx.$executeRaw`
    ${told ? Prisma.sql`WITH told AS (${told})` : Prisma.empty}
    UPDATE forum.consultation
    SET answer_count = answer_count + 1, answers_written = answers_written + 1,
        last_activity_at = GREATEST(last_activity_at, ${hour.toISOString()}::timestamptz)
    WHERE id = ${id}::uuid`;
}
