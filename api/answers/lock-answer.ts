import { Prisma } from '../../prisma/client/client.ts';
import type { Visibility } from '../../prisma/client/enums.ts';
import { type ConsultationState, lockConsultation, lockThread } from '../consultations/lock-consultation.ts';
import type { Tx } from '../platform/database/database.ts';
import { type AliasId, type AnswerId, type ConsultationId, parseId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import { isOwn, type Reader } from '../posts/reader.ts';

/** What a command needs to know of an answer before it changes it. */
export interface AnswerState {
  readonly id: AnswerId;
  readonly isMine: boolean;
  readonly aliasId: AliasId | null;
  readonly visibility: Visibility;
  readonly body: string;
  /** Of the body; another with every change. */
  readonly version: string;
  readonly consultation: ConsultationState;
}

interface Row {
  author_id: string | null;
  alias_id: string | null;
  visibility: Visibility;
  body: string;
  version: string;
}

/**
 * Locks a consultation's row and then the answer's, in this order as everywhere, for the rest of the transaction.
 * @throws Refusal NOT_FOUND where there is none for this reader.
 */
export async function lockAnswer(tx: Tx, reader: Reader, text: string): Promise<AnswerState> {
  const id = parseId<AnswerId>(text);
  const place =
    id &&
    (await tx.answer.findUnique({
      where: { id },
      select: { consultationId: true, position: true, authorId: true, aliasId: true },
    }));
  if (!id || !place) throw Refusal.notFound();
  const neverPublished = place.position === null;
  if (neverPublished && !isOwn(reader, place)) throw Refusal.notFound();
  const lock = neverPublished ? lockThread : lockConsultation;
  const consultation = await lock(tx, reader, place.consultationId as ConsultationId);
  const [row] = await tx.$queryRaw<Row[]>(Prisma.sql`
    SELECT a.author_id, a.alias_id, a.visibility, a.body, a.version
    FROM forum.answer a WHERE a.id = ${id}::uuid FOR NO KEY UPDATE`);
  if (!row) throw Refusal.notFound();
  return {
    id,
    isMine: isOwn(reader, { authorId: row.author_id, aliasId: row.alias_id }),
    aliasId: row.alias_id as AliasId | null,
    visibility: row.visibility,
    body: row.body,
    version: row.version,
    consultation,
  };
}

/** Where an answer stands: what is needed to read it again after a command. */
export interface AnswerKey {
  readonly id: AnswerId;
  readonly consultationId: ConsultationId;
}

export const keyOf = ({ id, consultation }: AnswerState): AnswerKey => ({
  id,
  consultationId: consultation.id,
});
