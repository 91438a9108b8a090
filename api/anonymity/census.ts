import { Prisma } from '../../prisma/client/client.ts';
import type { Clock } from '../platform/clock.ts';
import type { Tx } from '../platform/database/database.ts';
import type { Census } from './policy.ts';

interface CensusRow {
  total: number;
  by_specialty: Record<string, number>;
}

/** The newest that each connection pool has read: one that was taken never changes. */
const read = new WeakMap<Tx, { day: string; census: Census }>();

/**
 * The day's count of verified physicians (UTC), taken by whoever asks first and kept in the database, so that every
 * process decides by the same numbers. It stands until the next day: whoever watches the meter, or what new aliases
 * show, cannot tell when one more physician was verified.
 */
export async function readCensus(db: Tx, clock: Clock): Promise<Census> {
  const day = clock.now().toISOString().slice(0, 10);
  const latest = read.get(db);
  if (latest?.day === day) return latest.census;
  const census = (await select(db, day)) ?? (await take(db, day));
  read.set(db, { day, census });
  return census;
}

async function take(db: Tx, day: string): Promise<Census> {
  await db.$executeRaw(Prisma.sql`
    INSERT INTO accounts.colleague_census (day, total, by_specialty)
    SELECT ${day}::date, COALESCE(SUM(physicians), 0)::int,
      COALESCE(jsonb_object_agg(specialty_code, physicians) FILTER (WHERE specialty_code IS NOT NULL), '{}')
    FROM (
      SELECT specialty_code, count(*) AS physicians FROM accounts.account
      WHERE status = 'VERIFIED' GROUP BY specialty_code
    ) verified
    ON CONFLICT (day) DO NOTHING`);
  await db.$executeRaw`DELETE FROM accounts.colleague_census WHERE day < ${day}::date`;
  const counted = await select(db, day);
  if (!counted) throw new Error('the census was not taken');
  return counted;
}

async function select(db: Tx, day: string): Promise<Census | null> {
  const [row] = await db.$queryRaw<CensusRow[]>`
    SELECT total, by_specialty FROM accounts.colleague_census WHERE day = ${day}::date`;
  return row ? { total: row.total, bySpecialty: new Map(Object.entries(row.by_specialty)) } : null;
}
