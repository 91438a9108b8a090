import { appendAudit } from '../audit/append-audit.ts';
import type { Clock } from '../platform/clock.ts';
import type { Tx } from '../platform/database/database.ts';
import type { PhysicianId } from '../platform/ids.ts';
import type { Services } from '../services.ts';

/**
 * Shuts an account for good: nobody signs in with it, no session of it counts, it has no role and no share any more. In
 * the transaction that begins its erasure.
 */
export async function shutAccount(tx: Tx, clock: Clock, physicianId: PhysicianId): Promise<void> {
  const before = await tx.account.findUnique({
    where: { id: physicianId },
    select: { moderator: true, technicalAdmin: true },
  });
  await tx.account.updateMany({
    where: { id: physicianId },
    data: {
      erasing: true,
      status: 'REFUSED',
      passwordHash: 'erased',
      moderator: false,
      technicalAdmin: false,
    },
  });
  await tx.$executeRaw`SELECT vault.give_up_shares(${physicianId}::uuid)`;
  for (const role of ['moderator', 'technicalAdmin'] as const) {
    if (!before?.[role]) continue;
    await appendAudit(tx, clock, {
      kind: 'role.revoked',
      actor: null,
      details: { account: physicianId, role },
    });
  }
}

/** The row itself, with name, address and licence number. Fails while anything of hers still refers to it. */
export async function eraseAccount({ db }: Services, physicianId: PhysicianId): Promise<void> {
  await db.service.$transaction(async (tx) => {
    await tx.erasure.updateMany({ where: { accountId: physicianId }, data: { accountId: null } });
    await tx.account.deleteMany({ where: { id: physicianId } });
  });
}
