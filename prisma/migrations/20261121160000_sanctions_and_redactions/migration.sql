-- Blind sanctions. A moderator sanctions the face of a post: the alias of an anonymous one, the account of a named
-- one, never both in one row. Rule, reasons and hour are its decision's. Whom an alias hits is found by the physician
-- herself alone, through her claims, when she is about to write.

ALTER TYPE moderation."DecisionAction" ADD VALUE 'WARN';
ALTER TYPE moderation."DecisionAction" ADD VALUE 'SUSPEND';
ALTER TYPE moderation."DecisionAction" ADD VALUE 'LIFT';
ALTER TYPE moderation."DecisionAction" ADD VALUE 'PROPOSE_REDACTION';

CREATE TYPE moderation."SanctionKind" AS ENUM ('WARNING', 'SUSPENSION');

CREATE TABLE moderation.sanction (
  id UUID NOT NULL,
  decision_id UUID NOT NULL,
  alias_id UUID,
  account_id UUID,
  kind moderation."SanctionKind" NOT NULL,
  until TIMESTAMPTZ(0) NOT NULL,
  lifted BOOLEAN NOT NULL DEFAULT false,
  CONSTRAINT sanction_pkey PRIMARY KEY (id),
  CONSTRAINT sanction_decision_fkey FOREIGN KEY (decision_id) REFERENCES moderation.decision (id),
  -- It must not stop an erasure. No key on the alias: a sanction outlives the post that it was decided on.
  CONSTRAINT sanction_account_fkey FOREIGN KEY (account_id) REFERENCES accounts.account (id) ON DELETE CASCADE,
  CONSTRAINT sanction_one_face CHECK ((alias_id IS NULL) <> (account_id IS NULL)),
  CONSTRAINT sanction_whole_hours CHECK (until = date_trunc('hour', until, 'UTC'))
);

CREATE UNIQUE INDEX sanction_decision_id_key ON moderation.sanction (decision_id);
CREATE INDEX sanction_alias_id_idx ON moderation.sanction (alias_id);
CREATE INDEX sanction_account_id_idx ON moderation.sanction (account_id);
CREATE INDEX sanction_running_idx ON moderation.sanction (until) WHERE kind = 'SUSPENSION' AND NOT lifted;

GRANT SELECT, INSERT, UPDATE (lifted) ON moderation.sanction TO konsilium_service;

-- Redaction proposals. A proposal marks its passage by place and holds no word of it: once the author has accepted,
-- there is nothing here to destroy. Offsets are UTF-16 code units into the text as it was proposed on; while a proposal
-- is open that text does not change.

CREATE TYPE moderation."RedactedField" AS ENUM ('TITLE', 'BODY');
CREATE TYPE moderation."RedactionState" AS ENUM ('PROPOSED', 'ACCEPTED', 'REPLACED', 'DECLINED', 'SUPERSEDED');

CREATE TABLE moderation.redaction (
  id UUID NOT NULL,
  decision_id UUID NOT NULL,
  case_id UUID NOT NULL,
  consultation_id UUID NOT NULL,
  answer_id UUID,
  field moderation."RedactedField" NOT NULL,
  start_at INTEGER NOT NULL,
  end_at INTEGER NOT NULL,
  replacement TEXT NOT NULL,
  hides BOOLEAN NOT NULL,
  state moderation."RedactionState" NOT NULL DEFAULT 'PROPOSED',
  ended_at TIMESTAMPTZ(0),
  CONSTRAINT redaction_pkey PRIMARY KEY (id),
  CONSTRAINT redaction_decision_fkey FOREIGN KEY (decision_id) REFERENCES moderation.decision (id),
  CONSTRAINT redaction_case_fkey FOREIGN KEY (case_id) REFERENCES moderation.moderation_case (id),
  CONSTRAINT redaction_consultation_fkey FOREIGN KEY (consultation_id) REFERENCES forum.consultation (id)
    ON DELETE CASCADE,
  CONSTRAINT redaction_answer_fkey FOREIGN KEY (answer_id) REFERENCES forum.answer (id) ON DELETE CASCADE,
  CONSTRAINT redaction_ended CHECK ((state = 'PROPOSED') = (ended_at IS NULL)),
  CONSTRAINT redaction_whole_hours CHECK (ended_at = date_trunc('hour', ended_at, 'UTC')),
  -- When it has ended not even the length of the passage is kept.
  CONSTRAINT redaction_place CHECK (start_at >= 0 AND (end_at > start_at OR (state <> 'PROPOSED' AND end_at = start_at))),
  CONSTRAINT redaction_title_of_consultation CHECK (field = 'BODY' OR answer_id IS NULL)
);

CREATE UNIQUE INDEX redaction_decision_id_key ON moderation.redaction (decision_id);
CREATE INDEX redaction_consultation_id_idx ON moderation.redaction (consultation_id);
CREATE INDEX redaction_answer_id_idx ON moderation.redaction (answer_id);
CREATE UNIQUE INDEX redaction_one_open_per_post
  ON moderation.redaction (COALESCE(answer_id, consultation_id)) WHERE state = 'PROPOSED';

GRANT SELECT, INSERT, UPDATE (hides, state, end_at, ended_at) ON moderation.redaction TO konsilium_service;

-- Decisions with the texts that an edit replaced, null once these are destroyed: the revision is gone or, where the post
-- lives on under a redacted text, emptied (its number must not be given to another). With them until when a sanction
-- runs and what became of a proposal.
CREATE OR REPLACE VIEW moderation.decision_with_texts WITH (security_invoker = true) AS
SELECT d.id, d.case_id, d.consultation_id, d.answer_id, d.number, d.action, d.rule, d.statement, d.decided_at,
  old.title AS title_before,
  CASE WHEN old.id IS NULL OR d.answer_id IS NOT NULL THEN NULL
       WHEN newer.id IS NOT NULL THEN newer.title ELSE c.title END AS title_after,
  old.body AS text_before,
  CASE WHEN old.id IS NULL THEN NULL
       WHEN newer.id IS NOT NULL THEN newer.body
       WHEN d.answer_id IS NOT NULL THEN a.body ELSE c.body END AS text_after,
  s.until,
  r.state AS redaction
FROM moderation.decision d
LEFT JOIN forum.revision old ON old.consultation_id = d.consultation_id
  AND COALESCE(old.answer_id, old.consultation_id) = COALESCE(d.answer_id, d.consultation_id)
  AND old.number = d.revision_number AND old.body <> ''
LEFT JOIN forum.revision newer ON newer.consultation_id = d.consultation_id
  AND COALESCE(newer.answer_id, newer.consultation_id) = COALESCE(d.answer_id, d.consultation_id)
  AND newer.number = d.revision_number + 1
LEFT JOIN forum.consultation c ON c.id = d.consultation_id
LEFT JOIN forum.answer a ON a.id = d.answer_id
LEFT JOIN moderation.sanction s ON s.decision_id = d.id
LEFT JOIN moderation.redaction r ON r.decision_id = d.id;
