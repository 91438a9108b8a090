-- A foreign key locks the row that it refers to, and the lock leaves the number of its transaction in that row (xmax)
-- until the row is written anew: the account's row told which transaction was its owner's last act under her name, the
-- epoch's row which was the last seal (ANONYMITY 60). So nothing refers to accounts and epochs by a foreign key any
-- more. Triggers keep what the keys kept, without a lock: what is inserted must refer to a row that exists, and an account
-- whose posts or erasure still stand cannot be deleted.

ALTER TABLE accounts.inactivity_reminder DROP CONSTRAINT inactivity_reminder_account_fkey;
ALTER TABLE erasure.erasure DROP CONSTRAINT erasure_account_fkey;
ALTER TABLE exports.archive DROP CONSTRAINT archive_account_fkey;
ALTER TABLE forum.answer DROP CONSTRAINT answer_author_fkey;
ALTER TABLE forum.consultation DROP CONSTRAINT consultation_author_fkey;
ALTER TABLE mail.outgoing DROP CONSTRAINT outgoing_account_fkey;
ALTER TABLE moderation.sanction DROP CONSTRAINT sanction_account_fkey;
ALTER TABLE telemetry.consent DROP CONSTRAINT consent_account_fkey;
ALTER TABLE terms.acceptance DROP CONSTRAINT acceptance_account_fkey;
ALTER TABLE vault.seal DROP CONSTRAINT seal_epoch_fkey;
ALTER TABLE vault.pseudonym_seal DROP CONSTRAINT pseudonym_seal_epoch_fkey;
ALTER TABLE vault.share_holder DROP CONSTRAINT share_holder_epoch_fkey;

CREATE FUNCTION accounts.require_account() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.account_id IS NOT NULL AND NOT EXISTS (SELECT FROM accounts.account WHERE id = NEW.account_id) THEN
    RAISE EXCEPTION 'no such account' USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION accounts.require_author() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM accounts.account WHERE id = NEW.author_id) THEN
    RAISE EXCEPTION 'no such author' USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION accounts.before_account_goes() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM forum.consultation WHERE author_id = OLD.id)
    OR EXISTS (SELECT FROM forum.answer WHERE author_id = OLD.id)
    OR EXISTS (SELECT FROM erasure.erasure WHERE account_id = OLD.id)
  THEN
    RAISE EXCEPTION 'something still refers to this account' USING ERRCODE = 'foreign_key_violation';
  END IF;
  DELETE FROM accounts.inactivity_reminder WHERE account_id = OLD.id;
  DELETE FROM exports.archive WHERE account_id = OLD.id;
  DELETE FROM mail.outgoing WHERE account_id = OLD.id;
  DELETE FROM moderation.sanction WHERE account_id = OLD.id;
  DELETE FROM telemetry.consent WHERE account_id = OLD.id;
  DELETE FROM terms.acceptance WHERE account_id = OLD.id;
  RETURN OLD;
END
$$;

CREATE FUNCTION vault.require_epoch() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM vault.epoch WHERE number = NEW.epoch) THEN
    RAISE EXCEPTION 'no such epoch' USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NULL;
END
$$;

-- Seals are encrypted to its key: an epoch stays as it is for as long as one of them.
CREATE FUNCTION vault.keep_epoch() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM vault.seal WHERE epoch = OLD.number)
    OR EXISTS (SELECT FROM vault.pseudonym_seal WHERE epoch = OLD.number)
    OR EXISTS (SELECT FROM vault.share_holder WHERE epoch = OLD.number)
  THEN
    RAISE EXCEPTION 'something still refers to this epoch' USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN OLD;
END
$$;

REVOKE ALL ON FUNCTION accounts.require_account(), accounts.require_author(), accounts.before_account_goes(),
  vault.require_epoch(), vault.keep_epoch() FROM PUBLIC;

CREATE TRIGGER require_account AFTER INSERT OR UPDATE OF account_id ON accounts.inactivity_reminder
  FOR EACH ROW EXECUTE FUNCTION accounts.require_account();
