import type { TechnicalAdminGrant } from '../access/grants.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { Partial } from '../identity/crypto/partial.ts';
import type { LookupId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Services } from '../services.ts';
import { attempt, RefusedAttempt } from './attempt.ts';
import { checkPartial } from './check-partial.ts';
import { lockLookup, readSeal } from './lock-lookup.ts';
import { refusalToApprove, stateAfter } from './policy.ts';
import { toStored } from './stored-partial.ts';

/**
 * Another admin agrees, with the partial that her browser computed. It is checked before it counts.
 * @throws Refusal NOT_FOUND, INVALID_INPUT (PARTIAL_INVALID) or what the policy says; the last two are on the record.
 */
export async function approveLookup(
  services: Services,
  grant: TechnicalAdminGrant,
  id: LookupId,
  partial: Partial,
): Promise<void> {
  const { clock } = services;
  await attempt(services, grant, { lookup: id, command: 'approve' }, async (tx) => {
    const lookup = await lockLookup(tx, id);
    const code = refusalToApprove(lookup, grant.adminId, clock.now());
    if (code) throw RefusedAttempt.notAllowed(code);
    const seal = await readSeal(tx, lookup);
    if (!seal) throw RefusedAttempt.notAllowed('SEAL_UNREADABLE');
    checkPartial(lookup, seal, grant.adminId, partial, 'partial');
    const stored = toStored(partial);
    if (!stored) throw Refusal.invalidInput([{ field: 'partial', code: 'PARTIAL_INVALID' }]);

    await tx.lookupParticipation.createMany({
      data: [
        {
          lookupId: id,
          accountId: grant.adminId,
          kind: 'APPROVAL',
          at: clock.now(),
          shareIndex: partial.index,
          partial: stored,
        },
      ],
    });
    const state = stateAfter(lookup.approvals.length + 1, lookup.threshold);
    await tx.lookup.updateMany({ where: { id }, data: { state } });
    await appendAudit(tx, clock, {
      kind: 'lookup.approved',
      actor: grant.adminId,
      details: { lookup: id, share: partial.index, state },
    });
  });
}
