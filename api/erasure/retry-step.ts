import type { TechnicalAdminGrant } from '../access/grants.ts';
import { appendAudit } from '../audit/append-audit.ts';
import { type ErasureId, parseId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Services } from '../services.ts';

/**
 * Lets a step that was refused, or that waits for its next try, run with the next minute. On the record.
 * @throws Refusal NOT_FOUND where there is no such step, or it is done.
 */
export async function retryStep(
  { db, clock }: Services,
  grant: TechnicalAdminGrant,
  input: { erasureId: string; step: string },
): Promise<ErasureId> {
  const erasureId = parseId<ErasureId>(input.erasureId);
  if (!erasureId) throw Refusal.notFound();
  await db.service.$transaction(async (tx) => {
    const { count } = await tx.erasureStep.updateMany({
      where: { erasureId, name: input.step, state: { in: ['WAITING', 'REFUSED'] } },
      data: { state: 'PENDING', nextTry: null },
    });
    if (count === 0) throw Refusal.notFound();
    await appendAudit(tx, clock, {
      kind: 'erasure.retried',
      actor: grant.adminId,
      details: { erasure: erasureId, step: input.step },
    });
  });
  return erasureId;
}
