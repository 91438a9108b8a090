-- Rewriting a table's file takes away the numbers that locks have left, but keeps the number of the transaction that wrote
-- each row. Where that stays in a table of sessions or accounts it is a ledger: what lies between two of its numbers was
-- written between two sign-ins (ANONYMITY 60). So every table of ours is settled each hour, not only those of the posts.
-- The audit is left as it is: it bears exact times anyway, and nobody may write it anew.
CREATE FUNCTION platform.settled_tables() RETURNS TABLE (name TEXT, untouched TEXT)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT known.name, known.untouched FROM platform.unordered_tables() known
  UNION ALL
  SELECT own.name, format('%1$I = %1$I', a.attname)
  FROM platform.own_tables() own
  JOIN pg_index i ON i.indrelid = own.name::regclass AND i.indisprimary
  JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
  WHERE own.name NOT IN (SELECT other.name FROM platform.unordered_tables() other)
    AND own.name NOT LIKE 'audit.%' AND own.name <> 'platform.settlement'
$$;

-- As before, over every table. Seals are written anew all together, as claims are: the seal of a post that was held back
-- kept the number of the hour in which it was written, while its post got the one of its publication.
CREATE OR REPLACE FUNCTION platform.settle_rows() RETURNS BIGINT
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  last platform.settlement%ROWTYPE;
  horizon_now BIGINT := pg_snapshot_xmin(pg_current_snapshot())::text::bigint;
  target RECORD;
  recent RECORD;
  total BIGINT := 0;
BEGIN
  SELECT * INTO STRICT last FROM platform.settlement FOR UPDATE;
  FOR target IN SELECT * FROM platform.settled_tables() LOOP
    -- One by one: the planner would join them in the order of their places, and the numbers in TOAST would keep it.
    FOR recent IN EXECUTE format(
      'SELECT ctid AS place FROM %s WHERE $1 OR (age(xmin) <= age($2) AND xmin <> $3)
       ORDER BY gen_random_uuid() FOR NO KEY UPDATE SKIP LOCKED', target.name)
      USING target.name IN ('vault.claim', 'vault.seal') AND pg_relation_size(target.name::regclass) <= 16 * 1024 * 1024,
        last.horizon::text::xid8::xid, last.settled::text::xid8::xid
    LOOP
      EXECUTE format('UPDATE %s SET %s WHERE ctid = $1', target.name, target.untouched) USING recent.place;
      total := total + 1;
    END LOOP;
  END LOOP;
  UPDATE platform.settlement SET horizon = horizon_now, settled = pg_current_xact_id()::text::bigint;
  RETURN total;
END
$$;

REVOKE ALL ON FUNCTION platform.settled_tables() FROM PUBLIC;

-- Settling writes a row without changing it, which must not count as changing an epoch's number.
DROP TRIGGER keep_epoch ON vault.epoch;
CREATE TRIGGER keep_epoch BEFORE DELETE ON vault.epoch
  FOR EACH ROW EXECUTE FUNCTION vault.keep_epoch();
CREATE FUNCTION vault.keep_number() RETURNS TRIGGER
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'the number of an epoch does not change' USING ERRCODE = 'foreign_key_violation';
END
$$;
REVOKE ALL ON FUNCTION vault.keep_number() FROM PUBLIC;
CREATE TRIGGER keep_number BEFORE UPDATE OF number ON vault.epoch
  FOR EACH ROW WHEN (OLD.number <> NEW.number) EXECUTE FUNCTION vault.keep_number();
