import type { PhysicianId } from '../platform/ids.ts';
import type { Services } from '../services.ts';
import { mailFolder, removeKeptMail } from './transport.ts';

/** Takes away the mails to a member that wait, and those that lie in the folder instead of having been sent. */
export async function eraseMail({ config, db }: Services, physicianId: PhysicianId): Promise<void> {
  await db.service.outgoingMail.deleteMany({ where: { accountId: physicianId } });
  const account = await db.service.account.findUnique({
    where: { id: physicianId },
    select: { email: true },
  });
  if (account && config.mail.smtpUrl === null) await removeKeptMail(mailFolder(config), account.email);
}
