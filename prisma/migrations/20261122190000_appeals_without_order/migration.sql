-- An appeal by an anonymous author must not tell by its transaction or its place when it was written. Adds the table to
-- those that are written anew every hour, whichever they are by now: every entry stays.
DO $$
DECLARE
  entries TEXT;
BEGIN
  SELECT string_agg(format('(%L, %L)', name, untouched), ', ' ORDER BY name) INTO STRICT entries
  FROM (
    SELECT name, untouched FROM platform.unordered_tables()
    UNION
    SELECT 'moderation.appeal', 'text = text || '''''
  ) AS every_table;
  EXECUTE format(
    'CREATE OR REPLACE FUNCTION platform.unordered_tables() RETURNS TABLE (name TEXT, untouched TEXT)
     LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS %L',
    'VALUES ' || entries);
END
$$;
