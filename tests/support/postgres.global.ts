import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate, openRoleLogins } from '../../api/platform/database/migrate.ts';
import { startEmbeddedPostgres } from '../../api/platform/embedded/postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection strings to the template database. */
    postgres: { owner: string; service: string; lookup: string; worker: string };
  }
}

/** One PostgreSQL per project of tests; every test file copies the migrated template. */
export default async function setup(project: TestProject) {
  const folder = await mkdtemp(path.join(tmpdir(), 'konsilium-test-'));
  const { chmod } = await import('node:fs/promises');
  await chmod(folder, 0o755);
  const server = await startEmbeddedPostgres(path.join(folder, 'postgres'), [
    'fsync=off',
    'synchronous_commit=off',
    'full_page_writes=off',
  ]);
  const client = new pg.Client({ connectionString: server.url() });
  await client.connect();
  await client.query('CREATE DATABASE konsilium_template');
  await client.end();
  const owner = server.url('konsilium_template');
  await migrate(owner);
  const roles = await openRoleLogins(owner);
  project.provide('postgres', {
    owner,
    service: roles.konsilium_service,
    lookup: roles.konsilium_lookup,
    worker: roles.konsilium_worker,
  });
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
