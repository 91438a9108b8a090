import { Prisma } from '../../prisma/client/client.ts';
import type { Tx } from '../platform/database/database.ts';
import type { ConsultationId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import { ownAliasesIn, type Reader } from './reader.ts';

/**
 * Refuses a text that the same physician has posted in the same consultation under her other face: whoever reads both
 * knows that they are one person (ANONYMITY 30). Only her own posts are compared, in memory, and nothing is noted.
 * @throws Refusal INVALID_INPUT SAME_TEXT_OTHER_FACE
 */
export async function requireOneFacePerText(
  db: Tx,
  reader: Reader,
  post: { consultation: ConsultationId; anonymous: boolean; body: string },
): Promise<void> {
  // One face's condition alone: no statement carries her id and her aliases together.
  const otherFace = post.anonymous
    ? Prisma.sql`author_id = ${reader.physicianId}::uuid`
    : Prisma.sql`alias_id = ANY(${ownAliasesIn(reader, post.consultation)}::uuid[])`;
  const others = await db.$queryRaw<{ body: string }[]>(Prisma.sql`
    SELECT body FROM forum.answer
    WHERE consultation_id = ${post.consultation}::uuid AND body <> '' AND ${otherFace}
    UNION ALL
    SELECT body FROM forum.consultation WHERE id = ${post.consultation}::uuid AND body <> '' AND ${otherFace}`);
  const words = wordsOf(post.body);
  if (others.some(({ body }) => wordsOf(body) === words)) {
    throw Refusal.invalidInput([{ field: 'body', code: 'SAME_TEXT_OTHER_FACE' }]);
  }
}

/** A text as its reader would call it the same: letters and digits, whatever their case and what stands between. */
export function wordsOf(text: string): string {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}]+/gu);
  // A text of signs alone is the same only as itself.
  return words ? words.join(' ') : text.trim();
}
