-- Every text that can be edited has a version, so that an edit can name the text it was made from. It is a random id drawn
-- anew with each change: it tells neither when nor how often somebody was at work (ANONYMITY 13, 24). The database draws
-- it, so that no statement that changes a text can forget to.

ALTER TABLE forum.consultation ADD COLUMN version UUID NOT NULL DEFAULT gen_random_uuid();
ALTER TABLE forum.answer ADD COLUMN version UUID NOT NULL DEFAULT gen_random_uuid();

CREATE FUNCTION forum.draw_version() RETURNS TRIGGER
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  NEW.version := gen_random_uuid();
  RETURN NEW;
END
$$;

CREATE TRIGGER consultation_version BEFORE UPDATE ON forum.consultation FOR EACH ROW
  WHEN (OLD.title <> NEW.title OR OLD.body <> NEW.body OR OLD.tags <> NEW.tags)
  EXECUTE FUNCTION forum.draw_version();
CREATE TRIGGER answer_version BEFORE UPDATE ON forum.answer FOR EACH ROW
  WHEN (OLD.body <> NEW.body)
  EXECUTE FUNCTION forum.draw_version();

-- Which version an earlier text was: so an edit made from it can be told who has replaced it.
ALTER TABLE forum.revision ADD COLUMN version UUID;

-- The version in which a passage was marked. Null in proposals that ended before there were versions.
ALTER TABLE moderation.redaction ADD COLUMN version UUID;
UPDATE moderation.redaction r SET version = c.version
  FROM forum.consultation c WHERE c.id = r.consultation_id AND r.answer_id IS NULL AND r.state = 'PROPOSED';
UPDATE moderation.redaction r SET version = a.version
  FROM forum.answer a WHERE a.id = r.answer_id AND r.state = 'PROPOSED';
ALTER TABLE moderation.redaction
  ADD CONSTRAINT redaction_open_has_version CHECK (state <> 'PROPOSED' OR version IS NOT NULL);
