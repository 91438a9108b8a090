import type { ImageFormat, ImageState, Visibility } from '../../prisma/client/enums.ts';
import { type AccountRow, type Actor, actorOf } from '../access/actor.ts';
import { requireModerator, requirePhysician } from '../access/grants.ts';
import type { SessionReader } from '../access/sessions.ts';
import type { ImageUrlScope } from '../identity/image-url.ts';
import { isConflicted, withOwnClaims } from '../moderation/conflict.ts';
import type { StorageKey } from '../platform/storage/storage.ts';
import { isOwn, readAs } from '../posts/reader.ts';
import type { Services } from '../services.ts';
import { isAlive, maySeeImages } from './policy.ts';
import type { ImageId } from './types.ts';

export interface ServableImage {
  readonly id: ImageId;
  readonly width: number;
  readonly blurred: boolean;
  readonly variant: { readonly storageKey: StorageKey; readonly size: number; readonly etag: string };
}

export interface WantedImage {
  readonly id: ImageId;
  readonly width: number;
  readonly format: ImageFormat;
  readonly scope: ImageUrlScope;
}

interface Row {
  reader: AccountRow;
  state: ImageState;
  width: number;
  storage_key: string | null;
  consultation_id: string;
  visibility: Visibility;
  answer_count: number;
  author_id: string | null;
  alias_id: string | null;
  answer_id: string | null;
  answer_visibility: Visibility;
  answer_position: number | null;
  answer_author_id: string | null;
  answer_alias_id: string | null;
  variant_key: string;
  size: number;
  etag: string;
}

/** As one value: the driver takes longer over twenty columns. */
const statement = ({ actorSql }: SessionReader) => `
  WITH reader AS (${actorSql})
  SELECT to_json(found) AS found FROM (
    SELECT r AS reader, i.state, i.width, i.storage_key, i.consultation_id, c.visibility, c.answer_count,
      c.author_id, c.alias_id, a.id AS answer_id, a.visibility AS answer_visibility, a.position AS answer_position,
      a.author_id AS answer_author_id, a.alias_id AS answer_alias_id, v.storage_key AS variant_key, v.size, v.etag
    FROM reader r
    JOIN images.image i ON i.id = $2
    JOIN forum.consultation c ON c.id = i.consultation_id
    LEFT JOIN forum.answer a ON a.id = i.answer_id
    JOIN images.variant v ON v.image_id = i.id AND v.format = $4::images."ImageFormat"
      AND CASE WHEN i.state = 'BLURRED' AND $5 THEN v.blurred ELSE v.width = $3 AND NOT v.blurred END
  ) found`;

/** A rendering that the holder of this session may be given at this moment; else null, whatever the reason. */
export type FindServable = (sessionId: string, wanted: WantedImage) => Promise<ServableImage | null>;

/**
 * One statement for what all may read: her claims are asked for only where it depends on them. It is on its way when the
 * call returns, unless another server must be asked for the session.
 */
export function openFinder(services: Services, sessions: SessionReader): FindServable {
  const query = { name: 'images_servable', text: statement(sessions) };
  return async (sessionId, { id, width, format, scope }) => {
    const known = sessions.keyOf(sessionId);
    const key = typeof known === 'string' ? known : await known;
    if (key === null) return null;
    const values = [key, id, width, format, scope === 'member'];
    const { rows } = await services.db.servicePool.query<{ found: Row }>({ ...query, values });
    const row = rows[0]?.found;
    if (!row || row.storage_key === null || !isAlive(row.state)) return null;
    const actor = actorOf(row.reader);
    const isAllowed =
      scope === 'member' ? await maySee(services, actor, row) : await mayModerate(services, actor, row);
    if (!isAllowed) return null;
    return {
      id,
      width: row.width,
      blurred: row.state === 'BLURRED' && scope === 'member',
      variant: { storageKey: row.variant_key as StorageKey, size: row.size, etag: row.etag },
    };
  };
}

async function maySee(services: Services, actor: Actor, row: Row): Promise<boolean> {
  const grant = requirePhysician(actor);
  const answer =
    row.answer_id === null
      ? null
      : { visibility: row.answer_visibility, published: row.answer_position !== null };
  const thread = { visibility: row.visibility, answerCount: row.answer_count };
  if (maySeeImages({ thread, asked: false, answer, isMine: false })) return true;
  const reader = await readAs(services.db.service, services, grant);
  const asked = isOwn(reader, { authorId: row.author_id, aliasId: row.alias_id });
  const isMine = answer
    ? isOwn(reader, { authorId: row.answer_author_id, aliasId: row.answer_alias_id })
    : asked;
  return maySeeImages({ thread, asked, answer, isMine });
}

/** As the post itself in a case: also while it is hidden, and unblurred, or nobody could put a mistake right. */
async function mayModerate(services: Services, actor: Actor, row: Row): Promise<boolean> {
  const moderator = await withOwnClaims(services, requireModerator(actor));
  const visibility = row.answer_id === null ? row.visibility : row.answer_visibility;
  if (visibility === 'HELD' || row.visibility === 'HELD') return false;
  const post = { consultationId: row.consultation_id, answerId: row.answer_id };
  if (await isConflicted(services.db.service, moderator, post)) return false;
  const found = await services.db.service.moderationCase.findFirst({
    where: post,
    select: { id: true },
  });
  return found !== null;
}
