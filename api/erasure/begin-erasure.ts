import { shutAccount } from '../accounts/erase-account.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { Tx } from '../platform/database/database.ts';
import type { ErasureId, PhysicianId } from '../platform/ids.ts';
import type { Services } from '../services.ts';

/** Ends the cooling-off: from here on there is no way back, and no sign-in. Does nothing where it was cancelled. */
export async function beginErasure(services: Services, id: ErasureId): Promise<void> {
  await services.db.service.$transaction((tx) => beginIn(tx, services, id));
}

/** As `beginErasure`, in the caller's transaction. */
export async function beginIn(tx: Tx, { clock }: Services, id: ErasureId): Promise<void> {
  const now = clock.now();
  const [row] = await tx.$queryRaw<{ account_id: string | null }[]>`
    SELECT account_id FROM erasure.erasure WHERE id = ${id}::uuid AND state = 'COOLING_OFF' AND requested_by IS NULL FOR UPDATE`;
  if (!row?.account_id) return;
  await tx.erasure.updateMany({ where: { id }, data: { state: 'RUNNING', startedAt: now } });
  await shutAccount(tx, clock, row.account_id as PhysicianId);
  await appendAudit(tx, clock, { kind: 'erasure.started', actor: null, details: { erasure: id } });
}
