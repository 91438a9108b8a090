import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

/** What PostgreSQL itself refuses, whatever the code above it does. */
describe('the roles of the running service', () => {
  let database: TestDatabase;
  let service: pg.Client;
  let lookup: pg.Client;

  beforeAll(async () => {
    database = await createTestDatabase();
    service = new pg.Client(database.service);
    lookup = new pg.Client(database.lookup);
    await Promise.all([service.connect(), lookup.connect()]);
  });

  afterAll(async () => {
    await Promise.all([service.end(), lookup.end()]);
    await database.drop();
  });

  const denied = /permission denied/;

  test.each([
    'SELECT * FROM vault.seal',
    'SELECT alias_id FROM vault.seal',
    'UPDATE vault.seal SET epoch = 1',
    'DELETE FROM vault.seal',
    'SELECT * FROM vault.lookup',
    'SELECT * FROM vault.lookup_participation',
    "UPDATE audit.entry SET kind = 'x'",
    'DELETE FROM audit.entry',
    'TRUNCATE audit.entry',
    'DELETE FROM audit.checkpoint',
    "UPDATE moderation.decision SET statement = 'x'",
    'DELETE FROM moderation.decision',
    'UPDATE vault.epoch SET threshold = 1',
    'SET ROLE konsilium_lookup',
    'CREATE TABLE forum.sneaky (id int)',
  ])('the service may not: %s', async (statement) => {
    await expect(service.query(statement)).rejects.toThrow(denied);
  });

  test.each([
    "UPDATE audit.entry SET kind = 'x'",
    'DELETE FROM audit.entry',
    'TRUNCATE audit.entry',
    'DELETE FROM vault.seal',
    'SELECT * FROM vault.claim',
    'SELECT * FROM platform.session',
  ])('the lookup may not: %s', async (statement) => {
    await expect(lookup.query(statement)).rejects.toThrow(denied);
  });

  test('the lookup may read seals', async () => {
    await expect(lookup.query('SELECT * FROM vault.seal')).resolves.toBeDefined();
  });
});
