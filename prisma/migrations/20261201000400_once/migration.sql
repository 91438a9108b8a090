-- What came of an act that a client may send again: the client's random key makes the tag, keyed by the service and by the
-- member, and a repetition meets the unique tag. Written in the statement or transaction of the act itself, so that there
-- is never one without the other. Neither tag nor ciphertext tells who acted, on what, or when (ANONYMITY 24, 40, 45).
CREATE TABLE platform.outcome (
  tag BYTEA NOT NULL,
  nonce BYTEA NOT NULL,
  -- Always of one length, whatever it says.
  ciphertext BYTEA NOT NULL,
  CONSTRAINT outcome_pkey PRIMARY KEY (tag),
  CONSTRAINT outcome_lengths CHECK (octet_length(tag) = 32 AND octet_length(nonce) = 12 AND octet_length(ciphertext) = 528)
);

GRANT SELECT, INSERT, DELETE ON platform.outcome TO konsilium_service;
-- Requests for lookups are written by the lookup's role, which has no need to read what came of others.
GRANT USAGE ON SCHEMA platform TO konsilium_lookup;
GRANT INSERT ON platform.outcome TO konsilium_lookup;

-- A row must not tell by its place or its transaction beside which post it was written.
DO $$
DECLARE
  entries TEXT;
BEGIN
  SELECT string_agg(format('(%L, %L)', name, untouched), ', ' ORDER BY name) INTO STRICT entries
  FROM (
    SELECT name, untouched FROM platform.unordered_tables()
    UNION
    SELECT 'platform.outcome', 'nonce = nonce'
  ) AS every_table;
  EXECUTE format(
    'CREATE OR REPLACE FUNCTION platform.unordered_tables() RETURNS TABLE (name TEXT, untouched TEXT)
     LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS %L',
    'VALUES ' || entries);
END
$$;
