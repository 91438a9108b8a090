import type { Request, Response } from 'express';
import { Refusal } from '../platform/refusal.ts';
import type { Services } from '../services.ts';
import type { SignInGuard } from './guard.ts';

/**
 * Another id for the session of this request, and a new token for its device, whose old one ended with the password: an
 * id that somebody has copied is worth nothing from then on.
 */
export async function renewSession(
  { db }: Services,
  { devices }: SignInGuard,
  request: Request,
  response: Response,
): Promise<void> {
  const actor = request.user;
  if (!actor) throw Refusal.notAllowed('NOT_SIGNED_IN');
  await new Promise<void>((resolve, reject) => {
    request.logIn(actor, (failure) => (failure ? reject(failure) : resolve()));
  });
  const account = await db.service.account.findUnique({
    where: { id: actor.id, erasing: false },
    select: { id: true, passwordHash: true },
  });
  if (account) devices.remember(request, response, account);
}
