import type { TechnicalAdminGrant } from '../access/grants.ts';
import { appendAudit } from '../audit/append-audit.ts';
import { type PhysicianId, parseId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Services } from '../services.ts';
import { lockAccount } from './data.ts';
import { checkStatement } from './policy.ts';
import type { AccountRecord } from './types.ts';

/** Opens the forum to an account whose licence a technical admin has seen. `evidence` says what was seen. */
export async function verifyPhysician(
  services: Services,
  grant: TechnicalAdminGrant,
  input: { accountId: string; evidence: string },
): Promise<AccountRecord> {
  const id = parseId<PhysicianId>(input.accountId);
  const evidence = checkStatement('evidence', input.evidence);
  return services.db.service.$transaction(async (tx) => {
    const account = id && (await lockAccount(tx, id));
    if (!account) throw Refusal.notFound();
    if (account.id === grant.adminId) throw Refusal.notAllowed('OWN_ACCOUNT');
    if (account.status === 'VERIFIED') throw Refusal.notAllowed('ACCOUNT_ALREADY_DECIDED');
    await tx.account.update({
      where: { id: account.id },
      data: { status: 'VERIFIED', verificationNote: evidence },
      select: { id: true },
    });
    await appendAudit(tx, services.clock, {
      kind: 'account.verified',
      actor: grant.adminId,
      details: { account: account.id },
    });
    return { ...account, status: 'VERIFIED' };
  });
}
