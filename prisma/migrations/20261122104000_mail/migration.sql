-- Mail that waits to be sent. A row goes when its mail is sent. What kind of mail it is and what stands in it is a
-- ciphertext of one length: a reminder about an image that expires soon, readable here beside the account, would point
-- at the post that the image belongs to, anonymous or not (ANONYMITY 40).

CREATE SCHEMA mail;

CREATE TABLE mail.outgoing (
  id UUID NOT NULL,
  account_id UUID NOT NULL,
  nonce BYTEA NOT NULL,
  ciphertext BYTEA NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  try_after TIMESTAMPTZ(0) NOT NULL,
  CONSTRAINT outgoing_pkey PRIMARY KEY (id),
  CONSTRAINT outgoing_account_fkey FOREIGN KEY (account_id) REFERENCES accounts.account (id) ON DELETE CASCADE,
  CONSTRAINT outgoing_nonce_length CHECK (octet_length(nonce) = 12),
  CONSTRAINT outgoing_ciphertext_length CHECK (octet_length(ciphertext) = 528),
  CONSTRAINT outgoing_attempts_natural CHECK (attempts >= 0)
);

CREATE INDEX outgoing_try_after_idx ON mail.outgoing (try_after);
CREATE INDEX outgoing_account_id_idx ON mail.outgoing (account_id);

GRANT USAGE ON SCHEMA mail TO konsilium_service;
GRANT SELECT, INSERT, UPDATE (attempts, try_after), DELETE ON mail.outgoing TO konsilium_service;