CREATE TRIGGER require_account AFTER INSERT OR UPDATE OF account_id ON erasure.erasure
  FOR EACH ROW EXECUTE FUNCTION accounts.require_account();
CREATE TRIGGER require_account AFTER INSERT OR UPDATE OF account_id ON exports.archive
  FOR EACH ROW EXECUTE FUNCTION accounts.require_account();
CREATE TRIGGER require_account AFTER INSERT OR UPDATE OF account_id ON mail.outgoing
  FOR EACH ROW EXECUTE FUNCTION accounts.require_account();
CREATE TRIGGER require_account AFTER INSERT OR UPDATE OF account_id ON moderation.sanction
  FOR EACH ROW EXECUTE FUNCTION accounts.require_account();
CREATE TRIGGER require_account AFTER INSERT OR UPDATE OF account_id ON telemetry.consent
  FOR EACH ROW EXECUTE FUNCTION accounts.require_account();
CREATE TRIGGER require_account AFTER INSERT OR UPDATE OF account_id ON terms.acceptance
  FOR EACH ROW EXECUTE FUNCTION accounts.require_account();
CREATE TRIGGER require_author AFTER INSERT OR UPDATE OF author_id ON forum.consultation
  FOR EACH ROW WHEN (NEW.author_id IS NOT NULL) EXECUTE FUNCTION accounts.require_author();
CREATE TRIGGER require_author AFTER INSERT OR UPDATE OF author_id ON forum.answer
  FOR EACH ROW WHEN (NEW.author_id IS NOT NULL) EXECUTE FUNCTION accounts.require_author();
CREATE TRIGGER before_account_goes BEFORE DELETE ON accounts.account
  FOR EACH ROW EXECUTE FUNCTION accounts.before_account_goes();
CREATE TRIGGER require_epoch AFTER INSERT OR UPDATE OF epoch ON vault.seal
  FOR EACH ROW EXECUTE FUNCTION vault.require_epoch();
CREATE TRIGGER require_epoch AFTER INSERT OR UPDATE OF epoch ON vault.pseudonym_seal
  FOR EACH ROW EXECUTE FUNCTION vault.require_epoch();
CREATE TRIGGER require_epoch AFTER INSERT OR UPDATE OF epoch ON vault.share_holder
  FOR EACH ROW EXECUTE FUNCTION vault.require_epoch();
CREATE TRIGGER keep_epoch BEFORE DELETE OR UPDATE OF number ON vault.epoch
  FOR EACH ROW EXECUTE FUNCTION vault.keep_epoch();

-- Locks that a command takes on purpose leave the same number. So every table of ours is written anew each hour, not
-- only those whose rows must not tell their order: a table that is added next year is in this list by itself.
CREATE FUNCTION platform.own_tables() RETURNS TABLE (name TEXT)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT format('%I.%I', n.nspname, c.relname)
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
  WHERE c.relkind = 'r' AND c.relowner = current_user::regrole
    AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'public') AND n.nspname !~ '^pg_(toast|temp)'
$$;

CREATE OR REPLACE FUNCTION platform.rewrite_table(wanted TEXT, limit_bytes BIGINT) RETURNS BOOLEAN
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  key TEXT;
BEGIN
  IF NOT EXISTS (SELECT FROM platform.own_tables() WHERE name = wanted) THEN
    RAISE EXCEPTION 'not a table to rewrite';
  END IF;
  IF pg_total_relation_size(wanted::regclass) > limit_bytes THEN
    RETURN false;
  END IF;
  SELECT relname INTO STRICT key FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
    WHERE indrelid = wanted::regclass AND indisprimary;
  SET LOCAL lock_timeout = '2s';
  BEGIN
    EXECUTE format('CLUSTER %s USING %I', wanted, key);
  EXCEPTION WHEN lock_not_available THEN
    RETURN false;
  END;
  RETURN true;
END
$$;

REVOKE ALL ON FUNCTION platform.own_tables() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION platform.own_tables() TO konsilium_service;
