-- An author's text that undoes what moderation has made of the post waits here for a moderator; the post stays as it is.
-- Nothing here says who wrote it: whose the post is stands with the post.

ALTER TYPE moderation."DecisionAction" ADD VALUE 'ACCEPT_EDIT';
ALTER TYPE moderation."DecisionAction" ADD VALUE 'REFUSE_EDIT';

CREATE TABLE moderation.waiting_edit (
  id UUID NOT NULL,
  consultation_id UUID NOT NULL,
  answer_id UUID,
  title TEXT,
  body TEXT NOT NULL,
  tags TEXT[],
  identifier_override TEXT,
  saved_at TIMESTAMPTZ(0) NOT NULL,
  CONSTRAINT waiting_edit_pkey PRIMARY KEY (id),
  CONSTRAINT waiting_edit_consultation_fkey FOREIGN KEY (consultation_id) REFERENCES forum.consultation (id)
    ON DELETE CASCADE,
  CONSTRAINT waiting_edit_answer_fkey FOREIGN KEY (answer_id) REFERENCES forum.answer (id) ON DELETE CASCADE,
  CONSTRAINT waiting_edit_title_of_consultation CHECK ((title IS NULL) = (answer_id IS NOT NULL)),
  CONSTRAINT waiting_edit_whole_hours CHECK (saved_at = date_trunc('hour', saved_at, 'UTC'))
);

CREATE UNIQUE INDEX waiting_edit_one_per_post ON moderation.waiting_edit (COALESCE(answer_id, consultation_id));
CREATE INDEX waiting_edit_consultation_id_idx ON moderation.waiting_edit (consultation_id);
CREATE INDEX waiting_edit_answer_id_idx ON moderation.waiting_edit (answer_id);

GRANT SELECT, INSERT, DELETE ON moderation.waiting_edit TO konsilium_service;

-- A text that waits belongs to the text that it was made from. Whatever changes that (another edit, a redaction, a ruling,
-- a deletion, an erasure) ends it and destroys its words.
CREATE FUNCTION moderation.end_waiting_edit() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM moderation.waiting_edit WHERE COALESCE(answer_id, consultation_id) = NEW.id;
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION moderation.end_waiting_edit() FROM PUBLIC;

CREATE TRIGGER consultation_end_waiting_edit AFTER UPDATE ON forum.consultation FOR EACH ROW
  WHEN (OLD.version IS DISTINCT FROM NEW.version) EXECUTE FUNCTION moderation.end_waiting_edit();
CREATE TRIGGER answer_end_waiting_edit AFTER UPDATE ON forum.answer FOR EACH ROW
  WHEN (OLD.version IS DISTINCT FROM NEW.version) EXECUTE FUNCTION moderation.end_waiting_edit();

-- An edit that is accepted breaks no rule, and replaces a text as a moderator's own edit does.
ALTER TABLE moderation.decision
  DROP CONSTRAINT decision_rule_named,
  ADD CONSTRAINT decision_rule_named CHECK (rule IS NOT NULL OR action::text IN ('DISMISS', 'ACCEPT_EDIT')),
  DROP CONSTRAINT decision_edit_has_revision,
  ADD CONSTRAINT decision_edit_has_revision
    CHECK ((action::text IN ('EDIT', 'ACCEPT_EDIT')) = (revision_number IS NOT NULL));
