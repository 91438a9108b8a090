-- Content bears its hour; the database must not keep more. But every row tells by its transaction's id, and by its place
-- in the table's file, after which other row it was written: in a quiet forum that puts an anonymous post beside the
-- session and the named posts of whoever wrote it (ANONYMITY 13, 50). So the service has the traces taken away, every
-- hour: recent rows are written anew by one transaction, tables put into the order of their random ids, and where this
-- is our own PostgreSQL, the write-ahead log that came before is let go of.

-- Up to where that has been done. One row, which the functions below alone read and write.
CREATE TABLE platform.settlement (
  id INTEGER NOT NULL DEFAULT 1,
  horizon BIGINT NOT NULL,
  settled BIGINT NOT NULL,
  CONSTRAINT settlement_pkey PRIMARY KEY (id),
  CONSTRAINT settlement_single CHECK (id = 1)
);
INSERT INTO platform.settlement (horizon, settled) VALUES (3, 2);

-- The tables whose rows must not tell when they were written, each with a way to write a row without changing it. Texts are
-- put together anew: a long one is kept apart (TOAST) under a number that counts up.
CREATE FUNCTION platform.unordered_tables() RETURNS TABLE (name TEXT, untouched TEXT)
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  VALUES
    ('forum.alias', 'number = number'),
    ('forum.answer', 'body = body || '''''),
    ('forum.consultation', 'body = body || '''''),
    ('forum.held_post', 'publish_after = publish_after'),
    ('forum.helpful_mark', 'tag = tag'),
    ('forum.revision', 'body = body || '''''),
    ('moderation.flag', 'note = note || '''''),
    ('moderation.moderation_case', 'state = state'),
    ('vault.claim', 'nonce = nonce'),
    ('vault.seal', 'nonce = nonce')
$$;

-- Writes anew every row that was written since the last time, all by this one transaction. A row that somebody has
-- locked is left for the next time: waiting for it could end in a deadlock. `horizon`: what was under way then
-- may have been written by an older transaction than the last settlement's, hence from there on everything is looked at
-- again but what that settlement itself wrote. Of the claims all are written anew, as long as they are not too many:
-- those of one hour, known as such beside the posts of that hour, would be few enough to pair.
CREATE FUNCTION platform.settle_rows() RETURNS BIGINT
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  last platform.settlement%ROWTYPE;
  horizon_now BIGINT := pg_snapshot_xmin(pg_current_snapshot())::text::bigint;
  target RECORD;
  recent RECORD;
  total BIGINT := 0;
BEGIN
  SELECT * INTO STRICT last FROM platform.settlement FOR UPDATE;
  FOR target IN SELECT * FROM platform.unordered_tables() LOOP
    -- One by one: the planner would join them in the order of their places, and the numbers in TOAST would keep it.
    FOR recent IN EXECUTE format(
      'SELECT ctid AS place FROM %s WHERE $1 OR (age(xmin) <= age($2) AND xmin <> $3)
       ORDER BY gen_random_uuid() FOR NO KEY UPDATE SKIP LOCKED', target.name)
      USING target.name = 'vault.claim' AND pg_relation_size('vault.claim') <= 16 * 1024 * 1024,
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

-- Writes one table's file anew in the order of its random ids, without what was deleted. Everybody waits meanwhile, so a
-- table above the limit is left alone, and one that is in use as well. In a transaction of its own, after settle_rows.
CREATE FUNCTION platform.rewrite_table(wanted TEXT, limit_bytes BIGINT) RETURNS BOOLEAN
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  key TEXT;
BEGIN
  IF wanted <> 'platform.session' AND NOT EXISTS (SELECT FROM platform.unordered_tables() WHERE name = wanted) THEN
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

-- Lets go of the write-ahead log so far, where the owner of these functions may: our own PostgreSQL, not a shared one.
CREATE FUNCTION platform.forget_log() RETURNS BOOLEAN
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM pg_switch_wal();
  CHECKPOINT;
  RETURN true;
EXCEPTION WHEN insufficient_privilege THEN
  RETURN false;
END
$$;

REVOKE ALL ON FUNCTION platform.unordered_tables(), platform.settle_rows(), platform.rewrite_table(TEXT, BIGINT),
  platform.forget_log() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION platform.unordered_tables(), platform.settle_rows(), platform.rewrite_table(TEXT, BIGINT),
  platform.forget_log() TO konsilium_service;
