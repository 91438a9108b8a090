import type { TechnicalAdminGrant } from '../access/grants.ts';
import { appendAudit } from '../audit/append-audit.ts';
import { type PhysicianId, parseId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Services } from '../services.ts';
import { lockAccount } from './data.ts';
import { checkStatement } from './policy.ts';
import type { AccountRecord } from './types.ts';

/** The licence could not be verified. A later verification remains possible. */
export async function refuseVerification(
  services: Services,
  grant: TechnicalAdminGrant,
  input: { accountId: string; statement: string },
): Promise<AccountRecord> {
  const id = parseId<PhysicianId>(input.accountId);
  const statement = checkStatement('statement', input.statement);
  return services.db.service.$transaction(async (tx) => {
    const account = id && (await lockAccount(tx, id));
    if (!account) throw Refusal.notFound();
    if (account.id === grant.adminId) throw Refusal.notAllowed('OWN_ACCOUNT');
    if (account.status !== 'UNVERIFIED') throw Refusal.notAllowed('ACCOUNT_ALREADY_DECIDED');
    await tx.account.update({
      where: { id: account.id },
      data: { status: 'REFUSED', verificationNote: statement },
      select: { id: true },
    });
    await appendAudit(tx, services.clock, {
      kind: 'account.verification-refused',
      actor: grant.adminId,
      details: { account: account.id },
    });
    return { ...account, status: 'REFUSED' };
  });
}
