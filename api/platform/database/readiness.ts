import type { Pool } from 'pg';
import { PlainError } from '../plain-error.ts';
import { migrationNames } from './schema-engine.ts';

/**
 * Before anybody is let in: the database has every migration of this version, and the service's login is not more than
 * the service. A newer database is fine, so that processes can be replaced one by one.
 * @param servicePool connections as the service's role.
 * @throws PlainError
 */
export async function requirePreparedDatabase(servicePool: Pool): Promise<void> {
  const missing = await missingMigrations(servicePool);
  if (missing.length > 0) {
    throw new PlainError(
      `The database lacks ${missing.length === 1 ? 'the migration' : 'the migrations'} ${missing.join(', ')}: run npm run db:migrate with DATABASE_URL.`,
    );
  }
  const { rows } = await servicePool.query<{ reads: boolean }>(
    "SELECT has_table_privilege('vault.seal', 'SELECT') AS reads",
  );
  // Fail closed: a service that can read seals is what the roles are there to prevent.
  if (rows[0]?.reads !== false) {
    throw new PlainError(
      'The login of KONSILIUM_DATABASE_SERVICE_URL may read seals: give it the role konsilium_service and no other.',
    );
  }
}

async function missingMigrations(servicePool: Pool): Promise<string[]> {
  const wanted = await migrationNames();
  try {
    const { rows } = await servicePool.query<{ migration_name: string }>(
      'SELECT migration_name FROM public._prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
    );
    const applied = new Set(rows.map(({ migration_name }) => migration_name));
    return wanted.filter((name) => !applied.has(name));
  } catch (error) {
    // No such table, or none that the service may read yet: the migration that allows it is missing too.
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === '42P01' || code === '42501') return wanted.slice(-1);
    throw error;
  }
}
