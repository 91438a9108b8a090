-- Erasure: one durable workflow per account. Its tables know the account until it is gone, and never an alias.

CREATE SCHEMA erasure;

CREATE TYPE erasure."ErasureCause" AS ENUM ('MEMBER', 'INACTIVITY', 'REQUEST');
CREATE TYPE erasure."ErasureState" AS ENUM ('COOLING_OFF', 'RUNNING', 'DONE');
CREATE TYPE erasure."ErasureStepState" AS ENUM ('PENDING', 'WAITING', 'REFUSED', 'DONE', 'NOT_APPLICABLE');

-- Shut out at once, although the row stays for the day that the erasure takes.
ALTER TABLE accounts.account ADD COLUMN erasing BOOLEAN NOT NULL DEFAULT false;

CREATE TABLE erasure.erasure (
  id UUID NOT NULL,
  code_hash BYTEA,
  cause erasure."ErasureCause" NOT NULL,
  state erasure."ErasureState" NOT NULL DEFAULT 'COOLING_OFF',
  account_id UUID,
  starts_at TIMESTAMPTZ(0) NOT NULL,
  started_at TIMESTAMPTZ(0),
  finished_on DATE,
  lease_until TIMESTAMPTZ(3),
  secret BYTEA,
  CONSTRAINT erasure_pkey PRIMARY KEY (id),
  -- An account goes through its erasure only.
  CONSTRAINT erasure_account_fkey FOREIGN KEY (account_id) REFERENCES accounts.account (id),
  CONSTRAINT erasure_code_hash_length CHECK (octet_length(code_hash) = 32),
  CONSTRAINT erasure_started CHECK ((state = 'COOLING_OFF') = (started_at IS NULL) OR state = 'DONE'),
  CONSTRAINT erasure_known_until_it_runs CHECK (state <> 'COOLING_OFF' OR account_id IS NOT NULL),
  -- Whatever the receipt outlives, it knows nobody.
  CONSTRAINT erasure_done CHECK ((state = 'DONE') = (finished_on IS NOT NULL)
    AND (state <> 'DONE' OR (account_id IS NULL AND secret IS NULL AND started_at IS NULL)))
);

CREATE UNIQUE INDEX erasure_code_hash_key ON erasure.erasure (code_hash);
CREATE UNIQUE INDEX erasure_account_id_key ON erasure.erasure (account_id);
CREATE INDEX erasure_state_starts_at_idx ON erasure.erasure (state, starts_at);

CREATE TABLE erasure.step (
  erasure_id UUID NOT NULL,
  name TEXT NOT NULL,
  state erasure."ErasureStepState" NOT NULL DEFAULT 'PENDING',
  attempts INTEGER NOT NULL DEFAULT 0,
  answer TEXT,
  next_try TIMESTAMPTZ(0),
  note TEXT,
  CONSTRAINT step_pkey PRIMARY KEY (erasure_id, name),
  CONSTRAINT step_erasure_id_fkey FOREIGN KEY (erasure_id) REFERENCES erasure.erasure (id)
    ON DELETE CASCADE ON UPDATE RESTRICT,
  CONSTRAINT step_note_while_needed CHECK (note IS NULL OR state IN ('PENDING', 'WAITING', 'REFUSED'))
);

GRANT USAGE ON SCHEMA erasure TO konsilium_service;
GRANT SELECT, INSERT, UPDATE, DELETE ON erasure.erasure, erasure.step TO konsilium_service;

-- A tombstone that an erasure leaves has no face at all: neither the account nor, inside one consultation, an alias joins
-- it to another. A question that moderation had hidden stays hidden, without a text, so that the thread below it does
-- not come back into sight.
ALTER TABLE forum.consultation
  DROP CONSTRAINT consultation_one_face,
  ADD CONSTRAINT consultation_one_face CHECK (
    (author_id IS NULL) <> (alias_id IS NULL)
    OR (author_id IS NULL AND alias_id IS NULL AND visibility IN ('HIDDEN', 'DELETED', 'WITHDRAWN')
      AND title = '' AND body = '' AND tags = '{}' AND identifier_override IS NULL)),
  -- The number of an erased alias is not given to another colleague, who would be taken for her.
  ADD COLUMN highest_erased_alias INTEGER;
