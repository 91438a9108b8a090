-- Versions of the terms and the privacy policy as this deployment has announced them, and who has accepted which.

CREATE SCHEMA terms;

-- The texts themselves are files. A version is in force from a day that is settled when it is first seen here: a material
-- one some days ahead, so that members can be told.
CREATE TABLE terms.version (
  version TEXT NOT NULL,
  material BOOLEAN NOT NULL,
  announced_on DATE NOT NULL,
  in_force_from DATE NOT NULL,
  mailing BOOLEAN NOT NULL,
  -- The accounts up to this id have been told by mail.
  mailed_up_to UUID,
  CONSTRAINT version_pkey PRIMARY KEY (version),
  CONSTRAINT version_form CHECK (version ~ '^\d{4}-\d{2}-\d{2}$'),
  CONSTRAINT version_announced_first CHECK (in_force_from >= announced_on)
);

-- The day and no time: whoever is asked to accept is about to write, under whichever face (ANONYMITY 20, 24).
CREATE TABLE terms.acceptance (
  account_id UUID NOT NULL,
  version TEXT NOT NULL,
  accepted_on DATE NOT NULL,
  CONSTRAINT acceptance_pkey PRIMARY KEY (account_id, version),
  CONSTRAINT acceptance_account_fkey FOREIGN KEY (account_id) REFERENCES accounts.account (id) ON DELETE CASCADE
);

GRANT USAGE ON SCHEMA terms TO konsilium_service;
GRANT SELECT, INSERT, UPDATE (mailing, mailed_up_to) ON terms.version TO konsilium_service;
GRANT SELECT, INSERT, DELETE ON terms.acceptance TO konsilium_service;

-- An acceptance is written just before an act: its transaction's id must not stay beside the act's.
-- Added to whatever stands there, since several parts of the product add theirs.
DO $$
DECLARE
  entries TEXT;
BEGIN
  SELECT string_agg(format('(%L, %L)', name, untouched), ', ' ORDER BY name) INTO STRICT entries FROM (
    SELECT name, untouched FROM platform.unordered_tables()
    UNION SELECT 'terms.acceptance', 'accepted_on = accepted_on') known;
  EXECUTE format(
    'CREATE OR REPLACE FUNCTION platform.unordered_tables() RETURNS TABLE (name TEXT, untouched TEXT)
     LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS %L', 'VALUES ' || entries);
END
$$;
