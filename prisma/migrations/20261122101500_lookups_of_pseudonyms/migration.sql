-- A lookup is about an alias or about a pseudonym at a processor. The pseudonym stands here while the request lives and
-- is wiped with its end; the tag of its seal stays, which tells nothing without the keyring.
ALTER TABLE "vault"."lookup"
  ALTER COLUMN "alias_id" DROP NOT NULL,
  ALTER COLUMN "consultation_id" DROP NOT NULL,
  ADD COLUMN "processor" "telemetry"."Processor",
  ADD COLUMN "pseudonym" UUID,
  ADD COLUMN "pseudonym_tag" BYTEA;

ALTER TABLE "vault"."opening_notice"
  ALTER COLUMN "alias_id" DROP NOT NULL,
  ALTER COLUMN "consultation_id" DROP NOT NULL,
  ADD COLUMN "processor" "telemetry"."Processor",
  ADD COLUMN "pseudonym_tag" BYTEA;

ALTER TABLE vault.lookup ADD CONSTRAINT lookup_one_subject CHECK (
  (alias_id IS NOT NULL AND consultation_id IS NOT NULL
    AND processor IS NULL AND pseudonym IS NULL AND pseudonym_tag IS NULL)
  OR (alias_id IS NULL AND consultation_id IS NULL AND processor IS NOT NULL AND pseudonym_tag IS NOT NULL));
ALTER TABLE vault.opening_notice ADD CONSTRAINT opening_notice_one_subject CHECK (
  (alias_id IS NOT NULL AND consultation_id IS NOT NULL AND processor IS NULL AND pseudonym_tag IS NULL)
  OR (alias_id IS NULL AND consultation_id IS NULL AND processor IS NOT NULL AND pseudonym_tag IS NOT NULL));

-- She whose pseudonym was resolved finds it by her own.
GRANT SELECT (processor, pseudonym_tag) ON vault.opening_notice TO konsilium_service;
