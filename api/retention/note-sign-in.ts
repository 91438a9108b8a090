import type { PhysicianId } from '../platform/ids.ts';
import type { Services } from '../services.ts';

/**
 * The account is in use: the month is noted, and reminders are forgotten. Called at sign-in and nowhere else, so that
 * nothing a member reads or writes moves it (ANONYMITY 20, 22).
 */
export async function noteSignIn({ db, clock }: Services, accountId: PhysicianId): Promise<void> {
  const now = clock.now();
  const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1));
  await db.service.account.updateMany({
    where: { id: accountId, OR: [{ lastActiveMonth: null }, { lastActiveMonth: { lt: month } }] },
    data: { lastActiveMonth: month },
  });
  await db.service.inactivityReminder.deleteMany({ where: { accountId } });
}
