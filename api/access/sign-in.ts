import { type RequestHandler, Router } from 'express';
import passport from 'passport';
import { type IVerifyOptions, Strategy as LocalStrategy } from 'passport-local';
import { z } from 'zod';
import { isPasswordHash, pretendToVerify, verifyPassword } from '../accounts/passwords.ts';
import { localeOf } from '../graphql/locale.ts';
import { refusalSentence } from '../platform/refusal.ts';
import type { RefusalCode } from '../platform/refusal-sentences.ts';
import { noteSignIn } from '../retention/note-sign-in.ts';
import type { Services } from '../services.ts';
import { recordEvent } from '../telemetry/record-event.ts';
import { type Actor, findActor } from './actor.ts';
import type { SignInGuard } from './guard.ts';
import type { DeviceAccount } from './known-devices.ts';
import type { Sessions } from './sessions.ts';

declare global {
  namespace Express {
    interface User extends Actor {}
  }
}

// Never empty: passport-local would then look for them in the query, beside the limits below.
const credentials = z.object({ email: z.string().min(1).max(254), password: z.string().min(1).max(1000) });

/** Passport for one application. Further ways in (passkeys, OpenID Connect) are further strategies of it. */
export function createPassport({ db }: Services): passport.Authenticator {
  const authenticator = new passport.Passport();
  authenticator.use(
    new LocalStrategy({ usernameField: 'email', passwordField: 'password' }, (email, password, done) => {
      findByPassword(email, password).then(
        (found) => (found ? done(null, found.actor, found.verified) : done(null, false)),
        (error) => done(error),
      );
    }),
  );
  authenticator.serializeUser<string>((user, done) => done(null, user.id));
  authenticator.deserializeUser<string>((id, done) => {
    findActor(db.service, id).then(
      (actor) => done(null, actor ?? false),
      (error) => done(error),
    );
  });
  return authenticator;

  async function findByPassword(
    email: string,
    password: string,
  ): Promise<{ actor: Actor; verified: Verified } | null> {
    const row = await findDeviceAccount(db, email.trim().toLowerCase());
    if (!row || !isPasswordHash(row.passwordHash)) {
      await pretendToVerify(password);
      return null;
    }
    const { id, passwordHash } = row;
    const actor = (await verifyPassword(password, passwordHash)) && (await findActor(db.service, id));
    return actor ? { actor, verified: { message: 'verified', passwordHash } } : null;
  }
}

/** With what somebody proved who she is. */
interface Verified extends IVerifyOptions {
  readonly passwordHash: string;
}

/** A change of password ends every session that it finds: one that was saved after it must not stand on the old one. */
async function stillHolds({ db }: Services, { id }: Actor, { passwordHash }: Verified): Promise<boolean> {
  const now = await db.service.account.findUnique({
    where: { id, erasing: false },
    select: { passwordHash: true },
  });
  return now?.passwordHash === passwordHash;
}

function findDeviceAccount({ service }: Services['db'], email: string): Promise<DeviceAccount | null> {
  return service.account.findUnique({
    where: { email, erasing: false },
    select: { id: true, passwordHash: true },
  });
}

/** POST /sign-in and POST /sign-out, JSON both ways. */
export function signInRoutes(
  authenticator: passport.Authenticator,
  sessions: Sessions,
  { limits, devices, security }: SignInGuard,
  services: Services,
): Router {
  const router = Router();

  router.use(requireOwnHeader);

  router.post('/sign-in', async (request, response, next) => {
    const locale = localeOf(request);
    const refuse = (status: number, code: RefusalCode, more: object = {}): void => {
      response.status(status).json({ code, message: refusalSentence(code, locale), ...more });
    };

    const input = credentials.safeParse(request.body);
    if (!input.success) return refuse(400, 'INVALID_INPUT');
    const email = input.data.email.trim().toLowerCase();
    const client = request.ip ?? '';
    const device = devices.isClaimed(request)
      ? devices.recognise(request, await findDeviceAccount(services.db, email))
      : null;
    const attempt = await limits.takeSignIn({ email, client, device });
    if (attempt.limit !== null) {
      await security.signInRefused({ email, client }, attempt.limit);
      response.set('Retry-After', String(attempt.seconds));
      return refuse(429, 'TOO_MANY_ATTEMPTS', { retryAfterSeconds: attempt.seconds });
    }
    authenticator.authenticate('local', async (error: unknown, actor: Actor | false, verified: Verified) => {
      if (error) return next(error);
      if (!actor) {
        await security.signInFailed({ email, client }, device !== null);
        return refuse(401, 'WRONG_CREDENTIALS');
      }
      await attempt.succeeded(actor.status === 'VERIFIED');
      // Passport gives a fresh session id here, so that one planted before sign-in is worth nothing.
      request.logIn(actor, async (failure) => {
        if (failure) return next(failure);
        const end = (then: () => void) => request.session.destroy(then);
        try {
          if (!(await stillHolds(services, actor, verified))) {
            return void end(() => refuse(401, 'WRONG_CREDENTIALS'));
          }
        } catch (error) {
          return void end(() => next(error));
        }
        devices.remember(request, response, { id: actor.id, passwordHash: verified.passwordHash });
        const note = (done: Promise<unknown>) =>
          done.catch((err: unknown) => services.logger.error({ err }, 'a sign-in was not recorded'));
        Promise.all([
          note(noteSignIn(services, actor.id)),
          note(
            recordEvent(services.db.service, services, actor.id, 'account.signed_in', { method: 'password' }),
          ),
        ]).finally(() => response.json({ viewer: { id: actor.id, name: actor.name } }));
      });
    })(request, response, next);
  });

  router.post('/sign-out', (request, response, next) => {
    request.session.destroy((failure) => {
      if (failure) return next(failure);
      sessions.clearCookie(response);
      response.status(204).end();
    });
  });

  return router;
}

/** A form on another site cannot set a header of its own: together with SameSite cookies this stops forged requests. */
export const requireOwnHeader: RequestHandler = (request, response, next) => {
  if (request.method === 'POST' && request.get('x-requested-with') !== 'konsilium') {
    response
      .status(403)
      .json({ code: 'FORBIDDEN', message: 'The header "x-requested-with: konsilium" is missing.' });
    return;
  }
  next();
};
