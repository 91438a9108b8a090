import { createSecretKey } from 'node:crypto';
import connectPgSimple from 'connect-pg-simple';
import { RedisStore } from 'connect-redis';
import type { CookieOptions, Request, RequestHandler, Response } from 'express';
import session from 'express-session';
import type { Redis } from '../platform/redis.ts';
import type { Services } from '../services.ts';
import { actorColumns } from './actor.ts';
import { signedSessionId } from './session-cookie.ts';

export const redisSessionPrefix = 'konsilium:session:';

/** How long a session lives without use. */
const sessionHours = 12;

export interface Sessions {
  middleware: RequestHandler;
  reader: SessionReader;
  /**
   * Takes the cookie of a session that was ended by its holder. Nobody else's answer does: one that comes late would
   * take away the cookie of a sign-in made meanwhile.
   */
  clearCookie(response: Response): void;
  /** Rejects when the store does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Whose session it is, found by the very statement that reads what she asks for: where many small answers are wanted
 * fast, `middleware` and passport would each ask the database before it.
 */
export interface SessionReader {
  /** The id in the request's cookie, null where we did not sign it. Says nothing of whether the session lives. */
  claimedBy(request: Request): string | null;
  /** What `actorSql` takes as $1, at once where nobody need be asked for it; null where the store knows of no such session. */
  keyOf(sessionId: string): string | Promise<string | null>;
  /** Selects the `AccountRow` of the living session behind $1, one row or none. */
  readonly actorSql: string;
}

/**
 * express-session in Redis, or in PostgreSQL where no Redis is configured. A session holds the account's id and
 * nothing of what she does: reading or writing must not touch it (ANONYMITY 20, 22), hence no rolling renewal.
 */
export function openSessions(services: Services, secret: string, redis: Redis | null): Sessions {
  const { config } = services;
  const backend = redis ? redisBackend(redis) : postgresBackend(services);
  const name = config.secureCookies ? '__Host-konsilium' : 'konsilium';
  const signingKey = createSecretKey(secret, 'utf8');
  const cookie = {
    httpOnly: true,
    sameSite: 'lax',
    secure: config.secureCookies,
    path: '/',
  } as const satisfies CookieOptions;
  return {
    middleware: session({
      store: backend.store,
      secret,
      name,
      resave: false,
      saveUninitialized: false,
      rolling: false,
      cookie: { ...cookie, maxAge: sessionHours * 3_600_000 },
    }),
    clearCookie: (response) => response.clearCookie(name, cookie),
    reader: {
      claimedBy: (request) => signedSessionId(request.headers.cookie, name, signingKey),
      keyOf: backend.keyOf,
      actorSql: backend.actorSql,
    },
    ping: backend.ping,
    close: backend.close,
  };
}

interface Backend extends Pick<SessionReader, 'keyOf' | 'actorSql'> {
  store: session.Store;
  ping(): Promise<void>;
  close(): Promise<void>;
}

function redisBackend({ client }: Redis): Backend {
  return {
    store: new RedisStore({ client, prefix: redisSessionPrefix, disableTouch: true }),
    async keyOf(sessionId) {
      const text = await client.get(`${redisSessionPrefix}${sessionId}`);
      const kept: { passport?: { user?: string } } | null = text === null ? null : JSON.parse(text);
      return kept?.passport?.user ?? null;
    },
    actorSql: `SELECT ${actorColumns} FROM accounts.account a WHERE a.id = $1::uuid AND NOT a.erasing`,
    async ping() {
      await client.ping();
    },
    // Whoever opened Redis closes it.
    async close() {},
  };
}

function postgresBackend({ db, logger }: Services): Backend {
  const PgStore = connectPgSimple(session);
  const store = new PgStore({
    pool: db.servicePool,
    schemaName: 'platform',
    tableName: 'session',
    createTableIfMissing: false,
    disableTouch: true,
    pruneSessionInterval: 900,
    errorLog: () => logger.error('the session store did not answer'),
  });
  return {
    store,
    keyOf: (sessionId) => sessionId,
    actorSql: `SELECT ${actorColumns} FROM platform.session s
      JOIN accounts.account a ON a.id = (s.sess #>> '{passport,user}')::uuid AND NOT a.erasing
      WHERE s.sid = $1 AND s.expire >= now()`,
    async ping() {
      await db.servicePool.query('SELECT 1 FROM platform.session LIMIT 1');
    },
    async close() {
      await store.close();
    },
  };
}
