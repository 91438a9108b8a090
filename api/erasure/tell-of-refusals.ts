import { queueMail } from '../mail/queue-mail.ts';
import type { Tx } from '../platform/database/database.ts';
import type { PhysicianId } from '../platform/ids.ts';
import type { Services } from '../services.ts';

const refused = { erasure: { state: 'RUNNING' }, state: 'REFUSED' } as const;

/**
 * Mails every technical admin that an erasure needs a hand. Of several steps that are refused one after the other only
 * the first is told: whoever looks at the page sees them all, and `remindOfRefusals` goes on as long as one stands.
 * In the transaction that writes the refusal down, before it does.
 */
export async function tellOfRefusal(services: Services, tx: Tx): Promise<void> {
  if ((await tx.erasureStep.count({ where: refused })) === 0) await mailAdmins(services, tx);
}

/** Once a week, as long as a step stands refused. @returns whether one does. */
export async function remindOfRefusals(services: Services): Promise<boolean> {
  return services.db.service.$transaction(async (tx) => {
    const stands = (await tx.erasureStep.count({ where: refused })) > 0;
    if (stands) await mailAdmins(services, tx);
    return stands;
  });
}

async function mailAdmins(services: Services, tx: Tx): Promise<void> {
  const admins = await tx.account.findMany({
    where: { technicalAdmin: true, erasing: false },
    select: { id: true },
  });
  for (const { id } of admins) await queueMail(services, tx, id as PhysicianId, 'erasure_refused', {});
}
