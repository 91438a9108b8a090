import { Prisma } from '../../prisma/client/client.ts';
import type { Visibility } from '../../prisma/client/enums.ts';
import type { Tx } from '../platform/database/database.ts';
import { type ConsultationId, parseId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import { mayReadThread } from '../posts/policy.ts';
import { isOwn, type Reader } from '../posts/reader.ts';

/** What a command needs to know of a consultation before it changes something in it. */
export interface ConsultationState {
  readonly id: ConsultationId;
  readonly isMine: boolean;
  readonly isAnonymous: boolean;
  readonly visibility: Visibility;
  readonly locked: boolean;
  readonly answerCount: number;
  /** The position of the next answer. */
  readonly answersWritten: number;
  readonly title: string;
  readonly body: string;
  readonly tags: string[];
  readonly lastActivityAt: Date;
  readonly solved: boolean;
  readonly solvedByAnswerId: string | null;
  /** Of title, body and tags; another with every change. */
  readonly version: string;
}

interface Row {
  author_id: string | null;
  alias_id: string | null;
  visibility: Visibility;
  locked: boolean;
  answer_count: number;
  answers_written: number;
  title: string;
  body: string;
  tags: string[];
  last_activity_at: Date;
  solved: boolean;
  solved_by_answer_id: string | null;
  version: string;
}

const columns = Prisma.sql`
  c.author_id, c.alias_id, c.visibility, c.locked, c.answer_count, c.answers_written, c.title, c.body, c.tags,
  c.last_activity_at, c.solved, c.solved_by_answer_id, c.version`;

/**
 * A consultation as it stands for this reader, without a lock: what a command decides on it may be outdated.
 * @throws Refusal NOT_FOUND where there is none for her.
 */
export function requireConsultation(db: Tx, reader: Reader, id: string): Promise<ConsultationState> {
  return select(db, reader, id, Prisma.empty);
}

/**
 * Locks a consultation's row for the rest of the transaction. Every command that changes a thread takes this lock
 * first, and an answer's only after it, so that none waits for another in a circle. NO KEY: rows that refer to
 * the consultation may still be inserted by others.
 * @throws Refusal NOT_FOUND where there is none for this reader.
 */
export function lockConsultation(tx: Tx, reader: Reader, id: string): Promise<ConsultationState> {
  return select(tx, reader, id, Prisma.sql`FOR NO KEY UPDATE`);
}

/**
 * As `lockConsultation`, also where the consultation is out of the reader's sight: for an answer of hers that nobody
 * else has seen, which is hers whatever became of the question.
 */
export function lockThread(tx: Tx, reader: Reader, id: ConsultationId): Promise<ConsultationState> {
  return select(tx, reader, id, Prisma.sql`FOR NO KEY UPDATE`, 'also unseen');
}

async function select(
  db: Tx,
  reader: Reader,
  text: string,
  lock: Prisma.Sql,
  which?: 'also unseen',
): Promise<ConsultationState> {
  const id = parseId<ConsultationId>(text);
  if (!id) throw Refusal.notFound();
  const [row] = await db.$queryRaw<Row[]>(
    Prisma.sql`SELECT ${columns} FROM forum.consultation c WHERE c.id = ${id}::uuid ${lock}`,
  );
  if (!row) throw Refusal.notFound();
  const isMine = isOwn(reader, { authorId: row.author_id, aliasId: row.alias_id });
  const thread = { visibility: row.visibility, answerCount: row.answer_count };
  if (which !== 'also unseen' && !mayReadThread(thread, { asked: isMine })) throw Refusal.notFound();
  return {
    id,
    isMine,
    isAnonymous: row.alias_id !== null,
    visibility: row.visibility,
    locked: row.locked,
    answerCount: row.answer_count,
    answersWritten: row.answers_written,
    title: row.title,
    body: row.body,
    tags: row.tags,
    lastActivityAt: row.last_activity_at,
    solved: row.solved,
    solvedByAnswerId: row.solved_by_answer_id,
    version: row.version,
  };
}
