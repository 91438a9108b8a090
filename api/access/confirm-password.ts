import { verifyPassword } from '../accounts/passwords.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Services } from '../services.ts';
import type { Actor } from './actor.ts';
import type { SignInGuard } from './guard.ts';

/**
 * Asks for the password once more, for what a session that was left open on a ward must not be enough for. Counted by
 * session: whoever has come upon one has as few tries as at the sign-in, and nobody else can use them up.
 * @throws Refusal TOO_MANY_ATTEMPTS, WRONG_PASSWORD
 */
export async function confirmPassword(
  { db }: Pick<Services, 'db'>,
  { limits, security }: SignInGuard,
  actor: Actor,
  password: string,
  from: { sessionId: string; client: string },
): Promise<void> {
  const subject = { email: actor.email, client: from.client };
  if ((await limits.takeConfirmation(from.sessionId)) > 0) {
    await security.confirmationRefused(subject);
    throw Refusal.notAllowed('TOO_MANY_ATTEMPTS');
  }
  const row = await db.service.account.findUnique({
    where: { id: actor.id },
    select: { passwordHash: true },
  });
  const right = row !== null && password.length <= 1000 && (await verifyPassword(password, row.passwordHash));
  if (!right) {
    await security.confirmationFailed(subject);
    throw Refusal.notAllowed('WRONG_PASSWORD');
  }
  await limits.confirmed(from.sessionId);
}
