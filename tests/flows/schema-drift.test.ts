import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { sqlFromEmpty } from '../../api/platform/database/schema-engine.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

/**
 * The migrations make the database, prisma/schema describes it to the typed client. A column that only one of them
 * knows would fail at the first query that names it; here it fails by name.
 */

let migrated: TestDatabase;
let described: { url: string; drop(): Promise<void> };

beforeAll(async () => {
  migrated = await createTestDatabase();
  described = await createEmptyDatabase();
  await query(described.url, await sqlFromEmpty(described.url));
});
afterAll(async () => {
  await migrated?.drop();
  await described?.drop();
});

async function createEmptyDatabase() {
  const template = new URL(inject('postgres').owner);
  const name = `described_${randomBytes(6).toString('hex')}`;
  const own = new URL(template);
  own.pathname = `/${name}`;
  await query(template.href, `CREATE DATABASE ${name}`);
  return {
    url: own.href,
    drop: async () => {
      await query(template.href, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows ?? [];
  } finally {
    await client.end();
  }
}

const ours = `('accounts', 'audit', 'erasure', 'exports', 'forum', 'images', 'mail', 'moderation', 'platform', 'telemetry', 'terms', 'vault')`;

/** One line per column, so that a difference reads as what it is. Views are the migrations' alone. */
async function columnsOf(url: string): Promise<string[]> {
  const rows = await query(
    url,
    `SELECT c.table_schema || '.' || c.table_name || '.' || c.column_name
        || ' ' || CASE WHEN c.data_type = 'ARRAY' THEN 'array of ' ELSE '' END
        || c.udt_schema || '.' || c.udt_name
        || COALESCE('(' || COALESCE(c.datetime_precision, c.character_maximum_length)::text || ')', '')
        || CASE c.is_nullable WHEN 'YES' THEN ' null' ELSE ' not null' END
        || COALESCE(' default ' || c.column_default, '') AS line
      FROM information_schema.columns c
      JOIN information_schema.tables t USING (table_schema, table_name)
      WHERE t.table_type = 'BASE TABLE' AND c.table_schema IN ${ours} ORDER BY line`,
  );
  return rows.map(({ line }) => String(line));
}

async function enumsOf(url: string): Promise<string[]> {
  const rows = await query(
    url,
    `SELECT n.nspname || '.' || t.typname || ': ' || string_agg(e.enumlabel, ', ' ORDER BY e.enumsortorder) AS line
      FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid JOIN pg_namespace n ON n.oid = t.typnamespace
      WHERE n.nspname IN ${ours} GROUP BY n.nspname, t.typname ORDER BY line`,
  );
  return rows.map(({ line }) => String(line));
}

async function keysOf(url: string): Promise<string[]> {
  const rows = await query(
    url,
    `SELECT c.conrelid::regclass || ' ' || pg_get_constraintdef(c.oid) AS line
      FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace
      WHERE c.contype = 'p' AND n.nspname IN ${ours} ORDER BY line`,
  );
  return rows.map(({ line }) => String(line));
}

it('the migrations make the tables and columns that prisma/schema describes', async () => {
  const columns = await columnsOf(migrated.owner);
  expect(columns.length).toBeGreaterThan(80);
  expect(columns).toEqual(await columnsOf(described.url));
});

it('the migrations make the enums that prisma/schema describes', async () => {
  const enums = await enumsOf(migrated.owner);
  expect(enums.length).toBeGreaterThan(8);
  expect(enums).toEqual(await enumsOf(described.url));
});

it('the migrations make the primary keys that prisma/schema describes', async () => {
  const keys = await keysOf(migrated.owner);
  expect(keys.length).toBeGreaterThan(12);
  expect(keys).toEqual(await keysOf(described.url));
});

it('a column more is seen', async () => {
  await query(migrated.owner, 'ALTER TABLE forum.alias ADD COLUMN planted text');
  try {
    const known = new Set(await columnsOf(described.url));
    const extra = (await columnsOf(migrated.owner)).filter((column) => !known.has(column));
    expect(extra).toEqual(['forum.alias.planted pg_catalog.text null']);
  } finally {
    await query(migrated.owner, 'ALTER TABLE forum.alias DROP COLUMN planted');
  }
});
