import pg from 'pg';

/**
 * Columns of these types hold neither words nor secrets: the planner may keep samples of them. Ids are random; those of
 * persons are named below.
 */
const harmlessTypes = ['bool', 'int2', 'int4', 'int8', 'float8', 'date', 'timestamptz', 'uuid'];
/** Columns of ids that stand for a person. */
const personColumns =
  '(^|_)(account|author|physician|admin|moderator|requester|approver|actor)_id$|_by(_id)?$';

/**
 * Every column of ours and of the queue that may hold text or say who somebody is. Enumerations may keep their samples.
 * `relation` is a table, or an index on an expression, which has statistics of its own.
 */
export const sampledColumns = `
  SELECT r.oid AS relation, r.relkind AS kind, n.nspname AS schema, r.relname AS name, a.attname AS column,
    a.attnum AS number, a.attstattarget AS target
  FROM pg_catalog.pg_class r
  JOIN pg_catalog.pg_namespace n ON n.oid = r.relnamespace
  JOIN pg_catalog.pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
  JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
  LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = r.oid
  WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
    AND (r.relkind IN ('r', 'p', 'm') OR (r.relkind IN ('i', 'I') AND i.indexprs IS NOT NULL AND i.indkey[a.attnum - 1] = 0))
    AND t.typtype <> 'e'
    AND (
      NOT t.typname = ANY (ARRAY['${harmlessTypes.join("','")}'])
      OR a.attname ~ '${personColumns}'
      OR (n.nspname = 'accounts' AND r.relname = 'account' AND a.attname = 'id'))`;

/**
 * Keeps words and persons out of the planner's statistics, which hold samples of values long after their rows are gone
 * (ANONYMITY 67), in the tables that this login owns. Runs after every migration, so that a new column cannot be
 * forgotten.
 */
export async function keepNoSamples(databaseUrl: string): Promise<void> {
  const owner = new pg.Client({ connectionString: databaseUrl });
  await owner.connect();
  try {
    await owner.query(`
      DO $$
      DECLARE
        found RECORD;
      BEGIN
        FOR found IN SELECT c.* FROM (${sampledColumns}) c
          JOIN pg_catalog.pg_class r ON r.oid = c.relation WHERE pg_has_role(r.relowner, 'USAGE')
        LOOP
          IF found.target IS DISTINCT FROM 0 THEN
            EXECUTE format('ALTER %s %I.%I ALTER COLUMN %s SET STATISTICS 0',
              CASE WHEN found.kind IN ('i', 'I') THEN 'INDEX' ELSE 'TABLE' END, found.schema, found.name,
              CASE WHEN found.kind IN ('i', 'I') THEN found.number::text ELSE quote_ident(found.column) END);
          END IF;
          -- ANALYZE leaves what an earlier one has kept. Before PostgreSQL 18 only a superuser can take it away.
          IF to_regproc('pg_catalog.pg_clear_attribute_stats') IS NOT NULL THEN
            PERFORM pg_catalog.pg_clear_attribute_stats(found.schema::text, found.name::text, found.column::text, false);
          ELSIF current_setting('is_superuser') = 'on' THEN
            DELETE FROM pg_catalog.pg_statistic WHERE starelid = found.relation AND staattnum = found.number;
          END IF;
        END LOOP;
      END
      $$`);
  } finally {
    await owner.end();
  }
}
