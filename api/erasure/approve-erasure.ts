import type { TechnicalAdminGrant } from '../access/grants.ts';
import { appendAudit } from '../audit/append-audit.ts';
import { queueMail } from '../mail/queue-mail.ts';
import { type ErasureId, type PhysicianId, parseId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Services } from '../services.ts';
import { dayOf, leastNoticeDays, wholeHourIn } from './policy.ts';
import { readShareholding } from './shareholding.ts';

/**
 * Another admin has seen the written request too. The member is mailed, and has a week or more to stop it.
 * @throws Refusal NOT_FOUND, OWN_REQUEST_NOT_APPROVABLE, OWN_ACCOUNT, SHARE_STILL_NEEDED
 */
export async function approveErasure(
  services: Services,
  grant: TechnicalAdminGrant,
  text: string,
): Promise<ErasureId> {
  const { db, clock, config } = services;
  const id = parseId<ErasureId>(text);
  if (!id) throw Refusal.notFound();
  await db.service.$transaction(async (tx) => {
    const [row] = await tx.$queryRaw<{ account_id: PhysicianId; requested_by: string }[]>`
      SELECT account_id, requested_by FROM erasure.erasure
      WHERE id = ${id}::uuid AND requested_by IS NOT NULL AND starts_at > ${clock.now()}::timestamptz FOR UPDATE`;
    if (!row) throw Refusal.notFound();
    if (row.requested_by === grant.adminId) throw Refusal.notAllowed('OWN_REQUEST_NOT_APPROVABLE');
    if (row.account_id === grant.adminId) throw Refusal.notAllowed('OWN_ACCOUNT');
    if ((await readShareholding(tx, row.account_id)).indispensable) {
      throw Refusal.notAllowed('SHARE_STILL_NEEDED');
    }
    const startsAt = wholeHourIn(clock.now(), Math.max(leastNoticeDays, config.erasureCoolingOffDays));
    await tx.erasure.updateMany({ where: { id }, data: { requestedBy: null, startsAt } });
    await queueMail(services, tx, row.account_id, 'erasure_started', { beginsOn: dayOf(startsAt) });
    await appendAudit(tx, clock, {
      kind: 'erasure.approved',
      actor: grant.adminId,
      details: { account: row.account_id, erasure: id },
    });
  });
  return id;
}

/** Requests that no second admin has approved in time are forgotten but for the audit. */
export async function dropLapsedRequests({ db, clock }: Services): Promise<void> {
  await db.service.$transaction(async (tx) => {
    const lapsed = await tx.$queryRaw<{ id: string }[]>`
      DELETE FROM erasure.erasure WHERE requested_by IS NOT NULL AND starts_at <= ${clock.now()}::timestamptz RETURNING id`;
    for (const { id } of lapsed) {
      await appendAudit(tx, clock, { kind: 'erasure.lapsed', actor: null, details: { erasure: id } });
    }
  });
}
