-- Unanswered questions of one specialty: without this, the whole specialty or all that is unanswered is read and sorted.
CREATE INDEX consultation_unanswered_specialty_idx ON forum.consultation (specialty_code, posted_at DESC, id DESC)
  WHERE answer_count = 0 AND visibility = 'VISIBLE';
