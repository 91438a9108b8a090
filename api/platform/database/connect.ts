import path from 'node:path';
import pg from 'pg';
import type { Config } from '../../config.ts';
import { type EmbeddedPostgres, runningEmbeddedUrl, startEmbeddedPostgres } from '../embedded/postgres.ts';
import { PlainError } from '../plain-error.ts';
import { hasRealAccounts, isDemoUnfinished } from './demo-mark.ts';
import { dropEverything } from './drop-everything.ts';
import { asRole, migrate, openRoleLogins } from './migrate.ts';
import { type RoleLogin, requireLeastPrivilege } from './role-logins.ts';

/** Where each role connects, whichever database it is. */
export interface Connected {
  /** Null where this process was not given the owner's login. */
  owner: string | null;
  service: string;
  lookup: string;
  /** Null where this process was given no login for the jobs. */
  worker: string | null;
  /** Stops the embedded database; nothing for an external one. */
  stop(): Promise<void>;
}

export type Progress = (step: string) => void;

/** Starts or reaches the configured database and brings it up to date where this process may. */
export async function connectDatabase(config: Config, progress: Progress): Promise<Connected> {
  return config.database.kind === 'embedded'
    ? connectEmbedded(config, progress)
    : connectExternal(config, config.database, progress);
}

async function connectEmbedded(config: Config, progress: Progress): Promise<Connected> {
  const { dataFolder } = config;
  progress('Starting PostgreSQL');
  const server = await startEmbeddedPostgres(path.join(dataFolder, 'postgres'));
  try {
    await createOnce(server);
    const owner = server.url('konsilium');
    await prepare(config, owner, progress);
    const roles = await openRoleLogins(owner);
    return {
      owner,
      service: roles.konsilium_service,
      lookup: roles.konsilium_lookup,
      worker: roles.konsilium_worker,
      stop: server.stop,
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** Joins the embedded database of a service that runs already, for a command at the terminal. */
export async function joinEmbedded(dataFolder: string): Promise<Connected> {
  const owner = await runningEmbeddedUrl(path.join(dataFolder, 'postgres'), 'konsilium');
  return {
    owner,
    // Fresh passwords would shut out the running service: the superuser drops down to each role instead.
    service: asRole(owner, 'konsilium_service'),
    lookup: asRole(owner, 'konsilium_lookup'),
    worker: asRole(owner, 'konsilium_worker'),
    stop: async () => undefined,
  };
}

async function createOnce(server: EmbeddedPostgres): Promise<void> {
  const client = new pg.Client({ connectionString: server.url() });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = 'konsilium'");
    if (rowCount === 0) await client.query('CREATE DATABASE konsilium');
  } finally {
    await client.end();
  }
}

async function prepare(config: Config, ownerUrl: string, progress: Progress): Promise<void> {
  progress('Preparing the database');
  await migrate(ownerUrl);
  if (config.demo && (await isDemoUnfinished(ownerUrl)) && !(await hasRealAccounts(ownerUrl))) {
    progress('Throwing away a demo that an interrupted start left half-made');
    await dropEverything(ownerUrl);
    await migrate(ownerUrl);
  }
}

async function connectExternal(
  config: Config,
  database: Extract<Config['database'], { kind: 'external' }>,
  progress: Progress,
): Promise<Connected> {
  const { ownerUrl } = database;
  progress('Reaching PostgreSQL');
  if (ownerUrl) await requireAnswer('DATABASE_URL', ownerUrl);
  if (ownerUrl && database.migrateAtStart) await prepare(config, ownerUrl, progress);
  const url = (given: string | null, role: Parameters<typeof asRole>[1]) => {
    if (given) return given;
    if (ownerUrl) return asRole(ownerUrl, role);
    throw new PlainError(`Settings: no login for the role ${role}.`);
  };
  return {
    owner: ownerUrl,
    service: url(database.serviceUrl, 'konsilium_service'),
    lookup: url(database.lookupUrl, 'konsilium_lookup'),
    worker: database.workerUrl ?? (ownerUrl ? asRole(ownerUrl, 'konsilium_worker') : null),
    stop: async () => undefined,
  };
}

/** Tries the logins that the settings name for the roles. They may be missing while the first migration runs. */
export async function requireRoleLogins(config: Config): Promise<void> {
  for (const { setting, url } of roleLoginsOf(config)) await requireAnswer(setting, url);
}

/** The logins that the settings name for the roles. */
export function roleLoginsOf({ database }: Config): RoleLogin[] {
  if (database.kind === 'embedded') return [];
  const given = [
    ['KONSILIUM_DATABASE_SERVICE_URL', database.serviceUrl, 'konsilium_service'],
    ['KONSILIUM_DATABASE_LOOKUP_URL', database.lookupUrl, 'konsilium_lookup'],
    ['KONSILIUM_DATABASE_WORKER_URL', database.workerUrl, 'konsilium_worker'],
  ] as const;
  return given.flatMap(([setting, url, role]) => (url === null ? [] : [{ setting, url, role }]));
}

/**
 * In production nobody stands in for a role, and no login is more than its role. The owner's is for the migration alone: what a
 * running process holds, whoever breaks into it has too.
 * @throws PlainError
 */
export async function requireSafeLogins(config: Config): Promise<void> {
  const { database, production } = config;
  if (!production || database.kind === 'embedded') return;
  if (database.ownerUrl !== null) {
    throw new PlainError(
      'Production refuses to start: DATABASE_URL is the login of the owner, who may read seals and change everything. Give it to npm run db:migrate and to ceremonies alone, and this process KONSILIUM_DATABASE_SERVICE_URL, …_LOOKUP_URL and …_WORKER_URL.',
    );
  }
  await requireLeastPrivilege(roleLoginsOf(config));
}

/** @throws PlainError where the login is refused. */
export async function requireAnswer(setting: string, url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  try {
    await client.connect();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw new PlainError(`The database that ${setting} names does not answer or refuses the login${code}.`);
  } finally {
    await client.end().catch(() => undefined);
  }
}
