import type { ImageState } from '../../prisma/client/enums.ts';
import type { Tx } from '../platform/database/database.ts';
import { type AnswerId, type ConsultationId, parseId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import { isOwn, type Reader } from '../posts/reader.ts';
import type { ImageId, PostPlace } from './types.ts';

export interface OwnImageState {
  readonly id: ImageId;
  readonly state: ImageState;
  readonly expiresOn: Date | null;
  readonly post: PostPlace;
}

interface Row {
  state: ImageState;
  expires_on: Date | null;
  consultation_id: string;
  answer_id: string | null;
  author_id: string | null;
  alias_id: string | null;
}

/**
 * Locks an image of a post of the reader's own, under whatever face she wrote.
 * @throws Refusal NOT_FOUND where there is none, or it is not hers.
 */
export async function lockOwnImage(tx: Tx, reader: Reader, text: string): Promise<OwnImageState> {
  const id = parseId<ImageId>(text);
  if (!id) throw Refusal.notFound();
  const [row] = await tx.$queryRaw<Row[]>`
    SELECT image.state::text, image.expires_on, image.consultation_id, image.answer_id,
      CASE WHEN a.id IS NULL THEN c.author_id ELSE a.author_id END AS author_id,
      CASE WHEN a.id IS NULL THEN c.alias_id ELSE a.alias_id END AS alias_id
    FROM images.image
    JOIN forum.consultation c ON c.id = image.consultation_id
    LEFT JOIN forum.answer a ON a.id = image.answer_id
    WHERE image.id = ${id}::uuid FOR UPDATE OF image`;
  if (!row || !isOwn(reader, { authorId: row.author_id, aliasId: row.alias_id })) throw Refusal.notFound();
  const post = {
    consultationId: row.consultation_id as ConsultationId,
    answerId: row.answer_id as AnswerId | null,
  };
  return { id, state: row.state, expiresOn: row.expires_on, post };
}
