-- The author is told after her seal was opened. The row is written in the transaction that puts the opening on the
-- record, before anybody has learnt the name: it holds the alias, and she finds it by her own claims. No account's id
-- is in it.
CREATE TABLE "vault"."opening_notice" (
    "lookup_id" UUID NOT NULL,
    "alias_id" UUID NOT NULL,
    "consultation_id" UUID NOT NULL,
    "reason" "vault"."LookupReason" NOT NULL,
    "opened_on" DATE NOT NULL,
    "tell_after" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "opening_notice_pkey" PRIMARY KEY ("lookup_id")
);

-- Each time the telling was put off: by whom, to when, why.
CREATE TABLE "vault"."notice_extension" (
    "lookup_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "account_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "tell_after_before" TIMESTAMPTZ(3) NOT NULL,
    "tell_after" TIMESTAMPTZ(3) NOT NULL,
    "statement" TEXT NOT NULL,

    CONSTRAINT "notice_extension_pkey" PRIMARY KEY ("lookup_id","number")
);

-- CreateIndex
CREATE INDEX "opening_notice_tell_after_idx" ON "vault"."opening_notice"("tell_after");

ALTER TABLE vault.opening_notice
  ADD CONSTRAINT opening_notice_lookup_fkey FOREIGN KEY (lookup_id) REFERENCES vault.lookup (id);

ALTER TABLE vault.notice_extension
  ADD CONSTRAINT notice_extension_notice_fkey FOREIGN KEY (lookup_id) REFERENCES vault.opening_notice (lookup_id),
  ADD CONSTRAINT notice_extension_number_natural CHECK (number >= 0),
  -- Put off, never brought forward.
  ADD CONSTRAINT notice_extension_later CHECK (tell_after > tell_after_before);

-- Whoever was looked up before there were notices is told too, by the default delay.
INSERT INTO vault.opening_notice (lookup_id, alias_id, consultation_id, reason, opened_on, tell_after)
SELECT l.id, l.alias_id, l.consultation_id, l.reason, (p.at AT TIME ZONE 'UTC')::date, p.at + INTERVAL '30 days'
FROM vault.lookup l
JOIN vault.lookup_participation p ON p.lookup_id = l.id AND p.kind = 'OPENING'
WHERE l.state = 'OPENED'
ON CONFLICT DO NOTHING;

-- How many lookups were asked for, by quarter (UTC), reason and state: all that the service learns of them. The view
-- reads with its owner's rights on purpose: the service may not read the table below it, and numbers are all that
-- comes through.
CREATE VIEW vault.lookup_count WITH (security_barrier = true) AS
SELECT date_trunc('quarter', requested_at AT TIME ZONE 'UTC')::date AS quarter, reason, state, count(*)::int AS count
FROM vault.lookup
GROUP BY 1, 2, 3;

-- Decisions are counted by quarter, rule and action from this index alone.
CREATE INDEX decision_decided_at_idx ON moderation.decision (decided_at) INCLUDE (rule, action);

GRANT SELECT, INSERT, UPDATE (tell_after) ON vault.opening_notice TO konsilium_lookup;
GRANT SELECT, INSERT ON vault.notice_extension TO konsilium_lookup;
-- Not lookup_id: it would lead on to who asked and who approved.
GRANT SELECT (alias_id, consultation_id, reason, opened_on, tell_after) ON vault.opening_notice TO konsilium_service;
GRANT SELECT ON vault.lookup_count TO konsilium_service;
