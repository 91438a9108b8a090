import { Prisma } from '../../prisma/client/client.ts';
import type { ConsultationId } from '../platform/ids.ts';

/**
 * The statement that counts one more answer, under the consultation's lock: the stored counters are what the rows say.
 * @param hour a whole hour.
 */
export const answerCounting = (id: ConsultationId, hour: Date): Prisma.Sql => Prisma.sql`
  UPDATE forum.consultation
  SET answer_count = answer_count + 1, answers_written = answers_written + 1,
      last_activity_at = GREATEST(last_activity_at, ${hour.toISOString()}::timestamptz)
  WHERE id = ${id}::uuid`;
