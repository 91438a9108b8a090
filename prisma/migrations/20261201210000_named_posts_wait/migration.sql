-- A named post can wait too: one that appears beside an anonymous one of the same visit tells whose that is. And what
-- waits appears at the tick of a slot of three minutes, which is the same for all posts; publish_after is where the
-- slot begins, a whole minute as before.

ALTER TABLE forum.consultation DROP CONSTRAINT consultation_held_anonymous;
ALTER TABLE forum.answer DROP CONSTRAINT answer_held_anonymous;
