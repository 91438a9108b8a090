import type { Tx } from '../platform/database/database.ts';
import { Refusal } from '../platform/refusal.ts';

/**
 * While a proposal waits for her answer the author does not change the text in another way: it marks a place in the
 * text as it is. Under the lock of the post.
 * @throws Refusal REDACTION_PENDING
 */
export async function requireNoProposal(tx: Tx, postId: string): Promise<void> {
  const [row] = await tx.$queryRaw<{ pending: boolean }[]>`
    SELECT EXISTS (
      SELECT FROM moderation.redaction r
      WHERE COALESCE(r.answer_id, r.consultation_id) = ${postId}::uuid AND r.state = 'PROPOSED') AS pending`;
  if (row?.pending) throw Refusal.notAllowed('REDACTION_PENDING');
}
