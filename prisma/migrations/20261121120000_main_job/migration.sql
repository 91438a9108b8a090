-- Roles. The service runs as konsilium_service: it may put seals in and never read them, and it may add to
-- the audit and never change it. Lookups alone run as konsilium_lookup. The job queue belongs to konsilium_worker.
-- Roles are the cluster's, not the database's: another database of ours may have made them already.
DO $$
DECLARE
  role_name text;
BEGIN
  FOREACH role_name IN ARRAY ARRAY['konsilium_service', 'konsilium_lookup', 'konsilium_worker'] LOOP
    BEGIN
      EXECUTE format('CREATE ROLE %I NOLOGIN', role_name);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END;
    -- So that a deployment with one login only can still drop down to each role (SET ROLE).
    IF NOT pg_has_role(current_user, role_name, 'MEMBER') THEN
      EXECUTE format('GRANT %I TO current_user', role_name);
    END IF;
  END LOOP;
  EXECUTE format('GRANT CREATE ON DATABASE %I TO konsilium_worker', current_database());
END
$$;

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "accounts";

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "audit";

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "forum";

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "moderation";

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "platform";

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "vault";

-- CreateEnum
CREATE TYPE "accounts"."AccountStatus" AS ENUM ('UNVERIFIED', 'VERIFIED', 'REFUSED');

-- CreateEnum
CREATE TYPE "forum"."ConsultationKind" AS ENUM ('CLINICAL_CASE', 'QUESTION', 'ETHICS', 'ORGANISATION');

-- CreateEnum
CREATE TYPE "forum"."Visibility" AS ENUM ('VISIBLE', 'HIDDEN', 'DELETED', 'WITHDRAWN');

-- CreateEnum
CREATE TYPE "forum"."RevisedBy" AS ENUM ('AUTHOR', 'MODERATION');

-- CreateEnum
CREATE TYPE "moderation"."FlagReason" AS ENUM ('PATIENT_IDENTIFIABLE', 'DISRESPECTFUL', 'MISLEADING', 'ADVERTISING', 'OFF_TOPIC', 'OTHER');

-- CreateEnum
CREATE TYPE "moderation"."ModerationRule" AS ENUM ('PATIENT_PRIVACY', 'RESPECT', 'MEDICAL_ACCURACY', 'NO_ADVERTISING', 'ON_TOPIC', 'LAW');

-- CreateEnum
CREATE TYPE "moderation"."DecisionAction" AS ENUM ('HIDE', 'UNHIDE', 'EDIT', 'DELETE', 'LOCK', 'UNLOCK', 'DISMISS');

-- CreateEnum
CREATE TYPE "moderation"."CaseState" AS ENUM ('OPEN', 'DECIDED');

-- CreateEnum
CREATE TYPE "vault"."LookupReason" AS ENUM ('COURT_ORDER', 'LEGAL_OBLIGATION', 'IMMINENT_DANGER', 'SERIOUS_ABUSE');

-- CreateEnum
CREATE TYPE "vault"."LookupState" AS ENUM ('REQUESTED', 'READY', 'OPENED', 'REFUSED', 'EXPIRED');

-- CreateEnum
CREATE TYPE "vault"."ParticipationKind" AS ENUM ('REQUEST', 'APPROVAL', 'REFUSAL', 'OPENING');

