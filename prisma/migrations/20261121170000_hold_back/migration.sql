-- Held-back publication. A held post exists for its author alone: it has no place in the thread, its alias has no number
-- until its first post appears, and nothing counts it. What an alias or an answer is called by others is given at
-- publication, so that no gap tells that somebody waits.

ALTER TABLE forum.alias ALTER COLUMN number DROP NOT NULL;
ALTER TABLE forum.answer ALTER COLUMN position DROP NOT NULL;

ALTER TABLE forum.consultation
  DROP CONSTRAINT consultation_tombstone_empty,
  ADD CONSTRAINT consultation_tombstone_empty CHECK (
    visibility IN ('VISIBLE', 'HIDDEN', 'HELD') OR (title = '' AND body = '' AND tags = '{}')),
  ADD CONSTRAINT consultation_held_anonymous CHECK (visibility <> 'HELD' OR alias_id IS NOT NULL);

ALTER TABLE forum.answer
  DROP CONSTRAINT answer_tombstone_empty,
  ADD CONSTRAINT answer_tombstone_empty CHECK (visibility IN ('VISIBLE', 'HIDDEN', 'HELD') OR body = ''),
  ADD CONSTRAINT answer_held_anonymous CHECK (visibility <> 'HELD' OR alias_id IS NOT NULL),
  -- WITHDRAWN without a place: taken back before anybody else saw it, and swept.
  ADD CONSTRAINT answer_place CHECK (
    CASE visibility WHEN 'HELD' THEN position IS NULL WHEN 'WITHDRAWN' THEN true ELSE position IS NOT NULL END);

CREATE INDEX answer_without_place_idx ON forum.answer (id) WHERE position IS NULL;

-- No row tells when it was written: the moment is drawn at once, to the minute, and the window it was drawn from is
-- not kept.
CREATE TABLE forum.held_post (
  post_id UUID NOT NULL,
  consultation_id UUID NOT NULL,
  answer_id UUID,
  publish_after TIMESTAMPTZ(0),
  CONSTRAINT held_post_pkey PRIMARY KEY (post_id),
  CONSTRAINT held_post_post CHECK (post_id = COALESCE(answer_id, consultation_id)),
  CONSTRAINT held_post_whole_minute CHECK (publish_after = date_trunc('minute', publish_after, 'UTC')),
  CONSTRAINT held_post_consultation_fkey FOREIGN KEY (consultation_id) REFERENCES forum.consultation (id)
    ON DELETE CASCADE,
  CONSTRAINT held_post_answer_fkey FOREIGN KEY (answer_id) REFERENCES forum.answer (id) ON DELETE CASCADE
);

CREATE INDEX held_post_publish_after_idx ON forum.held_post (publish_after);

GRANT SELECT, INSERT, UPDATE (publish_after), DELETE ON forum.held_post TO konsilium_service;

-- How many verified physicians there are, taken once a day: what an anonymous post may show is decided from it, so that
-- a single verification cannot be watched.
CREATE TABLE accounts.colleague_census (
  day DATE NOT NULL,
  total INTEGER NOT NULL,
  by_specialty JSONB NOT NULL,
  CONSTRAINT colleague_census_pkey PRIMARY KEY (day)
);

GRANT SELECT, INSERT, DELETE ON accounts.colleague_census TO konsilium_service;
