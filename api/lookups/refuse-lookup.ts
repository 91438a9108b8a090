import { z } from 'zod';
import type { TechnicalAdminGrant } from '../access/grants.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { LookupId } from '../platform/ids.ts';
import { checkInput, cleanText, textField } from '../platform/text.ts';
import type { Services } from '../services.ts';
import { attempt, RefusedAttempt } from './attempt.ts';
import { endLookup, lockLookup } from './lock-lookup.ts';
import { refusalToRefuse } from './policy.ts';

const written = z.object({ statement: textField(cleanText, 1, 2000) });

/**
 * Another admin says no, and why. One refusal ends the lookup.
 * @throws Refusal NOT_FOUND, INVALID_INPUT, or what the policy says (on the record).
 */
export async function refuseLookup(
  services: Services,
  grant: TechnicalAdminGrant,
  id: LookupId,
  statement: string,
): Promise<void> {
  const { clock } = services;
  const { statement: why } = checkInput(written, { statement });
  await attempt(services, grant, { lookup: id, command: 'refuse' }, async (tx) => {
    const lookup = await lockLookup(tx, id);
    const code = refusalToRefuse(lookup, grant.adminId, clock.now());
    if (code) throw RefusedAttempt.notAllowed(code);
    await tx.lookupParticipation.createMany({
      data: [{ lookupId: id, accountId: grant.adminId, kind: 'REFUSAL', at: clock.now(), statement: why }],
    });
    await endLookup(tx, id, 'REFUSED');
    await appendAudit(tx, clock, { kind: 'lookup.refused', actor: grant.adminId, details: { lookup: id } });
  });
}
