import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

export interface TestDatabase {
  owner: string;
  service: string;
  lookup: string;
  worker: string;
  drop(): Promise<void>;
}

/** A database of one's own, copied from the migrated template. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const template = inject('postgres');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await administer(template.owner, `CREATE DATABASE ${name} TEMPLATE konsilium_template`);
  const of = (url: string) => {
    const own = new URL(url);
    own.pathname = `/${name}`;
    return own.href;
  };
  return {
    owner: of(template.owner),
    service: of(template.service),
    lookup: of(template.lookup),
    worker: of(template.worker),
    drop: () => administer(template.owner, `DROP DATABASE ${name} WITH (FORCE)`),
  };
}

async function administer(url: string, statement: string): Promise<void> {
  const postgres = new URL(url);
  postgres.pathname = '/postgres';
  const client = new pg.Client({ connectionString: postgres.href });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
