import type { Tx } from '../platform/database/database.ts';
import type { ConsultationId } from '../platform/ids.ts';

/** The lock that every change of a thread takes first, where nobody asks for it in her own name. */
export async function lockThreadRow(tx: Tx, id: ConsultationId): Promise<void> {
  await tx.$queryRaw`SELECT id FROM forum.consultation WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
}
