-- The first words of a post, made when it is written. Null: not made yet; a job makes those of older posts.
ALTER TABLE forum.consultation ADD COLUMN excerpt TEXT;
ALTER TABLE forum.answer ADD COLUMN excerpt TEXT;

-- An excerpt never outlives the text that it was made of: a statement that changes a text alone empties the other.
CREATE FUNCTION forum.drop_stale_excerpt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.excerpt := NULL;
  RETURN NEW;
END $$;

CREATE TRIGGER stale_excerpt BEFORE UPDATE OF body ON forum.consultation FOR EACH ROW
  WHEN (NEW.body IS DISTINCT FROM OLD.body AND NEW.excerpt IS NOT DISTINCT FROM OLD.excerpt)
  EXECUTE FUNCTION forum.drop_stale_excerpt();
CREATE TRIGGER stale_excerpt BEFORE UPDATE OF body ON forum.answer FOR EACH ROW
  WHEN (NEW.body IS DISTINCT FROM OLD.body AND NEW.excerpt IS NOT DISTINCT FROM OLD.excerpt)
  EXECUTE FUNCTION forum.drop_stale_excerpt();
