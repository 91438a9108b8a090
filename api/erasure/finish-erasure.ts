import { appendAudit } from '../audit/append-audit.ts';
import type { ErasureId } from '../platform/ids.ts';
import type { Services } from '../services.ts';

/** What stays is the receipt: which steps were done, by its own id and the hash of its code. */
export async function finishErasure({ db, clock }: Services, id: ErasureId): Promise<void> {
  await db.service.$transaction(async (tx) => {
    const left = await tx.erasureStep.count({
      where: { erasureId: id, state: { notIn: ['DONE', 'NOT_APPLICABLE'] } },
    });
    if (left > 0) return;
    const today = new Date(clock.now().toISOString().slice(0, 10));
    const { count } = await tx.erasure.updateMany({
      where: { id, state: 'RUNNING', accountId: null },
      data: {
        state: 'DONE',
        // To the day: what vanished at the moment it began is not to be told from a receipt.
        startsAt: today,
        finishedOn: today,
        startedAt: null,
        secret: null,
        leaseUntil: null,
      },
    });
    if (count === 0) return;
    await appendAudit(tx, clock, { kind: 'erasure.finished', actor: null, details: { erasure: id } });
  });
}
