import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { generateKeyring } from '../../api/identity/crypto/keyring.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { runProgram } from '../support/program.ts';
import { freePort } from '../support/redis.ts';
import { databaseEnvironment } from '../support/server.ts';

/** A database that somebody else runs: what a real service starts on. */

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'konsilium-external-'));
  await chmod(folder, 0o755);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function ask(url: string, ...statements: string[]): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    let rows: Record<string, unknown>[] = [];
    for (const statement of statements) rows = (await client.query(statement)).rows;
    return rows;
  } finally {
    await client.end();
  }
}

const settings = (more: Record<string, string>) => ({ KONSILIUM_DATA: folder, PORT: '0', ...more });

async function refusal(file: string, env: Record<string, string>): Promise<string> {
  const program = runProgram(file, settings(env), ['--without-web']);
  const patience = setTimeout(() => program.signal('SIGKILL'), 60_000);
  expect(await program.ended, program.output).toBe(1);
  clearTimeout(patience);
  expect(program.complaints.trim(), 'one sentence and no stack').toMatch(/^[^\n]+\.$/);
  return program.complaints;
}

describe('with a database of its own', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it('refuses a service login that may read seals', async () => {
    const sentence = await refusal('api/main.ts', {
      ...databaseEnvironment(database),
      KONSILIUM_DATABASE_SERVICE_URL: database.owner,
    });
    expect(sentence).toContain('may read seals');
  });

  it.each(['SERVICE', 'LOOKUP', 'WORKER'])(
    'names the %s login that is wrong, and no password',
    async (role) => {
      const name = `KONSILIUM_DATABASE_${role}_URL`;
      const wrong = new URL(database.owner);
      wrong.password = 'hunter2';
      const sentence = await refusal('api/main.ts', {
        ...databaseEnvironment(database),
        [name]: wrong.href,
      });
      expect(sentence).toContain(`that ${name} names`);
      expect(sentence).not.toContain('hunter2');
    },
  );

  it('names the Redis that does not answer', async () => {
    const sentence = await refusal('api/main.ts', {
      ...databaseEnvironment(database),
      REDIS_URL: `redis://:hunter2@127.0.0.1:${await freePort()}`,
    });
    expect(sentence).toContain('REDIS_URL');
    expect(sentence).not.toContain('hunter2');
  });

  it.each(['api/main.ts', 'api/worker.ts'])('%s names a migration that is missing', async (file) => {
    const missing = '20261121140000_told_of_lookups';
    await ask(
      database.owner,
      `UPDATE public._prisma_migrations SET finished_at = NULL WHERE migration_name = '${missing}'`,
    );
    const sentence = await refusal(file, databaseEnvironment(database));
    expect(sentence).toContain(missing);
    expect(sentence).toContain('npm run db:migrate');
    await ask(database.owner, 'UPDATE public._prisma_migrations SET finished_at = now()');
  });
});

