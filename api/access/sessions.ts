import connectPgSimple from 'connect-pg-simple';
import { RedisStore } from 'connect-redis';
import type { RequestHandler } from 'express';
import session from 'express-session';
import { createClient } from 'redis';
import { PlainError } from '../platform/plain-error.ts';
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
export async function openSessions(services: Services, secret: string): Promise<Sessions> {
  const { config } = services;
  const backend = config.redisUrl ? await redisBackend(config.redisUrl) : postgresBackend(services);
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

async function redisBackend(url: string): Promise<Backend> {
  // While Redis is away every request fails at once: one that waited for it would hold up the service's end too.
  let reached = false;
  const client = createClient({
    url,
    disableOfflineQueue: true,
    socket: {
      connectTimeout: 5000,
      // Left alone, the first connection would be tried for ever and in silence.
      reconnectStrategy: (tries) => reached && Math.min(tries * 100, 2000),
    },
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw new PlainError(`The Redis that REDIS_URL names does not answer or refuses the login${code}.`);
  }
  reached = true;
  return {
    store: new RedisStore({ client, prefix: redisSessionPrefix, disableTouch: true }),
    async ping() {
      await client.ping();
    },
    async close() {
      if (client.isReady) await client.close();
      else client.destroy();
    },
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
