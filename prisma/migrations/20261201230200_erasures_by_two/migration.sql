-- One technical admin who asked for a member's erasure could watch which anonymous posts went with it (ANONYMITY 65). An
-- erasure on request waits for a second admin. While it waits its row names the one who asked, and starts_at is when
-- the request lapses.

ALTER TABLE erasure.erasure
  ADD COLUMN requested_by UUID,
  ADD CONSTRAINT erasure_waits_for_approval CHECK (requested_by IS NULL
    OR (cause = 'REQUEST' AND state = 'COOLING_OFF' AND started_at IS NULL));
