-- A patient of whom several pictures stand in a post is given one code for all of them.
DROP INDEX images.image_withdrawal_tag_key;
CREATE INDEX image_withdrawal_tag_idx ON images.image (withdrawal_tag);
