-- Decisions are only ever added, texts must be destroyable. So a decision holds no text of the post: an edit names
-- the revision it made, and the texts before and after are read from there for as long as they exist. Deleting a
-- post (by moderation or by its author) wipes its revisions, and with them what its decisions could tell.

ALTER TABLE moderation.decision
  DROP COLUMN title_before,
  DROP COLUMN title_after,
  DROP COLUMN text_before,
  DROP COLUMN text_after,
  ADD COLUMN revision_number INTEGER,
  ADD CONSTRAINT decision_edit_has_revision CHECK ((action = 'EDIT') = (revision_number IS NOT NULL));

CREATE UNIQUE INDEX decision_number_key
  ON moderation.decision (COALESCE(answer_id, consultation_id), number);

-- A case that was taken and forgotten becomes free again: how long it has been taken must be known.
ALTER TABLE moderation.moderation_case
  ADD COLUMN taken_at TIMESTAMPTZ(0),
  ADD CONSTRAINT moderation_case_taken CHECK ((taken_by IS NULL) = (taken_at IS NULL)),
  ADD CONSTRAINT moderation_case_taken_whole_hours CHECK (taken_at = date_trunc('hour', taken_at, 'UTC'));

-- A key that cascades would let the service delete decisions by deleting their case.
ALTER TABLE moderation.decision
  DROP CONSTRAINT decision_case_fkey,
  ADD CONSTRAINT decision_case_fkey FOREIGN KEY (case_id) REFERENCES moderation.moderation_case (id);
REVOKE DELETE ON moderation.moderation_case FROM konsilium_service;

-- Decisions with the texts that an edit replaced, null once these are destroyed. After: what the next revision
-- replaced, or the post's text of today. No moderator is in it, and no author.
CREATE VIEW moderation.decision_with_texts WITH (security_invoker = true) AS
SELECT d.id, d.case_id, d.consultation_id, d.answer_id, d.number, d.action, d.rule, d.statement, d.decided_at,
  old.title AS title_before,
  CASE WHEN old.id IS NULL OR d.answer_id IS NOT NULL THEN NULL
       WHEN newer.id IS NOT NULL THEN newer.title ELSE c.title END AS title_after,
  old.body AS text_before,
  CASE WHEN old.id IS NULL THEN NULL
       WHEN newer.id IS NOT NULL THEN newer.body
       WHEN d.answer_id IS NOT NULL THEN a.body ELSE c.body END AS text_after
FROM moderation.decision d
LEFT JOIN forum.revision old ON old.consultation_id = d.consultation_id
  AND COALESCE(old.answer_id, old.consultation_id) = COALESCE(d.answer_id, d.consultation_id)
  AND old.number = d.revision_number
LEFT JOIN forum.revision newer ON newer.consultation_id = d.consultation_id
  AND COALESCE(newer.answer_id, newer.consultation_id) = COALESCE(d.answer_id, d.consultation_id)
  AND newer.number = d.revision_number + 1
LEFT JOIN forum.consultation c ON c.id = d.consultation_id
LEFT JOIN forum.answer a ON a.id = d.answer_id;

GRANT SELECT ON moderation.decision_with_texts TO konsilium_service;