-- CreateTable
CREATE TABLE "accounts"."account" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "specialty_code" TEXT,
    "licence_number" TEXT,
    "status" "accounts"."AccountStatus" NOT NULL DEFAULT 'UNVERIFIED',
    "moderator" BOOLEAN NOT NULL DEFAULT false,
    "technical_admin" BOOLEAN NOT NULL DEFAULT false,
    "locale" TEXT NOT NULL DEFAULT 'sv',
    "verification_note" TEXT,
    "registered_on" DATE NOT NULL,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit"."entry" (
    "seq" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(0) NOT NULL,
    "kind" TEXT NOT NULL,
    "actor" UUID,
    "details" TEXT NOT NULL,
    "prev_hash" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "entry_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "audit"."checkpoint" (
    "seq" BIGINT NOT NULL,
    "hash" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(0) NOT NULL,
    "public_key" BYTEA NOT NULL,
    "signature" BYTEA NOT NULL,

    CONSTRAINT "checkpoint_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "forum"."alias" (
    "id" UUID NOT NULL,
    "consultation_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "specialty_code" TEXT,

    CONSTRAINT "alias_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "forum"."consultation" (
    "id" UUID NOT NULL,
    "author_id" UUID,
    "alias_id" UUID,
    "kind" "forum"."ConsultationKind" NOT NULL,
    "specialty_code" TEXT NOT NULL,
    "tags" TEXT[],
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "visibility" "forum"."Visibility" NOT NULL DEFAULT 'VISIBLE',
    "locked" BOOLEAN NOT NULL DEFAULT false,
    "edited_by_moderation" BOOLEAN NOT NULL DEFAULT false,
    "solved" BOOLEAN NOT NULL DEFAULT false,
    "solved_by_answer_id" UUID,
    "answer_count" INTEGER NOT NULL DEFAULT 0,
    "answers_written" INTEGER NOT NULL DEFAULT 0,
    "posted_at" TIMESTAMPTZ(0) NOT NULL,
    "last_activity_at" TIMESTAMPTZ(0) NOT NULL,
    "edited_at" TIMESTAMPTZ(0),

    CONSTRAINT "consultation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "forum"."answer" (
    "id" UUID NOT NULL,
    "consultation_id" UUID NOT NULL,
    "author_id" UUID,
    "alias_id" UUID,
    "position" INTEGER NOT NULL,
    "quoted_answer_id" UUID,
    "body" TEXT NOT NULL,
    "visibility" "forum"."Visibility" NOT NULL DEFAULT 'VISIBLE',
    "edited_by_moderation" BOOLEAN NOT NULL DEFAULT false,
    "helpful_count" INTEGER NOT NULL DEFAULT 0,
    "posted_at" TIMESTAMPTZ(0) NOT NULL,
    "edited_at" TIMESTAMPTZ(0),

    CONSTRAINT "answer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "forum"."helpful_mark" (
    "answer_id" UUID NOT NULL,
    "tag" BYTEA NOT NULL,

    CONSTRAINT "helpful_mark_pkey" PRIMARY KEY ("answer_id","tag")
);

-- CreateTable
CREATE TABLE "forum"."revision" (
    "id" UUID NOT NULL,
    "consultation_id" UUID NOT NULL,
    "answer_id" UUID,
    "number" INTEGER NOT NULL,
    "title" TEXT,
    "body" TEXT NOT NULL,
    "replaced_by" "forum"."RevisedBy" NOT NULL,
    "replaced_at" TIMESTAMPTZ(0) NOT NULL,

    CONSTRAINT "revision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "moderation"."moderation_case" (
    "id" UUID NOT NULL,
    "consultation_id" UUID NOT NULL,
    "answer_id" UUID,
    "state" "moderation"."CaseState" NOT NULL DEFAULT 'OPEN',
    "taken_by" UUID,
    "opened_at" TIMESTAMPTZ(0) NOT NULL,
    "decided_at" TIMESTAMPTZ(0),

    CONSTRAINT "moderation_case_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "moderation"."flag" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "post_id" UUID NOT NULL,
    "reporter_tag" BYTEA NOT NULL,
    "reason" "moderation"."FlagReason" NOT NULL,
    "note" TEXT NOT NULL,
    "flagged_at" TIMESTAMPTZ(0) NOT NULL,

    CONSTRAINT "flag_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "moderation"."decision" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "consultation_id" UUID NOT NULL,
    "answer_id" UUID,
    "number" INTEGER NOT NULL,
    "moderator_id" UUID NOT NULL,
    "action" "moderation"."DecisionAction" NOT NULL,
    "rule" "moderation"."ModerationRule",
    "statement" TEXT NOT NULL,
    "title_before" TEXT,
    "title_after" TEXT,
    "text_before" TEXT,
    "text_after" TEXT,
    "decided_at" TIMESTAMPTZ(0) NOT NULL,

    CONSTRAINT "decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "platform"."session" (
    "sid" TEXT NOT NULL,
    "sess" JSON NOT NULL,
    "expire" TIMESTAMP(6) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("sid")
);

