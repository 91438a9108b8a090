-- What was uploaded, as a keyed hash inside a ciphertext that opens for its owner's own acts alone: by it she is warned
-- before she posts a picture under another face (ANONYMITY 72). No two rows look alike, also of one picture.

ALTER TABLE images.image
  ADD COLUMN print_nonce BYTEA,
  ADD COLUMN print BYTEA,
  ADD CONSTRAINT image_print CHECK ((print IS NULL) = (print_nonce IS NULL)
    AND octet_length(print_nonce) = 12 AND octet_length(print) = 528),
  ADD CONSTRAINT image_print_gone CHECK (storage_key IS NOT NULL OR print IS NULL);
