-- Appeals. An author objects to a decision, once; another moderator rules on it. Who appealed stands nowhere: the decision
-- names the post, and whose that is an anonymous author alone can tell, through her claims. The appeal is its author's,
-- and goes with her or with the text it is about; the ruling is the moderators', and is only ever added.

CREATE TYPE moderation."AppealOutcome" AS ENUM ('UPHELD', 'OVERTURNED');
CREATE TYPE moderation."AppealEffect" AS ENUM (
  'SHOWN', 'TEXT_RESTORED', 'UNLOCKED', 'WARNING_LIFTED', 'SUSPENSION_LIFTED',
  'TEXT_DESTROYED', 'TEXT_CHANGED_SINCE', 'NOTHING_LEFT');

CREATE TABLE moderation.appeal (
  id UUID NOT NULL,
  decision_id UUID NOT NULL,
  text TEXT NOT NULL,
  identifier_override TEXT,
  appealed_at TIMESTAMPTZ(0) NOT NULL,
  CONSTRAINT appeal_pkey PRIMARY KEY (id),
  CONSTRAINT appeal_decision_fkey FOREIGN KEY (decision_id) REFERENCES moderation.decision (id) ON DELETE CASCADE,
  CONSTRAINT appeal_whole_hours CHECK (appealed_at = date_trunc('hour', appealed_at, 'UTC'))
);

CREATE UNIQUE INDEX appeal_decision_id_key ON moderation.appeal (decision_id);

CREATE TABLE moderation.appeal_ruling (
  id UUID NOT NULL,
  decision_id UUID NOT NULL,
  -- Null once the moderator's own account is erased.
  moderator_id UUID,
  outcome moderation."AppealOutcome" NOT NULL,
  effect moderation."AppealEffect",
  statement TEXT NOT NULL,
  ruled_at TIMESTAMPTZ(0) NOT NULL,
  CONSTRAINT appeal_ruling_pkey PRIMARY KEY (id),
  CONSTRAINT appeal_ruling_decision_fkey FOREIGN KEY (decision_id) REFERENCES moderation.decision (id)
    ON DELETE CASCADE,
  CONSTRAINT appeal_ruling_effect CHECK ((outcome = 'OVERTURNED') = (effect IS NOT NULL)),
  CONSTRAINT appeal_ruling_whole_hours CHECK (ruled_at = date_trunc('hour', ruled_at, 'UTC'))
);

CREATE UNIQUE INDEX appeal_ruling_decision_id_key ON moderation.appeal_ruling (decision_id);
CREATE INDEX appeal_ruling_ruled_at_idx ON moderation.appeal_ruling (ruled_at);

GRANT SELECT, INSERT, UPDATE (text, identifier_override), DELETE ON moderation.appeal TO konsilium_service;
GRANT SELECT, INSERT ON moderation.appeal_ruling TO konsilium_service;

-- Rulings are never changed, but the name of a moderator who has left goes out of them.
CREATE FUNCTION moderation.forget_ruling_moderator(leaving UUID) RETURNS VOID
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE moderation.appeal_ruling SET moderator_id = NULL WHERE moderator_id = leaving
$$;
REVOKE ALL ON FUNCTION moderation.forget_ruling_moderator(UUID) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION moderation.forget_ruling_moderator(UUID) TO konsilium_service;
