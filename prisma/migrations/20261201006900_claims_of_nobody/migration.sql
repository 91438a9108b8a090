-- Each claim stands under a tag of its own, and every night all get new ones: from two copies of this table nobody learns
-- which claims are of one person, nor how many she has (ANONYMITY 69).

ALTER TABLE vault.claim RENAME COLUMN owner_tag TO tag;
ALTER TABLE vault.claim RENAME CONSTRAINT claim_owner_tag_length TO claim_tag_length;
-- Those of before stand under one tag for each person, until the service starts and writes them anew.
ALTER TABLE vault.claim ADD COLUMN by_owner BOOLEAN NOT NULL DEFAULT false;
UPDATE vault.claim SET by_owner = true;
DROP INDEX vault.claim_owner_tag_idx;
CREATE UNIQUE INDEX claim_tag_key ON vault.claim (tag) WHERE NOT by_owner;
CREATE INDEX claim_by_owner_idx ON vault.claim (tag) WHERE by_owner;

-- What goes into every tag until the next night. It is no secret: tags are made with a key that is not here.
CREATE TABLE vault.claim_night (
  single BOOLEAN NOT NULL DEFAULT true,
  salt BYTEA NOT NULL,
  CONSTRAINT claim_night_pkey PRIMARY KEY (single),
  CONSTRAINT claim_night_one CHECK (single),
  CONSTRAINT claim_night_salt_length CHECK (octet_length(salt) = 32)
);
INSERT INTO vault.claim_night (salt)
  SELECT decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex');

GRANT SELECT, UPDATE (salt) ON vault.claim_night TO konsilium_service;
