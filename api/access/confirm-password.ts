import { verifyPassword } from '../accounts/passwords.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Services } from '../services.ts';
import type { Actor } from './actor.ts';
import type { AttemptLimits } from './attempt-limits.ts';

/**
 * Asks for the password once more, for what a session that was left open on a ward must not be enough for. Counted
 * together with attempts to sign in: this is no second way to guess.
 * @param client the address that the request comes from.
 * @throws Refusal TOO_MANY_ATTEMPTS, WRONG_PASSWORD
 */
export async function confirmPassword(
  { db }: Pick<Services, 'db'>,
  limits: AttemptLimits,
  actor: Actor,
  password: string,
  client: string,
): Promise<void> {
  if ((await limits.takeSignIn(actor.email, client)) > 0) throw Refusal.notAllowed('TOO_MANY_ATTEMPTS');
  const row = await db.service.account.findUnique({
    where: { id: actor.id },
    select: { passwordHash: true },
  });
  const right = row !== null && password.length <= 1000 && (await verifyPassword(password, row.passwordHash));
  if (!right) throw Refusal.notAllowed('WRONG_PASSWORD');
  await limits.signedIn(actor.email, client);
}
