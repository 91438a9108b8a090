import { excerptOf } from '../../markdown/plain-text.ts';
import { isTombstone } from '../../moderation/transition.ts';
import { Prisma } from '../../prisma/client/client.ts';
import type { ConsultationKind, Visibility } from '../../prisma/client/enums.ts';
import { type BylineRow, bylineColumns, bylineJoins, toByline } from '../bylines/data.ts';
import { type DecisionRows, decisionsOf, toDecisions } from '../decisions/data.ts';
import { publishAfterOf, toHeld } from '../hold-back/held-rows.ts';
import type { Tx } from '../platform/database/database.ts';
import type { AnswerId, ConsultationId } from '../platform/ids.ts';
import { mayReadText, mayReadThread } from '../posts/policy.ts';
import { aliasArray, isOwn, type Reader } from '../posts/reader.ts';
import { type RedactionRow, redactionOf, toRedaction } from '../redactions/data.ts';
import { toWaitingEdit, type WaitingEditRow, waitingEditOf } from '../waiting-edits/data.ts';
import type { Consultation, MyFaces } from './types.ts';

/** A row of `consultationColumns`. It holds the author of a named and the alias of an anonymous one: it goes no further. */
export interface ConsultationRow extends BylineRow {
  id: string;
  kind: ConsultationKind;
  specialty_code: string;
  tags: string[];
  title: string;
  body: string;
  /** Null: not made yet. */
  excerpt: string | null;
  visibility: Visibility;
  locked: boolean;
  edited_by_moderation: boolean;
  solved: boolean;
  solved_by_answer_id: string | null;
  answer_count: number;
  posted_at: Date;
  last_activity_at: Date;
  edited_at: Date | null;
  decisions: DecisionRows;
  redaction: RedactionRow;
  waiting_edit: WaitingEditRow;
  publish_after: Date | null;
  version: string;
}

/** From `forum.consultation c` with `bylineJoins('c')`. */
export const consultationColumns = Prisma.sql`
  c.id, c.kind, c.specialty_code, c.tags, c.title, c.body, c.excerpt, c.visibility, c.locked, c.edited_by_moderation,
  c.solved, c.solved_by_answer_id, c.answer_count, c.posted_at, c.last_activity_at, c.edited_at, c.version,
  ${bylineColumns('c')}, ${decisionsOf('c')} AS decisions, ${redactionOf('c')} AS redaction,
  ${waitingEditOf(Prisma.sql`c.id`)} AS waiting_edit,
  ${publishAfterOf('c')}`;

/** The one way from a row to what a reader gets; null when it does not exist for her. */
export function showConsultation(row: ConsultationRow, reader: Reader): Consultation | null {
  const isMine = isOwn(reader, { authorId: row.author_id, aliasId: row.alias_id });
  const thread = { visibility: row.visibility, answerCount: row.answer_count };
  if (!mayReadThread(thread, { asked: isMine })) return null;
  const readable = mayReadText(row.visibility, isMine);
  return {
    id: row.id as ConsultationId,
    kind: row.kind,
    specialtyCode: row.specialty_code,
    tags: readable ? row.tags : [],
    title: readable ? row.title : '',
    body: readable ? row.body : '',
    excerpt: readable ? (row.excerpt ?? excerptOf(row.body)) : '',
    byline: toByline(row, true, isTombstone(row.visibility)),
    isMine,
    visibility: row.visibility,
    locked: row.locked,
    editedByModeration: row.edited_by_moderation,
    solved: row.solved,
    solvedByAnswerId: row.solved_by_answer_id as AnswerId | null,
    answerCount: row.answer_count,
    postedAt: row.posted_at,
    lastActivityAt: row.last_activity_at,
    editedAt: row.edited_at,
    decisions: toDecisions(row.decisions, isMine),
    redaction: toRedaction(row.redaction, readable, isMine),
    waitingEdit: isMine && readable ? toWaitingEdit(row.waiting_edit) : null,
    version: readable && isMine ? row.version : null,
    held: toHeld(row, isMine),
  };
}

/**
 * Null when it does not exist or not for this reader. One statement, the same for every reader: whether a hidden
 * one is hers is decided in memory, since no statement carries her id and her aliases together.
 */
export async function findConsultation(
  db: Tx,
  reader: Reader,
  id: ConsultationId,
): Promise<Consultation | null> {
  const [row] = await db.$queryRaw<ConsultationRow[]>(Prisma.sql`
    SELECT ${consultationColumns}
    FROM forum.consultation c ${bylineJoins('c')}
    WHERE c.id = ${id}::uuid`);
  return row ? showConsultation(row, reader) : null;
}

/**
 * The reader's own held questions, and of some others those that she may read. Two statements: none carries her id and
 * her aliases.
 */
export async function listHeldQuestions(
  db: Tx,
  reader: Reader,
  others: readonly ConsultationId[],
): Promise<Consultation[]> {
  const select = (wanted: Prisma.Sql) =>
    db.$queryRaw<ConsultationRow[]>(Prisma.sql`
      SELECT ${consultationColumns} FROM forum.consultation c ${bylineJoins('c')} WHERE ${wanted} ORDER BY c.id`);
  const held = Prisma.sql`c.id IN (SELECT held.post_id FROM forum.held_post held WHERE held.answer_id IS NULL)`;
  const rows = await Promise.all([
    select(Prisma.sql`${held} AND c.author_id = ${reader.physicianId}::uuid`),
    select(
      Prisma.sql`c.id = ANY(${[...others]}::uuid[]) OR (${held} AND c.alias_id = ANY(${aliasArray(reader)}))`,
    ),
  ]);
  return rows.flat().flatMap((row) => showConsultation(row, reader) ?? []);
}

interface FacesRow {
  id: string;
  named: boolean;
  aliases: string[];
}

/** Under which faces the reader has written in each of some consultations, in their order. One statement. */
export async function listMyFaces(
  db: Tx,
  reader: Reader,
  ids: readonly ConsultationId[],
): Promise<MyFaces[]> {
  const rows = await db.$queryRaw<FacesRow[]>(Prisma.sql`
    SELECT c.id,
      c.author_id IS NOT DISTINCT FROM ${reader.physicianId}::uuid OR EXISTS (
        SELECT FROM forum.answer a
        WHERE a.consultation_id = c.id AND a.author_id = ${reader.physicianId}::uuid) AS named,
      ARRAY(SELECT alias.id FROM forum.alias alias WHERE alias.consultation_id = c.id) AS aliases
    FROM forum.consultation c WHERE c.id = ANY(${[...ids]}::uuid[])`);
  const faces = new Map(
    rows.map(({ id, named, aliases }) => [
      id,
      { named, anonymous: aliases.some((alias) => reader.aliases.has(alias)) },
    ]),
  );
  return ids.map((id) => faces.get(id) ?? { named: false, anonymous: false });
}
