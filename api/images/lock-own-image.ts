import type { ImageConsent, ImageState } from '../../prisma/client/enums.ts';
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
  /** Pictures in the same post that stand on a patient's consent, this one included where it does. */
  readonly ofPatients: readonly ImageId[];
}

interface Row {
  id: string;
  consent: ImageConsent | null;
  state: ImageState;
  expires_on: Date | null;
  consultation_id: string;
  answer_id: string | null;
  author_id: string | null;
  alias_id: string | null;
}

/**
 * Locks an image of a post of the reader's own, under whatever face she wrote, and with it all images of that post: in
 * one order, so that nobody waits for another crosswise.
 * @throws Refusal NOT_FOUND where there is none, or it is not hers.
 */
export async function lockOwnImage(tx: Tx, reader: Reader, text: string): Promise<OwnImageState> {
  const id = parseId<ImageId>(text);
  if (!id) throw Refusal.notFound();
  const rows = await tx.$queryRaw<Row[]>`
    SELECT image.id, image.consent::text, image.state::text, image.expires_on, image.consultation_id, image.answer_id,
      CASE WHEN a.id IS NULL THEN c.author_id ELSE a.author_id END AS author_id,
      CASE WHEN a.id IS NULL THEN c.alias_id ELSE a.alias_id END AS alias_id
    FROM images.image asked
    JOIN images.image ON image.consultation_id = asked.consultation_id
      AND image.answer_id IS NOT DISTINCT FROM asked.answer_id
    JOIN forum.consultation c ON c.id = image.consultation_id
    LEFT JOIN forum.answer a ON a.id = image.answer_id
    WHERE asked.id = ${id}::uuid ORDER BY image.id FOR UPDATE OF image`;
  const row = rows.find((each) => each.id === id);
  if (!row || !isOwn(reader, { authorId: row.author_id, aliasId: row.alias_id })) throw Refusal.notFound();
  const post = {
    consultationId: row.consultation_id as ConsultationId,
    answerId: row.answer_id as AnswerId | null,
  };
  const ofPatients = rows.filter(({ consent }) => consent === 'WRITTEN' || consent === 'ORAL');
  return {
    id,
    state: row.state,
    expiresOn: row.expires_on,
    post,
    ofPatients: ofPatients.map((each) => each.id as ImageId),
  };
}
