import { randomBytes } from 'node:crypto';
import { runMigrations } from 'graphile-worker';
import pg from 'pg';
import { keepNoSamples } from './keep-no-samples.ts';
import { applyMigrations } from './schema-engine.ts';

/** The roles that the migrations make, each with the least it needs. */
export const databaseRoles = ['konsilium_service', 'konsilium_lookup', 'konsilium_worker'] as const;
export type DatabaseRole = (typeof databaseRoles)[number];

/**
 * Brings a database up to date: our migrations as its owner, graphile-worker's as the queue's own role.
 * @param ownerUrl a login that owns the database and may create roles.
 * @returns the names of the migrations that were applied now.
 */
export async function migrate(ownerUrl: string): Promise<string[]> {
  const applied = await applyMigrations(ownerUrl);
  const queue = new pg.Pool({ connectionString: asRole(ownerUrl, 'konsilium_worker'), max: 2 });
  queue.on('error', () => undefined);
  queue.on('connect', (client) => client.on('error', () => undefined));
  try {
    await runMigrations({ pgPool: queue });
  } finally {
    await queue.end();
  }
  await keepNoSamples(ownerUrl);
  await keepNoSamples(asRole(ownerUrl, 'konsilium_worker'));
  return applied;
}

/**
 * Lets each role sign in with a fresh random password and answers its connection string.
 * For the embedded database, whose passwords live only as long as the process.
 */
export async function openRoleLogins(ownerUrl: string): Promise<Record<DatabaseRole, string>> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    const urls = {} as Record<DatabaseRole, string>;
    for (const role of databaseRoles) {
      const password = randomBytes(24).toString('base64url');
      await owner.query(`ALTER ROLE ${role} LOGIN PASSWORD '${password}'`);
      const url = new URL(ownerUrl);
      url.username = role;
      url.password = password;
      urls[role] = url.href;
    }
    return urls;
  } finally {
    await owner.end();
  }
}

/**
 * The same login, dropped down to one role for the whole session (`SET ROLE`).
 * For a deployment that was given one login only; separate logins are stronger, since a session can RESET ROLE.
 */
export function asRole(ownerUrl: string, role: DatabaseRole): string {
  const url = new URL(ownerUrl);
  url.searchParams.set('options', `-c role=${role}`);
  return url.href;
}
