-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "telemetry";

-- CreateEnum
CREATE TYPE "telemetry"."Processor" AS ENUM ('MIXPANEL', 'BUGSNAG', 'HONEYCOMB');

-- CreateTable
CREATE TABLE "telemetry"."consent" (
    "account_id" UUID NOT NULL,
    "processor" "telemetry"."Processor" NOT NULL,
    "agreed" BOOLEAN NOT NULL,
    "version" INTEGER NOT NULL,
    "changed_at" TIMESTAMPTZ(0) NOT NULL,

    CONSTRAINT "consent_pkey" PRIMARY KEY ("account_id","processor")
);

-- CreateTable
CREATE TABLE "telemetry"."outbox" (
    "id" UUID NOT NULL,
    "processor" "telemetry"."Processor" NOT NULL,
    "pseudonym_id" UUID,
    "payload" TEXT NOT NULL,
    "hour" TIMESTAMPTZ(0) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "not_before" TIMESTAMPTZ(3),
    "set_aside" TEXT,

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "telemetry"."anonymous_mark" (
    "id" UUID NOT NULL,
    "payload" TEXT NOT NULL,
    "hour" TIMESTAMPTZ(0) NOT NULL,

    CONSTRAINT "anonymous_mark_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "telemetry"."processor_state" (
    "processor" "telemetry"."Processor" NOT NULL,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "retry_at" TIMESTAMPTZ(3),
    "last_answer" TEXT,
    "last_answer_at" TIMESTAMPTZ(0),
    "delivered" BIGINT NOT NULL DEFAULT 0,
    "dropped" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "processor_state_pkey" PRIMARY KEY ("processor")
);

-- CreateTable
CREATE TABLE "telemetry"."installation" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "anonymous_id" UUID NOT NULL,

    CONSTRAINT "installation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "vault"."pseudonym" (
    "id" UUID NOT NULL,
    "owner_tag" BYTEA NOT NULL,
    "processor" "telemetry"."Processor" NOT NULL,
    "nonce" BYTEA NOT NULL,
    "ciphertext" BYTEA NOT NULL,

    CONSTRAINT "pseudonym_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "vault"."pseudonym_seal" (
    "tag" BYTEA NOT NULL,
    "epoch" INTEGER NOT NULL,
    "ephemeral" BYTEA NOT NULL,
    "nonce" BYTEA NOT NULL,
    "ciphertext" BYTEA NOT NULL,

    CONSTRAINT "pseudonym_seal_pkey" PRIMARY KEY ("tag")
);

-- CreateIndex
CREATE UNIQUE INDEX "pseudonym_owner_tag_processor_key" ON "vault"."pseudonym"("owner_tag", "processor");

-- What Prisma cannot say: keys, checks and indexes.

ALTER TABLE telemetry.consent
  ADD CONSTRAINT consent_account_fkey FOREIGN KEY (account_id) REFERENCES accounts.account (id) ON DELETE CASCADE,
  ADD CONSTRAINT consent_whole_hours CHECK (changed_at = date_trunc('hour', changed_at, 'UTC'));

-- What waits, oldest first, one processor at a time. Nothing here has an exact time or a place in a sequence.
CREATE INDEX outbox_waiting_idx ON telemetry.outbox (processor, hour, id);

ALTER TABLE telemetry.outbox
  ADD CONSTRAINT outbox_whole_hours CHECK (hour = date_trunc('hour', hour, 'UTC'));

CREATE INDEX anonymous_mark_hour_idx ON telemetry.anonymous_mark (hour);

ALTER TABLE telemetry.anonymous_mark
  ADD CONSTRAINT anonymous_mark_whole_hours CHECK (hour = date_trunc('hour', hour, 'UTC'));

ALTER TABLE telemetry.installation
  ADD CONSTRAINT installation_single CHECK (id = 1);

INSERT INTO telemetry.processor_state (processor) VALUES ('MIXPANEL'), ('BUGSNAG'), ('HONEYCOMB');
-- The one id under which acts without an author are counted: of the installation, and of no person.
INSERT INTO telemetry.installation (anonymous_id) VALUES (gen_random_uuid());

ALTER TABLE vault.pseudonym_seal
  ADD CONSTRAINT pseudonym_seal_epoch_fkey FOREIGN KEY (epoch) REFERENCES vault.epoch (number);

-- A mark is written with anonymous content, the others with named content, with a session or with each other: none of
-- them may tell by its place or its transaction beside what it was written. Every earlier entry is kept.
CREATE OR REPLACE FUNCTION platform.unordered_tables() RETURNS TABLE (name TEXT, untouched TEXT)
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  VALUES
    ('forum.alias', 'number = number'),
    ('forum.answer', 'body = body || '''''),
    ('forum.consultation', 'body = body || '''''),
    ('forum.held_post', 'publish_after = publish_after'),
    ('forum.helpful_mark', 'tag = tag'),
    ('forum.revision', 'body = body || '''''),
    ('moderation.flag', 'note = note || '''''),
    ('moderation.moderation_case', 'state = state'),
    ('telemetry.anonymous_mark', 'hour = hour'),
    ('telemetry.consent', 'agreed = agreed'),
    ('telemetry.outbox', 'payload = payload || '''''),
    ('vault.claim', 'nonce = nonce'),
    ('vault.pseudonym', 'nonce = nonce'),
    ('vault.pseudonym_seal', 'nonce = nonce'),
    ('vault.seal', 'nonce = nonce')
$$;

GRANT USAGE ON SCHEMA telemetry TO konsilium_service, konsilium_lookup;
GRANT SELECT, INSERT, UPDATE, DELETE ON telemetry.consent, telemetry.outbox, telemetry.anonymous_mark
  TO konsilium_service;
GRANT SELECT, UPDATE ON telemetry.processor_state TO konsilium_service;
GRANT SELECT ON telemetry.installation TO konsilium_service;
GRANT SELECT, INSERT, DELETE ON vault.pseudonym TO konsilium_service;
-- Put in and taken away by its tag, never read: only the lookup's role opens it.
GRANT INSERT, DELETE, SELECT (tag) ON vault.pseudonym_seal TO konsilium_service;
GRANT SELECT ON vault.pseudonym_seal TO konsilium_lookup;