-- CreateTable
CREATE TABLE "vault"."epoch" (
    "number" INTEGER NOT NULL,
    "threshold" INTEGER NOT NULL,
    "shares" INTEGER NOT NULL,
    "group_key" BYTEA NOT NULL,
    "commitments" BYTEA[],
    "created_on" DATE NOT NULL,

    CONSTRAINT "epoch_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "vault"."share_holder" (
    "epoch" INTEGER NOT NULL,
    "share_index" INTEGER NOT NULL,
    "account_id" UUID NOT NULL,

    CONSTRAINT "share_holder_pkey" PRIMARY KEY ("epoch","share_index")
);

-- CreateTable
CREATE TABLE "vault"."seal" (
    "alias_id" UUID NOT NULL,
    "epoch" INTEGER NOT NULL,
    "ephemeral" BYTEA NOT NULL,
    "nonce" BYTEA NOT NULL,
    "ciphertext" BYTEA NOT NULL,

    CONSTRAINT "seal_pkey" PRIMARY KEY ("alias_id")
);

-- CreateTable
CREATE TABLE "vault"."claim" (
    "id" UUID NOT NULL,
    "owner_tag" BYTEA NOT NULL,
    "nonce" BYTEA NOT NULL,
    "ciphertext" BYTEA NOT NULL,
    "unmatched" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "claim_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "vault"."lookup" (
    "id" UUID NOT NULL,
    "alias_id" UUID NOT NULL,
    "consultation_id" UUID NOT NULL,
    "epoch" INTEGER NOT NULL,
    "requested_by" UUID NOT NULL,
    "reason" "vault"."LookupReason" NOT NULL,
    "text" TEXT NOT NULL,
    "case_reference" TEXT NOT NULL,
    "state" "vault"."LookupState" NOT NULL DEFAULT 'REQUESTED',
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "lookup_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "vault"."lookup_participation" (
    "lookup_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "kind" "vault"."ParticipationKind" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "statement" TEXT,
    "share_index" INTEGER,
    "partial" BYTEA,

    CONSTRAINT "lookup_participation_pkey" PRIMARY KEY ("lookup_id","account_id","kind")
);

-- CreateIndex
CREATE UNIQUE INDEX "account_email_key" ON "accounts"."account"("email");