describe('an owner that is no superuser, as managed services give it', () => {
  const name = `plain_${randomBytes(4).toString('hex')}`;
  const superuser = new URL(inject('postgres').owner);
  superuser.pathname = '/postgres';
  const owner = new URL(superuser);
  owner.pathname = `/${name}`;
  owner.username = name;
  owner.password = 'plain';

  beforeAll(() =>
    ask(
      superuser.href,
      // As after the first migration of an empty server: the roles are there, and this owner may hand them out.
      `CREATE ROLE ${name} LOGIN CREATEROLE PASSWORD 'plain'`,
      `GRANT konsilium_service, konsilium_lookup, konsilium_worker TO ${name} WITH ADMIN TRUE, INHERIT FALSE, SET FALSE`,
      `CREATE DATABASE ${name} OWNER ${name}`,
    ),
  );
  afterAll(() =>
    ask(
      superuser.href,
      `DROP DATABASE ${name} WITH (FORCE)`,
      `DROP ROLE IF EXISTS ${name}_service, ${name}_lookup, ${name}_worker`,
      `DROP ROLE ${name}`,
    ),
  );

  const production = {
    NODE_ENV: 'production',
    KONSILIUM_URL: 'https://konsilium.example.test',
    KONSILIUM_TRUSTED_PROXIES: '1',
    KONSILIUM_HOST: '127.0.0.1',
    KONSILIUM_KEYRING: generateKeyring(),
    KONSILIUM_SESSION_SECRET: randomBytes(32).toString('hex'),
    DATABASE_URL: owner.href,
    KONSILIUM_MAIL: 'folder',
    KONSILIUM_OPERATOR_NAME: 'Läkarna i Exempelstad',
    KONSILIUM_OPERATOR_CONTACT: 'dataskydd@konsilium.example.test',
  };

  it('production says that the database is empty', async () => {
    expect(await refusal('api/main.ts', production)).toContain('npm run db:migrate');
  });

  it('db:migrate prepares it, and goes on where it was ended half-way', async () => {
    const migrate = () => runProgram('api/admin/database.ts', settings(production), ['migrate']);
    const first = migrate();
    expect(await first.ended, first.complaints).toBe(0);
    expect(first.output).toContain('20261121120000_main_job');

    const [last] = await ask(
      owner.href,
      'SELECT migration_name FROM public._prisma_migrations ORDER BY migration_name DESC LIMIT 1',
    );
    const lost = '20261121150000_unanswered_by_specialty';
    await ask(
      owner.href,
      // What a kill -9 leaves: the engine's record, and nothing of the script.
      'DROP INDEX forum.consultation_unanswered_specialty_idx',
      `UPDATE public._prisma_migrations SET finished_at = NULL, applied_steps_count = 0
       WHERE migration_name = '${lost}'`,
    );
    const second = migrate();
    expect(await second.ended, second.complaints).toBe(0);
    expect(second.output).toContain(lost);
    expect(second.output).not.toContain(String(last?.migration_name));
  }, 60_000);

  it('production refuses to run on the owner’s login', async () => {
    expect(await refusal('api/main.ts', production)).toContain('DATABASE_URL is the login of the owner');
  });

  it('production starts on the logins that db:logins makes, without the owner’s', async () => {
    await ask(
      superuser.href,
      // What the first migration of a server gives its owner, who makes the roles.
      `GRANT konsilium_service, konsilium_lookup, konsilium_worker TO ${name} WITH ADMIN TRUE, INHERIT FALSE, SET TRUE`,
    );
    const login = (role: string) => {
      const url = new URL(owner);
      url.username = `${name}_${role}`;
      url.password = `it's "${role}"`;
      return url.href;
    };
    const logins = {
      KONSILIUM_DATABASE_SERVICE_URL: login('service'),
      KONSILIUM_DATABASE_LOOKUP_URL: login('lookup'),
      KONSILIUM_DATABASE_WORKER_URL: login('worker'),
    };
    const made = runProgram(
      'api/admin/database.ts',
      { NODE_ENV: 'production', DATABASE_URL: owner.href, ...logins },
      ['logins'],
    );
    expect(await made.ended, made.complaints).toBe(0);
    const { DATABASE_URL: _owner, ...withoutOwner } = production;
    const port = await freePort();
    const program = runProgram('api/main.ts', settings({ ...withoutOwner, ...logins, PORT: String(port) }), [
      '--without-web',
    ]);
    try {
      await program.until('Konsilium is ready');
      const ready = await fetch(`http://127.0.0.1:${port}/readyz`);
      expect(await ready.json()).toEqual({ status: 'ready', database: 'ok', sessions: 'ok', jobs: 'ok' });
    } finally {
      program.signal('SIGTERM');
    }
    expect(await program.ended, program.complaints).toBe(0);
  }, 60_000);

  it('db:reset throws it away and makes it anew', async () => {
    const reset = runProgram('api/admin/database.ts', settings({ DATABASE_URL: owner.href }), ['reset']);
    expect(await reset.ended, reset.complaints).toBe(0);
    expect(await ask(owner.href, 'SELECT count(*)::int AS count FROM accounts.account')).toEqual([
      { count: 0 },
    ]);
  }, 60_000);
});
