import connectPgSimple from 'connect-pg-simple';
import { RedisStore } from 'connect-redis';
import type { RequestHandler } from 'express';
import session from 'express-session';
import type { Redis } from '../platform/redis.ts';
import type { Services } from '../services.ts';

export const redisSessionPrefix = 'konsilium:session:';

/** How long a session lives without use. */
const sessionHours = 12;

export interface Sessions {
  middleware: RequestHandler;
  /** Rejects when the store does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/**
 * express-session in Redis, or in PostgreSQL where no Redis is configured. A session holds the account's id and
 * nothing of what she does: reading or writing must not touch it (ANONYMITY 20, 22), hence no rolling renewal.
 */
export function openSessions(services: Services, secret: string, redis: Redis | null): Sessions {
  const { config } = services;
  const backend = redis ? redisBackend(redis) : postgresBackend(services);
  return {
    middleware: session({
      store: backend.store,
      secret,
      name: config.secureCookies ? '__Host-konsilium' : 'konsilium',
      resave: false,
      saveUninitialized: false,
      rolling: false,
      cookie: {
        httpOnly: true,
        sameSite: 'lax',
        secure: config.secureCookies,
        path: '/',
        maxAge: sessionHours * 3_600_000,
      },
    }),
    ping: backend.ping,
    close: backend.close,
  };
}

interface Backend {
  store: session.Store;
  ping(): Promise<void>;
  close(): Promise<void>;
}

function redisBackend({ client }: Redis): Backend {
  return {
    store: new RedisStore({ client, prefix: redisSessionPrefix, disableTouch: true }),
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
    async ping() {
      await db.servicePool.query('SELECT 1 FROM platform.session LIMIT 1');
    },
    async close() {
      await store.close();
    },
  };
}
