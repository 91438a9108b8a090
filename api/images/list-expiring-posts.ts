import { Prisma } from '../../prisma/client/client.ts';
import type { Tx } from '../platform/database/database.ts';
import type { AnswerId, ConsultationId } from '../platform/ids.ts';
import { aliasArray, type Reader } from '../posts/reader.ts';
import { dayOf, remindedDays } from './policy.ts';

/** A post of the reader's own of which images go soon. */
export interface ExpiringPost {
  readonly consultationId: ConsultationId;
  /** Null: the images are the question's. */
  readonly answerId: AnswerId | null;
  /** Of the consultation; empty where its question is gone. */
  readonly title: string;
  readonly images: number;
  /** The day on which the first of them goes. */
  readonly expiresOn: Date;
}

interface Row {
  consultation_id: ConsultationId;
  answer_id: AnswerId | null;
  title: string;
  images: number;
  expires_on: Date;
}

const dayInMs = 86_400_000;

/**
 * Her posts under any face of which images go within two weeks, the next first; none in a thread that moderation has
 * hidden. Two statements: neither carries her id and her aliases together.
 */
export async function listExpiringPosts(db: Tx, reader: Reader, now: Date): Promise<ExpiringPost[]> {
  const until = new Date(dayOf(now).getTime() + remindedDays * dayInMs);
  const named = await select(
    db,
    until,
    (post) => Prisma.sql`${post}.author_id = ${reader.physicianId}::uuid`,
  );
  const anonymous =
    reader.aliases.size === 0
      ? []
      : await select(db, until, (post) => Prisma.sql`${post}.alias_id = ANY(${aliasArray(reader)})`);
  return [...named, ...anonymous]
    .map((row) => ({
      consultationId: row.consultation_id,
      answerId: row.answer_id,
      title: row.title,
      images: row.images,
      expiresOn: row.expires_on,
    }))
    .sort((one, other) => one.expiresOn.getTime() - other.expiresOn.getTime());
}

function select(db: Tx, until: Date, isHers: (post: Prisma.Sql) => Prisma.Sql): Promise<Row[]> {
  return db.$queryRaw<Row[]>`
    SELECT c.id AS consultation_id, a.id AS answer_id, c.title, count(*)::integer AS images,
      min(image.expires_on) AS expires_on
    FROM images.image
    JOIN forum.consultation c ON c.id = image.consultation_id
    LEFT JOIN forum.answer a ON a.id = image.answer_id
    WHERE image.expires_on <= ${until}::date AND image.storage_key IS NOT NULL
      AND CASE WHEN a.id IS NULL THEN ${isHers(Prisma.sql`c`)} ELSE ${isHers(Prisma.sql`a`)} AND c.visibility <> 'HIDDEN' END
    GROUP BY c.id, a.id`;
}