ALTER TABLE forum.answer
  DROP CONSTRAINT answer_one_face,
  ADD CONSTRAINT answer_one_face CHECK (
    (author_id IS NULL) <> (alias_id IS NULL)
    OR (author_id IS NULL AND alias_id IS NULL AND visibility IN ('DELETED', 'WITHDRAWN')
      AND body = '' AND identifier_override IS NULL));

-- A sanction goes with the face that it was set on.
GRANT DELETE ON moderation.sanction TO konsilium_service;

-- Decisions are appended and never changed; two things of them are nevertheless personal: who decided, and a statement
-- that may quote the post. The service may have them wiped by these functions alone, and only of an account that is being
-- erased and of a post whose author has been.
ALTER TABLE moderation.decision ALTER COLUMN moderator_id DROP NOT NULL;

CREATE FUNCTION moderation.forget_moderator(leaving UUID) RETURNS VOID
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM accounts.account WHERE id = leaving AND erasing) THEN
    RAISE EXCEPTION 'not an account that is being erased';
  END IF;
  UPDATE moderation.decision SET moderator_id = NULL WHERE moderator_id = leaving;
END
$$;

CREATE FUNCTION moderation.forget_statements(consultation UUID, answer UUID) RETURNS VOID
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (
    SELECT FROM forum.consultation c WHERE answer IS NULL AND c.id = consultation
      AND (c.author_id IS NOT NULL OR c.alias_id IS NOT NULL)
    UNION ALL
    SELECT FROM forum.answer a WHERE a.id = answer AND (a.author_id IS NOT NULL OR a.alias_id IS NOT NULL)) THEN
    RAISE EXCEPTION 'not a post whose author has been erased';
  END IF;
  UPDATE moderation.decision SET statement = ''
    WHERE consultation_id = consultation AND answer_id IS NOT DISTINCT FROM answer AND statement <> '';
END
$$;

-- Seals. A grant of DELETE would let whoever holds the service's login make any post untraceable; this takes the seal of
-- an alias that exists no more, and with it the notice of its opening, which nobody is left to read.
CREATE FUNCTION vault.forget_alias(alias UUID) RETURNS VOID
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM forum.alias a WHERE a.id = alias) THEN
    RAISE EXCEPTION 'the alias is in use';
  END IF;
  DELETE FROM vault.notice_extension e USING vault.opening_notice n WHERE n.lookup_id = e.lookup_id AND n.alias_id = alias;
  DELETE FROM vault.opening_notice n WHERE n.alias_id = alias;
  DELETE FROM vault.seal s WHERE s.alias_id = alias;
END
$$;

-- Whether somebody asked, before the erasure began, who wears this alias, and has not been answered yet: a lookup that is
-- under way is not to be cut short by leaving. It lives a day.
CREATE FUNCTION vault.lookup_under_way(alias UUID, asked_before TIMESTAMPTZ, at TIMESTAMPTZ) RETURNS BOOLEAN
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM vault.lookup l WHERE l.alias_id = alias AND l.state IN ('REQUESTED', 'READY')
    AND l.requested_at < asked_before AND l.expires_at > at)
$$;

CREATE FUNCTION vault.give_up_shares(holder UUID) RETURNS VOID
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM accounts.account WHERE id = holder AND erasing) THEN
    RAISE EXCEPTION 'not an account that is being erased';
  END IF;
  DELETE FROM vault.share_holder WHERE account_id = holder;
END
$$;

REVOKE ALL ON FUNCTION moderation.forget_moderator(UUID), moderation.forget_statements(UUID, UUID),
  vault.forget_alias(UUID), vault.lookup_under_way(UUID, TIMESTAMPTZ, TIMESTAMPTZ), vault.give_up_shares(UUID) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION moderation.forget_moderator(UUID), moderation.forget_statements(UUID, UUID),
  vault.forget_alias(UUID), vault.lookup_under_way(UUID, TIMESTAMPTZ, TIMESTAMPTZ), vault.give_up_shares(UUID)
  TO konsilium_service;