-- CreateIndex
CREATE INDEX "account_status_registered_on_id_idx" ON "accounts"."account"("status", "registered_on" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "account_registered_on_id_idx" ON "accounts"."account"("registered_on" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "alias_consultation_id_number_key" ON "forum"."alias"("consultation_id", "number");

-- CreateIndex
CREATE INDEX "consultation_last_activity_at_id_idx" ON "forum"."consultation"("last_activity_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "consultation_posted_at_id_idx" ON "forum"."consultation"("posted_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "consultation_specialty_code_last_activity_at_id_idx" ON "forum"."consultation"("specialty_code", "last_activity_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "consultation_specialty_code_posted_at_id_idx" ON "forum"."consultation"("specialty_code", "posted_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "consultation_author_id_posted_at_id_idx" ON "forum"."consultation"("author_id", "posted_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "consultation_alias_id_idx" ON "forum"."consultation"("alias_id");

-- CreateIndex
CREATE INDEX "answer_author_id_idx" ON "forum"."answer"("author_id");

-- CreateIndex
CREATE INDEX "answer_alias_id_idx" ON "forum"."answer"("alias_id");

-- CreateIndex
CREATE UNIQUE INDEX "answer_consultation_id_position_key" ON "forum"."answer"("consultation_id", "position");

-- CreateIndex
CREATE INDEX "revision_consultation_id_idx" ON "forum"."revision"("consultation_id");

-- CreateIndex
CREATE INDEX "revision_answer_id_idx" ON "forum"."revision"("answer_id");

-- CreateIndex
CREATE INDEX "moderation_case_state_opened_at_id_idx" ON "moderation"."moderation_case"("state", "opened_at", "id");

-- CreateIndex
CREATE INDEX "moderation_case_state_decided_at_id_idx" ON "moderation"."moderation_case"("state", "decided_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "moderation_case_taken_by_state_opened_at_id_idx" ON "moderation"."moderation_case"("taken_by", "state", "opened_at", "id");

-- CreateIndex
CREATE INDEX "moderation_case_consultation_id_idx" ON "moderation"."moderation_case"("consultation_id");

-- CreateIndex
CREATE INDEX "flag_case_id_idx" ON "moderation"."flag"("case_id");

-- CreateIndex
CREATE UNIQUE INDEX "flag_post_id_reporter_tag_key" ON "moderation"."flag"("post_id", "reporter_tag");

-- CreateIndex
CREATE INDEX "decision_consultation_id_idx" ON "moderation"."decision"("consultation_id");

-- CreateIndex
CREATE INDEX "decision_answer_id_idx" ON "moderation"."decision"("answer_id");

-- CreateIndex
CREATE UNIQUE INDEX "decision_case_id_number_key" ON "moderation"."decision"("case_id", "number");

-- CreateIndex
CREATE INDEX "session_expire_idx" ON "platform"."session"("expire");

-- CreateIndex
CREATE INDEX "share_holder_account_id_idx" ON "vault"."share_holder"("account_id");

-- CreateIndex
CREATE INDEX "claim_owner_tag_idx" ON "vault"."claim"("owner_tag");

-- CreateIndex
CREATE INDEX "lookup_requested_at_id_idx" ON "vault"."lookup"("requested_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "lookup_state_expires_at_idx" ON "vault"."lookup"("state", "expires_at");

-- AddForeignKey
ALTER TABLE "vault"."lookup_participation" ADD CONSTRAINT "lookup_participation_lookup_id_fkey" FOREIGN KEY ("lookup_id") REFERENCES "vault"."lookup"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- What Prisma cannot say: keys, checks and indexes.

ALTER TABLE accounts.account
  ADD CONSTRAINT account_email_lower CHECK (email = lower(email)),
  ADD CONSTRAINT account_one_hat CHECK (NOT (moderator AND technical_admin)),
  ADD CONSTRAINT account_moderator_is_physician CHECK (NOT moderator OR status = 'VERIFIED'),
  ADD CONSTRAINT account_locale CHECK (locale IN ('sv', 'en'));

-- An alias and its consultation are born in one transaction and each points at the other.
ALTER TABLE forum.alias
  ADD CONSTRAINT alias_consultation_fkey FOREIGN KEY (consultation_id) REFERENCES forum.consultation (id)
    ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  ADD CONSTRAINT alias_number_natural CHECK (number >= 0);

ALTER TABLE forum.consultation
  ADD CONSTRAINT consultation_author_fkey FOREIGN KEY (author_id) REFERENCES accounts.account (id),
  ADD CONSTRAINT consultation_alias_fkey FOREIGN KEY (alias_id) REFERENCES forum.alias (id)
    DEFERRABLE INITIALLY DEFERRED,
  ADD CONSTRAINT consultation_one_face CHECK ((author_id IS NULL) <> (alias_id IS NULL)),
  ADD CONSTRAINT consultation_whole_hours CHECK (
    posted_at = date_trunc('hour', posted_at, 'UTC')
    AND last_activity_at = date_trunc('hour', last_activity_at, 'UTC')
    AND (edited_at IS NULL OR edited_at = date_trunc('hour', edited_at, 'UTC'))),
  ADD CONSTRAINT consultation_tombstone_empty CHECK (
    visibility IN ('VISIBLE', 'HIDDEN') OR (title = '' AND body = '' AND tags = '{}'));

ALTER TABLE forum.answer
  ADD CONSTRAINT answer_consultation_fkey FOREIGN KEY (consultation_id) REFERENCES forum.consultation (id)
    ON DELETE CASCADE,
  ADD CONSTRAINT answer_author_fkey FOREIGN KEY (author_id) REFERENCES accounts.account (id),
  ADD CONSTRAINT answer_alias_fkey FOREIGN KEY (alias_id) REFERENCES forum.alias (id),
  ADD CONSTRAINT answer_quoted_fkey FOREIGN KEY (quoted_answer_id) REFERENCES forum.answer (id) ON DELETE SET NULL,
  ADD CONSTRAINT answer_one_face CHECK ((author_id IS NULL) <> (alias_id IS NULL)),
  ADD CONSTRAINT answer_whole_hours CHECK (
    posted_at = date_trunc('hour', posted_at, 'UTC')
    AND (edited_at IS NULL OR edited_at = date_trunc('hour', edited_at, 'UTC'))),
  ADD CONSTRAINT answer_tombstone_empty CHECK (visibility IN ('VISIBLE', 'HIDDEN') OR body = '');

ALTER TABLE forum.consultation
  ADD CONSTRAINT consultation_solved_by_fkey FOREIGN KEY (solved_by_answer_id) REFERENCES forum.answer (id)
    ON DELETE SET NULL;

ALTER TABLE forum.helpful_mark
  ADD CONSTRAINT helpful_mark_answer_fkey FOREIGN KEY (answer_id) REFERENCES forum.answer (id) ON DELETE CASCADE,
  ADD CONSTRAINT helpful_mark_tag_length CHECK (octet_length(tag) = 32);

ALTER TABLE forum.revision
  ADD CONSTRAINT revision_consultation_fkey FOREIGN KEY (consultation_id) REFERENCES forum.consultation (id)
    ON DELETE CASCADE,
  ADD CONSTRAINT revision_answer_fkey FOREIGN KEY (answer_id) REFERENCES forum.answer (id) ON DELETE CASCADE,
  ADD CONSTRAINT revision_whole_hours CHECK (replaced_at = date_trunc('hour', replaced_at, 'UTC'));

CREATE UNIQUE INDEX revision_number_key
  ON forum.revision (consultation_id, COALESCE(answer_id, consultation_id), number);

CREATE INDEX consultation_unanswered_idx ON forum.consultation (posted_at DESC, id DESC)
  WHERE answer_count = 0 AND visibility = 'VISIBLE';

ALTER TABLE vault.epoch
  ADD CONSTRAINT epoch_threshold CHECK (threshold BETWEEN 1 AND shares),
  ADD CONSTRAINT epoch_group_key_length CHECK (octet_length(group_key) = 32),
  ADD CONSTRAINT epoch_commitments_count CHECK (cardinality(commitments) = threshold);

ALTER TABLE vault.share_holder
  ADD CONSTRAINT share_holder_epoch_fkey FOREIGN KEY (epoch) REFERENCES vault.epoch (number),
  ADD CONSTRAINT share_holder_index_positive CHECK (share_index >= 1);

ALTER TABLE vault.seal
  ADD CONSTRAINT seal_epoch_fkey FOREIGN KEY (epoch) REFERENCES vault.epoch (number),
  ADD CONSTRAINT seal_ephemeral_length CHECK (octet_length(ephemeral) = 96),
  ADD CONSTRAINT seal_nonce_length CHECK (octet_length(nonce) = 12);

ALTER TABLE vault.claim
  ADD CONSTRAINT claim_owner_tag_length CHECK (octet_length(owner_tag) = 32),
  ADD CONSTRAINT claim_nonce_length CHECK (octet_length(nonce) = 12);

ALTER TABLE audit.entry
  ADD CONSTRAINT entry_hash_length CHECK (octet_length(hash) = 32 AND octet_length(prev_hash) = 32),
  ADD CONSTRAINT entry_seq_positive CHECK (seq >= 1);

ALTER TABLE moderation.moderation_case
  ADD CONSTRAINT moderation_case_consultation_fkey FOREIGN KEY (consultation_id) REFERENCES forum.consultation (id)
    ON DELETE CASCADE,
  ADD CONSTRAINT moderation_case_answer_fkey FOREIGN KEY (answer_id) REFERENCES forum.answer (id) ON DELETE CASCADE,
  ADD CONSTRAINT moderation_case_decided CHECK ((state = 'DECIDED') = (decided_at IS NOT NULL)),
  ADD CONSTRAINT moderation_case_whole_hours CHECK (
    opened_at = date_trunc('hour', opened_at, 'UTC')
    AND (decided_at IS NULL OR decided_at = date_trunc('hour', decided_at, 'UTC')));

CREATE UNIQUE INDEX moderation_case_one_open_per_post
  ON moderation.moderation_case (COALESCE(answer_id, consultation_id)) WHERE state = 'OPEN';

ALTER TABLE moderation.flag
  ADD CONSTRAINT flag_case_fkey FOREIGN KEY (case_id) REFERENCES moderation.moderation_case (id) ON DELETE CASCADE,
  ADD CONSTRAINT flag_reporter_tag_length CHECK (octet_length(reporter_tag) = 32),
  ADD CONSTRAINT flag_whole_hours CHECK (flagged_at = date_trunc('hour', flagged_at, 'UTC'));

ALTER TABLE moderation.decision
  ADD CONSTRAINT decision_case_fkey FOREIGN KEY (case_id) REFERENCES moderation.moderation_case (id) ON DELETE CASCADE,
  ADD CONSTRAINT decision_rule_named CHECK (rule IS NOT NULL OR action = 'DISMISS'),
  ADD CONSTRAINT decision_whole_hours CHECK (decided_at = date_trunc('hour', decided_at, 'UTC'));

-- Grants.

GRANT USAGE ON SCHEMA accounts, audit, forum, moderation, platform, vault TO konsilium_service;
GRANT SELECT, INSERT, UPDATE, DELETE ON accounts.account TO konsilium_service;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA forum TO konsilium_service;
GRANT SELECT, INSERT, UPDATE, DELETE ON moderation.moderation_case, moderation.flag TO konsilium_service;
GRANT SELECT, INSERT ON moderation.decision TO konsilium_service;
GRANT SELECT, INSERT, UPDATE, DELETE ON platform.session TO konsilium_service;
GRANT SELECT, INSERT ON audit.entry, audit.checkpoint TO konsilium_service;
GRANT SELECT, INSERT, UPDATE, DELETE ON vault.claim TO konsilium_service;
GRANT INSERT ON vault.seal TO konsilium_service;
GRANT SELECT ON vault.epoch, vault.share_holder TO konsilium_service;

GRANT USAGE ON SCHEMA accounts, audit, forum, vault TO konsilium_lookup;
GRANT SELECT ON vault.seal, vault.epoch, vault.share_holder TO konsilium_lookup;
GRANT SELECT, INSERT, UPDATE ON vault.lookup TO konsilium_lookup;
-- Partials are wiped when a lookup ends: kept, they would help whoever has a share to open it again.
GRANT SELECT, INSERT, UPDATE (partial) ON vault.lookup_participation TO konsilium_lookup;
GRANT SELECT, INSERT ON audit.entry, audit.checkpoint TO konsilium_lookup;
GRANT SELECT ON accounts.account, forum.alias, forum.consultation, forum.answer TO konsilium_lookup;
