-- A sanction goes with the face that it was set on, and with nothing else: a grant of DELETE would let whoever holds the
-- service's login lift every suspension without a decision.

REVOKE DELETE ON moderation.sanction FROM konsilium_service;

CREATE FUNCTION moderation.forget_sanctions_of_account(leaving UUID) RETURNS VOID
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM accounts.account WHERE id = leaving AND erasing) THEN
    RAISE EXCEPTION 'not an account that is being erased';
  END IF;
  DELETE FROM moderation.sanction WHERE account_id = leaving;
END
$$;

CREATE FUNCTION moderation.forget_sanctions_of_alias(gone UUID) RETURNS VOID
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM forum.alias WHERE id = gone) THEN
    RAISE EXCEPTION 'the alias is in use';
  END IF;
  DELETE FROM moderation.sanction WHERE alias_id = gone;
END
$$;

REVOKE ALL ON FUNCTION moderation.forget_sanctions_of_account(UUID), moderation.forget_sanctions_of_alias(UUID)
  FROM PUBLIC;
GRANT EXECUTE ON FUNCTION moderation.forget_sanctions_of_account(UUID), moderation.forget_sanctions_of_alias(UUID)
  TO konsilium_service;
