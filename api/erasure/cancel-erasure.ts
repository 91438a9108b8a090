import type { Actor } from '../access/actor.ts';
import { appendAudit } from '../audit/append-audit.ts';
import { queueMail } from '../mail/queue-mail.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Services } from '../services.ts';

/** The member has changed her mind in time, whoever had asked. Nothing of the request is kept but its audit entries. */
export async function cancelErasure(services: Services, actor: Actor): Promise<void> {
  const { db, clock } = services;
  await db.service.$transaction(async (tx) => {
    const [row] = await tx.$queryRaw<{ id: string }[]>`
      DELETE FROM erasure.erasure WHERE account_id = ${actor.id}::uuid AND state = 'COOLING_OFF' RETURNING id`;
    if (!row) throw Refusal.notFound();
    await queueMail(services, tx, actor.id, 'erasure_cancelled', {});
    await appendAudit(tx, clock, { kind: 'erasure.cancelled', actor: null, details: { erasure: row.id } });
  });
}
