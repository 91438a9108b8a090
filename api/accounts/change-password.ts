import type { Actor } from '../access/actor.ts';
import { queueMail } from '../mail/queue-mail.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Services } from '../services.ts';
import { hashPassword } from './passwords.ts';
import { checkPassword } from './policy.ts';

/**
 * A member, of whatever status, takes another password; the one that she has has been asked for: see `confirmPassword`.
 * Wherever else somebody is signed in as her ends, and a mail tells her of it.
 * @throws Refusal with an issue of `newPassword`.
 */
export async function changePassword(
  services: Services,
  actor: Actor,
  { oldPassword, newPassword }: { oldPassword: string; newPassword: string },
  endOtherSessions: () => Promise<void>,
): Promise<{ changed: true }> {
  const row = await services.db.service.account.findUnique({
    where: { id: actor.id },
    select: { licenceNumber: true },
  });
  const own = [actor.email, actor.name, row?.licenceNumber ?? ''];
  const issues = await checkPassword('newPassword', newPassword, own);
  if (newPassword.normalize('NFC') === oldPassword.normalize('NFC'))
    issues.push({ field: 'newPassword', code: 'PASSWORD_UNCHANGED' });
  if (issues.length > 0) throw Refusal.invalidInput(issues);
  const passwordHash = await hashPassword(newPassword);
  // First, so that nothing is changed where they cannot be ended.
  await endOtherSessions();
  await services.db.service.$transaction(async (tx) => {
    await tx.account.updateMany({ where: { id: actor.id, erasing: false }, data: { passwordHash } });
    await queueMail(services, tx, actor.id, 'password_changed', {});
  });
  // Once more, for whoever signed in with the old one meanwhile.
  await endOtherSessions();
  return { changed: true };
}
