-- Which variants of an image existed told with which device somebody had looked first (ANONYMITY 61). Every image has
-- its whole set from its upload on. Earlier variants go, with their files; a job makes the sets of images that stand in
-- posts. Uploads that wait for their post are given up: their owners are told to add the picture again.

DELETE FROM images.image WHERE owner_tag IS NOT NULL;
DELETE FROM images.variant;

-- AVIF is smaller than WebP in every width, and JPEG is for browsers that know neither: two formats are enough.
ALTER TYPE images."ImageFormat" RENAME TO "ImageFormatBefore";
CREATE TYPE images."ImageFormat" AS ENUM ('AVIF', 'JPEG');
ALTER TABLE images.variant ALTER COLUMN format TYPE images."ImageFormat" USING format::text::images."ImageFormat";
DROP TYPE images."ImageFormatBefore";
