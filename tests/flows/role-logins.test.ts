import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asRole } from '../../api/platform/database/migrate.ts';
import { requireLeastPrivilege } from '../../api/platform/database/role-logins.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

/** What a running service must not be able to do, asked of a real PostgreSQL. */
describe('the logins of a running service', () => {
  const name = `login_${randomBytes(4).toString('hex')}`;
  let database: TestDatabase;
  let owner: pg.Client;
  beforeAll(async () => {
    database = await createTestDatabase();
    owner = new pg.Client(database.owner);
    await owner.connect();
  });
  afterAll(async () => {
    await owner?.end();
    await database?.drop();
  });

  const login = () => {
    const url = new URL(database.owner);
    url.username = name;
    url.password = 'hunter2';
    return url.href;
  };
  const service = (url: string) => [
    { setting: 'KONSILIUM_DATABASE_SERVICE_URL', url, role: 'konsilium_service' as const },
  ];

  it('each with its own role pass', async () => {
    await requireLeastPrivilege([
      ...service(database.service),
      { setting: 'LOOKUP', url: database.lookup, role: 'konsilium_lookup' },
      { setting: 'WORKER', url: database.worker, role: 'konsilium_worker' },
    ]);
  });

  it('the owner’s is refused, also where it has put on the role', async () => {
    for (const url of [database.owner, asRole(database.owner, 'konsilium_service')]) {
      await expect(requireLeastPrivilege(service(url))).rejects.toThrow(/owns the database/);
    }
  });

  it('one role’s login does not do for another', async () => {
    await expect(requireLeastPrivilege(service(database.lookup))).rejects.toThrow(
      /has a second of the three roles, has not its role, may read seals/,
    );
  });

  it.each([
    ['', 'has not its role'],
    ['GRANT konsilium_service, konsilium_lookup TO @', 'has a second of the three roles'],
    ['GRANT konsilium_service, konsilium_worker TO @', 'has a second of the three roles'],
    ['GRANT konsilium_service TO @; ALTER ROLE @ SUPERUSER', 'is a superuser'],
    ['GRANT konsilium_service TO @; ALTER ROLE @ BYPASSRLS', 'may bypass row security'],
    ['GRANT konsilium_service TO @; ALTER ROLE @ CREATEROLE', 'may create roles'],
    ['GRANT konsilium_service TO @; ALTER ROLE @ REPLICATION', 'may replicate'],
    ['GRANT konsilium_service, pg_read_all_data TO @', 'has a role of the whole server'],
    ['GRANT konsilium_service, pg_execute_server_program TO @', 'has a role of the whole server'],
    ['GRANT konsilium_service TO @; GRANT SELECT ON vault.seal TO @', 'may read seals'],
    ['GRANT konsilium_service TO @; ALTER SCHEMA forum OWNER TO @', 'owns a schema'],
  ])('%s: %s', async (statements, fault) => {
    await owner.query(`CREATE ROLE ${name} LOGIN PASSWORD 'hunter2'`);
    try {
      if (statements) await owner.query(statements.replaceAll('@', name));
      const refused = requireLeastPrivilege(service(login()));
      await expect(refused).rejects.toThrow(fault);
      await expect(refused).rejects.toThrow('KONSILIUM_DATABASE_SERVICE_URL');
      await expect(refused).rejects.not.toThrow('hunter2');
    } finally {
      await owner.query('ALTER SCHEMA forum OWNER TO CURRENT_USER');
      await owner.query(`DROP OWNED BY ${name}; DROP ROLE ${name}`);
    }
  });
});
