import type { Actor } from '../access/actor.ts';
import { appendAudit } from '../audit/append-audit.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Services } from '../services.ts';

/** The member has changed her mind in time, whoever had asked. Nothing of the request is kept but its audit entries. */
export async function cancelErasure({ db, clock }: Services, actor: Actor): Promise<void> {
  await db.service.$transaction(async (tx) => {
    const [row] = await tx.$queryRaw<{ id: string }[]>`
      DELETE FROM erasure.erasure WHERE account_id = ${actor.id}::uuid AND state = 'COOLING_OFF' RETURNING id`;
    if (!row) throw Refusal.notFound();
    await appendAudit(tx, clock, { kind: 'erasure.cancelled', actor: null, details: { erasure: row.id } });
  });
}
