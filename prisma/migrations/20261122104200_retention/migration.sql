-- What retention needs to know: in which month somebody last signed in, and whether she has been reminded.

-- Written at sign-in alone, and never more exact: it is not to become a "last seen" (ANONYMITY 20, 22).
ALTER TABLE accounts.account
  ADD COLUMN last_active_month DATE,
  ADD CONSTRAINT account_whole_month CHECK (last_active_month = date_trunc('month', last_active_month::timestamp)::date);

CREATE TABLE accounts.inactivity_reminder (
  account_id UUID NOT NULL,
  first_on DATE NOT NULL,
  last_on DATE,
  CONSTRAINT inactivity_reminder_pkey PRIMARY KEY (account_id),
  CONSTRAINT inactivity_reminder_account_fkey FOREIGN KEY (account_id) REFERENCES accounts.account (id)
    ON DELETE CASCADE
);

GRANT SELECT, INSERT, UPDATE (last_on), DELETE ON accounts.inactivity_reminder TO konsilium_service;

-- A whole thread whose time is over: with its answers, moderation and seals. Decisions can be deleted by nobody else,
-- hence a function, which takes none that has been active since the given time.
CREATE FUNCTION forum.erase_idle_consultation(idle UUID, idle_since TIMESTAMPTZ) RETURNS BOOLEAN
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  worn UUID[];
  alias UUID;
BEGIN
  PERFORM FROM forum.consultation c WHERE c.id = idle AND c.last_activity_at < idle_since FOR UPDATE;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  SELECT COALESCE(array_agg(a.id), '{}') INTO worn FROM forum.alias a WHERE a.consultation_id = idle;
  DELETE FROM moderation.sanction s USING moderation.decision d
    WHERE s.decision_id = d.id AND d.consultation_id = idle;
  DELETE FROM moderation.redaction r WHERE r.consultation_id = idle;
  DELETE FROM moderation.decision d WHERE d.consultation_id = idle;
  DELETE FROM forum.consultation c WHERE c.id = idle;
  FOREACH alias IN ARRAY worn LOOP
    PERFORM vault.forget_alias(alias);
  END LOOP;
  RETURN true;
END
$$;
REVOKE ALL ON FUNCTION forum.erase_idle_consultation(UUID, TIMESTAMPTZ) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forum.erase_idle_consultation(UUID, TIMESTAMPTZ) TO konsilium_service;
