-- Images. Of an attached one its post alone tells whose it is. Bytes lie in the storage under random keys; whatever takes
-- a row or its key away leaves the key in discarded_file, so that no way of deletion forgets the bytes.

CREATE SCHEMA IF NOT EXISTS images;

CREATE TYPE images."ImageState" AS ENUM ('SHOWN', 'BLURRED', 'REMOVED', 'EXPIRED', 'WITHDRAWN');
CREATE TYPE images."ImageConsent" AS ENUM ('WRITTEN', 'ORAL', 'NOT_IDENTIFIABLE', 'ROLE_PLAY');
CREATE TYPE images."ImageFormat" AS ENUM ('AVIF', 'WEBP', 'JPEG');
CREATE TYPE images."FormKind" AS ENUM ('PDF', 'JPEG');

CREATE TABLE images.consent_form (
  id UUID NOT NULL,
  owner_tag BYTEA,
  retry_tag BYTEA,
  uploaded_at TIMESTAMPTZ(0),
  kind images."FormKind" NOT NULL,
  storage_key UUID NOT NULL,
  CONSTRAINT consent_form_pkey PRIMARY KEY (id),
  CONSTRAINT consent_form_unattached CHECK (
    (owner_tag IS NULL) = (uploaded_at IS NULL) AND (owner_tag IS NOT NULL OR retry_tag IS NULL)),
  CONSTRAINT consent_form_tag_length CHECK (octet_length(owner_tag) = 32 AND octet_length(retry_tag) = 32),
  CONSTRAINT consent_form_whole_hours CHECK (uploaded_at = date_trunc('hour', uploaded_at, 'UTC'))
);
CREATE UNIQUE INDEX consent_form_retry_tag_key ON images.consent_form (retry_tag);

CREATE TABLE images.image (
  id UUID NOT NULL,
  owner_tag BYTEA,
  retry_tag BYTEA,
  uploaded_at TIMESTAMPTZ(0),
  consultation_id UUID,
  answer_id UUID,
  position INTEGER,
  state images."ImageState" NOT NULL DEFAULT 'SHOWN',
  alt TEXT NOT NULL DEFAULT '',
  sensitive BOOLEAN NOT NULL DEFAULT false,
  consent images."ImageConsent",
  form_id UUID,
  width INTEGER,
  height INTEGER,
  placeholder TEXT,
  storage_key UUID,
  expires_on DATE,
  withdrawal_tag BYTEA,
  withdrawn_in DATE,
  CONSTRAINT image_pkey PRIMARY KEY (id),
  CONSTRAINT image_consultation_fkey FOREIGN KEY (consultation_id) REFERENCES forum.consultation (id) ON DELETE CASCADE,
  CONSTRAINT image_answer_fkey FOREIGN KEY (answer_id) REFERENCES forum.answer (id) ON DELETE CASCADE,
  CONSTRAINT image_form_fkey FOREIGN KEY (form_id) REFERENCES images.consent_form (id),
  -- A person's tag and a post never stand in one row.
  CONSTRAINT image_one_place CHECK ((owner_tag IS NULL) <> (consultation_id IS NULL)),
  CONSTRAINT image_unattached CHECK (
    (owner_tag IS NULL) = (uploaded_at IS NULL) AND (owner_tag IS NOT NULL OR retry_tag IS NULL)),
  CONSTRAINT image_attached CHECK (
    (consultation_id IS NULL AND answer_id IS NULL AND position IS NULL AND consent IS NULL AND expires_on IS NULL)
    OR (consultation_id IS NOT NULL AND position BETWEEN 0 AND 9)),
  CONSTRAINT image_tag_length CHECK (octet_length(owner_tag) = 32 AND octet_length(retry_tag) = 32),
  CONSTRAINT image_whole_hours CHECK (uploaded_at = date_trunc('hour', uploaded_at, 'UTC')),
  -- Of a picture that is gone nothing is kept but that it is gone.
  CONSTRAINT image_gone CHECK (state IN ('SHOWN', 'BLURRED') = (storage_key IS NOT NULL)
    AND (storage_key IS NOT NULL OR (alt = '' AND placeholder IS NULL AND form_id IS NULL AND withdrawal_tag IS NULL
      AND width IS NULL AND height IS NULL AND expires_on IS NULL AND consent IS NULL AND NOT sensitive))),
  CONSTRAINT image_written_form CHECK (consent <> 'WRITTEN' OR form_id IS NOT NULL),
  CONSTRAINT image_withdrawn CHECK ((state = 'WITHDRAWN') = (withdrawn_in IS NOT NULL)
    AND withdrawn_in = date_trunc('month', withdrawn_in::timestamp)::date)
);
CREATE UNIQUE INDEX image_retry_tag_key ON images.image (retry_tag);
CREATE UNIQUE INDEX image_withdrawal_tag_key ON images.image (withdrawal_tag);
CREATE INDEX image_consultation_id_idx ON images.image (consultation_id);
CREATE INDEX image_answer_id_idx ON images.image (answer_id);
CREATE INDEX image_expires_on_idx ON images.image (expires_on);
CREATE INDEX image_form_id_idx ON images.image (form_id);

