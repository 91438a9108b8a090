import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { ProvidedContext } from 'vitest';
import type { TestProject } from 'vitest/node';
import { migrate, openRoleLogins } from '../../api/platform/database/migrate.ts';
import { startEmbeddedPostgres } from '../../api/platform/embedded/postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection strings to the template database. */
    postgres: { owner: string; service: string; lookup: string; worker: string };
  }
}

type Urls = ProvidedContext['postgres'];

interface Shared {
  urls: Promise<Urls>;
  users: number;
  stop: () => Promise<void>;
}

/**
 * One PostgreSQL for all projects of a run; every test file copies the migrated template. Each project loads this file
 * anew, but Prisma's schema engine is one per process and does not survive being set up a second time.
 */
const known = globalThis as { konsiliumTestPostgres?: Shared };

export default async function setup(project: TestProject) {
  known.konsiliumTestPostgres ??= startShared();
  const shared = known.konsiliumTestPostgres;
  shared.users += 1;
  project.provide('postgres', await shared.urls);
  return async () => {
    shared.users -= 1;
    if (shared.users > 0) return;
    delete known.konsiliumTestPostgres;
    await shared.stop();
  };
}

function startShared(): Shared {
  const shared: Shared = { urls: start(), users: 0, stop: async () => undefined };
  return shared;

  async function start(): Promise<Urls> {
    const folder = await mkdtemp(path.join(tmpdir(), 'konsilium-test-'));
    shared.stop = () => rm(folder, { recursive: true, force: true });
    // As root, PostgreSQL runs as another user and must reach its data.
    await chmod(folder, 0o755);
    const server = await startEmbeddedPostgres(path.join(folder, 'postgres'), [
      'fsync=off',
      'synchronous_commit=off',
      'full_page_writes=off',
      // Each of the files that run at once has a service or several.
      'max_connections=400',
    ]);
    const killLeftOver = () => killServer(path.join(folder, 'postgres'));
    process.once('exit', killLeftOver);
    shared.stop = async () => {
      await server.stop();
      process.off('exit', killLeftOver);
      await rm(folder, { recursive: true, force: true });
    };
    const client = new pg.Client({ connectionString: server.url() });
    await client.connect();
    await client.query('CREATE DATABASE konsilium_template');
    await client.end();
    const owner = server.url('konsilium_template');
    await migrate(owner);
    const roles = await openRoleLogins(owner);
    return {
      owner,
      service: roles.konsilium_service,
      lookup: roles.konsilium_lookup,
      worker: roles.konsilium_worker,
    };
  }
}

/** For a run that ends before its teardown: the server has a process group of its own and would live on. */
function killServer(folder: string): void {
  try {
    const [pid = ''] = readFileSync(path.join(folder, 'cluster', 'postmaster.pid'), 'utf8').split('\n');
    process.kill(Number.parseInt(pid, 10), 'SIGQUIT');
  } catch {
    // It has stopped already.
  }
}
