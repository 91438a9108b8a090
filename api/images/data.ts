import type { ImageConsent, ImageState, ModerationRule } from '../../prisma/client/enums.ts';
import type { ImageUrlScope } from '../identity/image-url.ts';
import type { Tx } from '../platform/database/database.ts';
import { mayExtend } from './policy.ts';
import type { FormId, Image, ImageId, PostPlace } from './types.ts';

interface ImageRow {
  id: string;
  post_id: string;
  state: ImageState;
  alt: string;
  sensitive: boolean;
  consent: ImageConsent | null;
  form_id: string | null;
  width: number | null;
  height: number | null;
  placeholder: string | null;
  expires_on: Date | null;
  rule: ModerationRule | null;
  statement: string | null;
}

/** A post whose images the reader may have: that she may is the caller's to know. */
export interface PostOfImages extends PostPlace {
  readonly isMine: boolean;
  readonly scope: ImageUrlScope;
}

const postId = ({ consultationId, answerId }: PostPlace): string => answerId ?? consultationId;

/** The images of some posts, in the posts' order and their own. One statement. */
export async function listImages(db: Tx, posts: readonly PostOfImages[], now: Date): Promise<Image[][]> {
  if (posts.length === 0) return [];
  const rows = await db.$queryRaw<ImageRow[]>`
    SELECT image.id, COALESCE(image.answer_id, image.consultation_id) AS post_id, image.state::text, image.alt,
      image.sensitive, image.consent::text, image.form_id, image.width, image.height,
      image.placeholder, image.expires_on, removal.rule::text, removal.statement
    FROM images.image
    LEFT JOIN moderation.decision removal ON removal.image_id = image.id AND removal.action = 'REMOVE_IMAGE'
    WHERE image.consultation_id = ANY(${[...new Set(posts.map(({ consultationId }) => consultationId))]}::uuid[])
      AND COALESCE(image.answer_id, image.consultation_id) = ANY(${posts.map(postId)}::uuid[])
    ORDER BY image.position`;
  const byPost = Map.groupBy(rows, (row) => row.post_id);
  return posts.map((post) => (byPost.get(postId(post)) ?? []).map((row) => toImage(row, post, now)));
}

function toImage(row: ImageRow, { isMine, scope }: PostOfImages, now: Date): Image {
  return {
    id: row.id as ImageId,
    state: row.state,
    alt: row.alt,
    sensitive: row.sensitive,
    width: row.width,
    height: row.height,
    placeholder: row.placeholder,
    scope,
    mine: isMine
      ? {
          consent: row.consent,
          expiresOn: row.expires_on,
          canExtend: mayExtend(row.state, row.expires_on, now),
          formId: row.form_id as FormId | null,
          removedBy: row.statement === null ? null : { rule: row.rule, statement: row.statement },
        }
      : null,
  };
}
