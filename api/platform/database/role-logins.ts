import pg from 'pg';
import { PlainError } from '../plain-error.ts';
import type { DatabaseRole } from './migrate.ts';

/** A login that a process was given for one of the roles. */
export interface RoleLogin {
  setting: string;
  url: string;
  role: DatabaseRole;
}

/** What would let a login out of its role, whatever it has been set to. Asked of who signed in, since `SET ROLE` can be undone. */
const powers = `
  SELECT r.rolsuper AS "is a superuser",
    r.rolbypassrls AS "may bypass row security",
    r.rolcreaterole AS "may create roles",
    r.rolreplication AS "may replicate",
    EXISTS (SELECT FROM pg_database d WHERE d.datname = current_database()
      AND pg_has_role(session_user, d.datdba, 'MEMBER')) AS "owns the database",
    EXISTS (SELECT FROM pg_namespace n WHERE n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'public')
      AND NOT ($1 = 'konsilium_worker' AND n.nspname = 'graphile_worker')
      AND pg_has_role(session_user, n.nspowner, 'MEMBER')) AS "owns a schema",
    EXISTS (SELECT FROM pg_roles o WHERE pg_has_role(session_user, o.oid, 'MEMBER')
      AND o.rolname IN ('pg_read_all_data', 'pg_write_all_data', 'pg_read_server_files', 'pg_write_server_files',
        'pg_execute_server_program')) AS "has a role of the whole server",
    EXISTS (SELECT FROM pg_roles o WHERE o.rolname IN ('konsilium_service', 'konsilium_lookup', 'konsilium_worker')
      AND o.rolname <> $1 AND pg_has_role(session_user, o.oid, 'MEMBER')) AS "has a second of the three roles",
    NOT EXISTS (SELECT FROM pg_roles o WHERE o.rolname = $1 AND pg_has_role(session_user, o.oid, 'MEMBER'))
      AS "has not its role",
    $1 <> 'konsilium_lookup' AND EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'vault' AND c.relname = 'seal'
        AND (has_table_privilege(session_user, c.oid, 'SELECT') OR has_any_column_privilege(session_user, c.oid, 'SELECT')))
      AS "may read seals"
  FROM pg_roles r WHERE r.rolname = session_user`;

/**
 * A process that is broken into must not be able to do more than its role: see docs/operations.md.
 * @throws PlainError that names the settings and what is too much about their logins, and nothing else of them.
 */
export async function requireLeastPrivilege(logins: readonly RoleLogin[]): Promise<void> {
  const faults: string[] = [];
  for (const { setting, url, role } of logins) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
    await client.connect();
    try {
      const { rows } = await client.query<Record<string, boolean>>(powers, [role]);
      const found = Object.entries(rows[0] ?? { 'is unknown to the database': true }).filter(
        ([, has]) => has,
      );
      if (found.length > 0) faults.push(`${setting} ${found.map(([what]) => what).join(', ')}`);
    } finally {
      await client.end();
    }
  }
  if (faults.length > 0) {
    throw new PlainError(
      `Production refuses to start: the login of ${faults.join('; that of ')}. Each must have its own role and no more.`,
    );
  }
}

/** Makes the logins, or gives them the passwords of the settings: names and passwords stand in their URLs. */
export async function makeRoleLogins(ownerUrl: string, logins: readonly RoleLogin[]): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    for (const { setting, url, role } of logins) {
      const name = decodeURIComponent(new URL(url).username);
      const password = decodeURIComponent(new URL(url).password);
      if (name === '' || password === '') throw new PlainError(`${setting} needs a name and a password.`);
      const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [name]);
      const login = client.escapeIdentifier(name);
      if (rowCount === 0) await client.query(`CREATE ROLE ${login} LOGIN`);
      await client.query(`ALTER ROLE ${login} LOGIN PASSWORD ${client.escapeLiteral(password)}`);
      if (name === role) continue;
      await client.query(`GRANT ${role} TO ${login}`);
      await client.query(`ALTER ROLE ${login} SET role = '${role}'`);
    }
  } finally {
    await client.end();
  }
}
