import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as engineBindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';

/**
 * Prisma's schema engine, run in this process as WebAssembly through the pg driver: migrations need no
 * downloaded binary. It keeps the ordinary `_prisma_migrations` table, so `prisma migrate deploy` works too.
 */

const prismaFolder = fileURLToPath(new URL('../../../prisma/', import.meta.url));
const noFilter = { externalTables: [], externalEnums: [] };

/**
 * The bindings hold one WebAssembly instance for the whole process, and to set it a second time would pull it from
 * under an engine at work: the promise is kept where a second copy of this module (a test runner's) finds it.
 */
const wasmReady = Symbol.for('konsilium.schema-engine.wasm');
const shared = globalThis as { [wasmReady]?: Promise<void> };

async function instantiate(): Promise<void> {
  const bindings = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const wasm = await readFile(path.join(path.dirname(bindings), 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(wasm, {
    './schema_engine_bg.js': engineBindings as unknown as WebAssembly.ModuleImports,
  });
  const exports = instance.exports as { __wbindgen_start: () => void };
  (engineBindings as unknown as { __wbg_set_wasm(exports: unknown): void }).__wbg_set_wasm(exports);
  exports.__wbindgen_start();
}

/**
 * Ends a migration's script: the engine's record of it becomes complete in the script's own transaction. So a record
 * that stayed incomplete after a crash tells for certain that nothing of the migration was done.
 */
const completeRecord = `
;DO $$ BEGIN
  IF to_regclass('public._prisma_migrations') IS NOT NULL THEN
    UPDATE public._prisma_migrations SET finished_at = now() WHERE finished_at IS NULL AND rolled_back_at IS NULL;
  END IF;
END $$`;

/**
 * Sends a migration as one simple query, hence as one transaction. The adapter's own way cuts the script at every
 * semicolon, also inside a function's body.
 */
class WholeScriptPrismaPg extends PrismaPg {
  override async connect() {
    const connection = await super.connect();
    connection.executeScript = async (script) => {
      await connection.underlyingDriver().query(script + completeRecord);
    };
    return connection;
  }
}

type SchemaEngine = Awaited<ReturnType<typeof engineBindings.SchemaEngine.new>>;

async function withEngine<Result>(databaseUrl: string, work: (engine: SchemaEngine) => Promise<Result>) {
  shared[wasmReady] ??= instantiate();
  await shared[wasmReady];
  const pool = new pg.Pool({ connectionString: databaseUrl });
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(new WholeScriptPrismaPg(pool));
    return await work(
      await engineBindings.SchemaEngine.new({ datamodels: await readSchema() }, () => undefined, adapter),
    );
  } finally {
    // Not before: the engine's advisory lock lives as long as its connection.
    await pool.end();
  }
}

async function readSchema(): Promise<[string, string][]> {
  const folder = path.join(prismaFolder, 'schema');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.prisma')).sort();
  return Promise.all(
    names.map(async (name): Promise<[string, string]> => {
      const file = path.join(folder, name);
      return [file, await readFile(file, 'utf8')];
    }),
  );
}

const baseDir = path.join(prismaFolder, 'migrations');

/** Of all migrations of this version, oldest first. */
export async function migrationNames(): Promise<string[]> {
  const entries = await readdir(baseDir, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

async function readMigrations() {
  const names = await migrationNames();
  const migrationDirectories = await Promise.all(
    names.map(async (name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: {
          tag: 'ok' as const,
          value: await readFile(path.join(baseDir, name, 'migration.sql'), 'utf8'),
        },
      },
    })),
  );
  const lockfile = await readFile(path.join(baseDir, 'migration_lock.toml'), 'utf8');
  return {
    baseDir,
    lockfile: { path: 'migration_lock.toml', content: lockfile },
    shadowDbInitScript: '',
    migrationDirectories,
  };
}

/** The engine's own advisory lock: while we hold it nobody is in the middle of a migration. */
const engineLock = 72_707_369;

/** Lets migrations be tried again whose process was ended half-way. */
async function releaseInterrupted(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query("SELECT to_regclass('public._prisma_migrations') AS records");
    if (rows[0]?.records === null) return;
    await client.query('SELECT pg_advisory_lock($1)', [engineLock]);
    await client.query(
      // Logs are the engine's word on a script that failed: that one needs a person.
      `UPDATE public._prisma_migrations SET rolled_back_at = now()
       WHERE finished_at IS NULL AND rolled_back_at IS NULL AND logs IS NULL`,
    );
  } finally {
    await client.end();
  }
}

/** Applies the migrations that the database lacks; answers their names. */
export async function applyMigrations(databaseUrl: string): Promise<string[]> {
  await releaseInterrupted(databaseUrl);
  const migrationsList = await readMigrations();
  return withEngine(databaseUrl, async (engine) => {
    const result = await engine.applyMigrations({ migrationsList, filters: noFilter });
    return result?.appliedMigrationNames ?? [];
  });
}

/** The SQL that would make the tables of `prisma/schema` in an empty database. */
export async function sqlFromEmpty(databaseUrl: string): Promise<string> {
  const files = (await readSchema()).map(([file, content]) => ({ path: file, content }));
  return withEngine(databaseUrl, async (engine) => {
    const result = await engine.diff({
      from: { tag: 'empty' },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: null,
      filters: noFilter,
    });
    return result?.stdout ?? '';
  });
}
