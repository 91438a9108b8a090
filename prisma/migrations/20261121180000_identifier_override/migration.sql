-- Why its author declared harmless what looked like a patient's identifier. For moderators, where the post is reported.
-- It goes with the text.
ALTER TABLE forum.consultation ADD COLUMN identifier_override TEXT,
  ADD CONSTRAINT consultation_override_with_text CHECK (
    identifier_override IS NULL OR visibility NOT IN ('DELETED', 'WITHDRAWN'));
ALTER TABLE forum.answer ADD COLUMN identifier_override TEXT,
  ADD CONSTRAINT answer_override_with_text CHECK (
    identifier_override IS NULL OR visibility NOT IN ('DELETED', 'WITHDRAWN'));
