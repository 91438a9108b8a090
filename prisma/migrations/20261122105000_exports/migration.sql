-- A member's copy of her data. One row an account: it names the account and a file, and nothing of what the file holds.
-- The file is encrypted under the service's keyring together with `secret`: without this row no copy of the file opens.

CREATE SCHEMA exports;

CREATE TYPE exports."ExportState" AS ENUM ('WAITING', 'MAKING', 'READY', 'FAILED', 'GONE');

CREATE TABLE exports.archive (
  account_id UUID NOT NULL,
  id UUID NOT NULL,
  state exports."ExportState" NOT NULL DEFAULT 'WAITING',
  session_tag BYTEA NOT NULL,
  secret BYTEA NOT NULL,
  steps_done INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0,
  lease_until TIMESTAMPTZ(0),
  expires_at TIMESTAMPTZ(0),
  asked_on DATE NOT NULL,
  asked_times INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT archive_pkey PRIMARY KEY (account_id),
  -- It must not stop an erasure; the file is then unreadable at once, and swept.
  CONSTRAINT archive_account_fkey FOREIGN KEY (account_id) REFERENCES accounts.account (id) ON DELETE CASCADE,
  CONSTRAINT archive_whole_hours CHECK (expires_at = date_trunc('hour', expires_at, 'UTC')),
  -- What is gone cannot be opened any more, also not from a copy.
  CONSTRAINT archive_gone CHECK (state <> 'GONE' OR (secret = '' AND session_tag = ''))
);

CREATE UNIQUE INDEX archive_id_key ON exports.archive (id);

GRANT USAGE ON SCHEMA exports TO konsilium_service;
GRANT SELECT, INSERT, UPDATE, DELETE ON exports.archive TO konsilium_service;
