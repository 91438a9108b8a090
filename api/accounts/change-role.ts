import { endSessions } from '../access/account-sessions.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { PhysicianId } from '../platform/ids.ts';
import { PlainError } from '../platform/plain-error.ts';
import type { Services } from '../services.ts';

export type GrantableRole = 'moderator' | 'technicalAdmin';

/**
 * Gives or takes a role, on the record. For the operator at the command line. A session that stood before the role was given
 * ends: it was not signed in to with that in mind, and may lie open somewhere.
 * @throws PlainError where the account is missing or the roles exclude each other.
 */
export async function changeRole(
  services: Services,
  input: { email: string; role: GrantableRole; granted: boolean },
): Promise<void> {
  const email = input.email.trim().toLowerCase();
  const id = await services.db.service.$transaction(async (tx) => {
    const account = await tx.account.findUnique({
      where: { email },
      select: { id: true, status: true, moderator: true, technicalAdmin: true },
    });
    if (!account) throw new PlainError(`There is no account for ${email}.`);
    if (account[input.role] === input.granted) {
      throw new PlainError(`${email} ${input.granted ? 'has' : 'does not have'} that role already.`);
    }
    if (input.granted && input.role === 'moderator' && account.technicalAdmin) {
      throw new PlainError(`${email} is a technical admin and cannot be a moderator as well.`);
    }
    if (input.granted && input.role === 'technicalAdmin' && account.moderator) {
      throw new PlainError(`${email} is a moderator and cannot be a technical admin as well.`);
    }
    if (input.granted && input.role === 'moderator' && account.status !== 'VERIFIED') {
      throw new PlainError(`${email} is not a verified physician.`);
    }
    await tx.account.update({
      where: { id: account.id },
      data: { [input.role]: input.granted },
      select: { id: true },
    });
    await appendAudit(tx, services.clock, {
      kind: input.granted ? 'role.granted' : 'role.revoked',
      actor: null,
      details: { account: account.id, role: input.role },
    });
    return account.id as PhysicianId;
  });
  if (input.granted) await endSessions(services, id, null);
}