CREATE TABLE images.variant (
  image_id UUID NOT NULL,
  width INTEGER NOT NULL,
  format images."ImageFormat" NOT NULL,
  blurred BOOLEAN NOT NULL,
  storage_key UUID NOT NULL,
  size INTEGER NOT NULL,
  etag TEXT NOT NULL,
  CONSTRAINT variant_pkey PRIMARY KEY (image_id, width, format, blurred),
  CONSTRAINT variant_image_fkey FOREIGN KEY (image_id) REFERENCES images.image (id) ON DELETE CASCADE
);

CREATE TABLE images.discarded_file (
  storage_key UUID NOT NULL,
  CONSTRAINT discarded_file_pkey PRIMARY KEY (storage_key)
);

CREATE FUNCTION images.discard_file() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF OLD.storage_key IS NOT NULL AND (TG_OP = 'DELETE' OR NEW.storage_key IS DISTINCT FROM OLD.storage_key) THEN
    INSERT INTO images.discarded_file (storage_key) VALUES (OLD.storage_key) ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER image_discards AFTER DELETE OR UPDATE OF storage_key ON images.image
  FOR EACH ROW EXECUTE FUNCTION images.discard_file();
CREATE TRIGGER variant_discards AFTER DELETE OR UPDATE OF storage_key ON images.variant
  FOR EACH ROW EXECUTE FUNCTION images.discard_file();
CREATE TRIGGER consent_form_discards AFTER DELETE OR UPDATE OF storage_key ON images.consent_form
  FOR EACH ROW EXECUTE FUNCTION images.discard_file();

GRANT USAGE ON SCHEMA images TO konsilium_service;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA images TO konsilium_service;

-- A moderator's act upon one image of a post is a decision on the post that names the image.
ALTER TYPE moderation."DecisionAction" ADD VALUE 'REMOVE_IMAGE';
ALTER TYPE moderation."DecisionAction" ADD VALUE 'BLUR_IMAGE';
ALTER TYPE moderation."DecisionAction" ADD VALUE 'UNBLUR_IMAGE';
ALTER TABLE moderation.decision ADD COLUMN image_id UUID;
CREATE INDEX decision_image_id_idx ON moderation.decision (image_id);

-- The tables of before, whichever they are by now, and those of images.
DO $migration$
DECLARE
  known TEXT;
BEGIN
  SELECT string_agg(format('(%L, %L)', name, untouched), ', ' ORDER BY name) INTO STRICT known FROM (
    SELECT name, untouched FROM platform.unordered_tables()
    UNION ALL VALUES
      ('images.consent_form', 'kind = kind'),
      ('images.discarded_file', 'storage_key = storage_key'),
      ('images.image', 'alt = alt || '''''),
      ('images.variant', 'size = size')) AS t (name, untouched);
  EXECUTE format($function$
    CREATE OR REPLACE FUNCTION platform.unordered_tables() RETURNS TABLE (name TEXT, untouched TEXT)
    LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$ VALUES %s $$
  $function$, known);
END
$migration$;
