import type { Tx } from '../platform/database/database.ts';
import type { ConsultationId } from '../platform/ids.ts';

/** One more answer, under the consultation's lock: the stored counters are what the rows say. @param hour a whole hour. */
export async function countAnswer(tx: Tx, id: ConsultationId, hour: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE forum.consultation
    SET answer_count = answer_count + 1, answers_written = answers_written + 1,
        last_activity_at = GREATEST(last_activity_at, ${hour.toISOString()}::timestamptz)
    WHERE id = ${id}::uuid`;
}
