import { z } from 'zod';
import { excerptOf } from '../../markdown/plain-text.ts';
import { isTombstone } from '../../moderation/transition.ts';
import { Prisma } from '../../prisma/client/client.ts';
import type { Visibility } from '../../prisma/client/enums.ts';
import { type BylineRow, bylineColumns, bylineJoins, toByline } from '../bylines/data.ts';
import { type DecisionRows, decisionsOf, toDecisions } from '../decisions/data.ts';
import { publishAfterOf, toHeld } from '../hold-back/held-rows.ts';
import { markTag } from '../identity/mark-tag.ts';
import type { AnswerId, ConsultationId } from '../platform/ids.ts';
import { type Page, type PageRequest, toPage } from '../platform/pages.ts';
import { mayReadText, mayReadThread } from '../posts/policy.ts';
import { aliasArray, isOwn, type Owner, type Reader } from '../posts/reader.ts';
import { type RedactionRow, redactionOf, toRedaction } from '../redactions/data.ts';
import type { Services } from '../services.ts';
import { toWaitingEdit, type WaitingEditRow, waitingEditOf } from '../waiting-edits/data.ts';
import type { Answer, QuotedAnswer } from './types.ts';

/** Sort key of a thread. */
export type AnswerKeys = [position: number];
export const answerKeys: z.ZodType<AnswerKeys> = z.tuple([z.int().min(0).max(2_147_483_647)]);

/** Holds authors and aliases: it goes no further than `showAnswer`. */
interface AnswerRow extends BylineRow {
  id: string;
  consultation_id: string;
  position: number | null;
  body: string;
  visibility: Visibility;
  edited_by_moderation: boolean;
  helpful_count: number;
  marked_helpful: boolean;
  posted_at: Date;
  edited_at: Date | null;
  decisions: DecisionRows;
  redaction: RedactionRow;
  waiting_edit: WaitingEditRow;
  publish_after: Date | null;
  version: string;
  asker_id: string | null;
  asker_alias: string | null;
  thread_visibility: Visibility;
  thread_answers: number;
  quoted_id: string | null;
  quoted_excerpt: string | null;
  /** Where no excerpt has been made yet. */
  quoted_body: string | null;
  quoted_visibility: Visibility | null;
  quoted_author_id: string | null;
  quoted_author_name: string | null;
  quoted_author_specialty: string | null;
  quoted_alias_id: string | null;
  quoted_alias_number: number | null;
  quoted_alias_specialty: string | null;
}

/** @param tag SQL of the reader's mark tag in the answer's consultation. */
const answerColumns = (tag: Prisma.Sql) => Prisma.sql`
  a.id, a.consultation_id, a.position, a.body, a.visibility, a.edited_by_moderation, a.helpful_count,
  a.posted_at, a.edited_at, a.version, ${bylineColumns('a')}, ${decisionsOf('a')} AS decisions, ${redactionOf('a')} AS redaction,
  ${waitingEditOf(Prisma.sql`a.id`)} AS waiting_edit,
  ${publishAfterOf('a')},
  EXISTS (SELECT FROM forum.helpful_mark mark WHERE mark.answer_id = a.id AND mark.tag = ${tag}) AS marked_helpful,
  c.author_id AS asker_id, c.alias_id AS asker_alias, c.visibility AS thread_visibility,
  c.answer_count AS thread_answers,
  q.id AS quoted_id, q.excerpt AS quoted_excerpt, CASE WHEN q.excerpt IS NULL THEN q.body END AS quoted_body,
  q.visibility AS quoted_visibility,
  ${bylineColumns('q', 'quoted_')}`;

const answerJoins = Prisma.sql`
  JOIN forum.consultation c ON c.id = a.consultation_id ${bylineJoins('a')}
  LEFT JOIN forum.answer q ON q.id = a.quoted_answer_id ${bylineJoins('q')}`;

/** A page of one consultation's answers. The consultation must have been read as this reader before. */
export interface ThreadRequest extends PageRequest<AnswerKeys> {
  consultationId: ConsultationId;
}

/**
 * Pages of several threads, each in the order in which its answers appeared, in the requests' order. One statement for all of them,
 * however many answers they have.
 */
export async function listAnswers(
  services: Pick<Services, 'db' | 'keyring'>,
  reader: Reader,
  requests: readonly ThreadRequest[],
): Promise<Page<Answer>[]> {
  const rows = await services.db.service.$queryRaw<(AnswerRow & { request: number })[]>(Prisma.sql`
    SELECT wanted.request::int AS request, ${answerColumns(Prisma.sql`decode(wanted.tag, 'hex')`)}
    FROM unnest(
      ${requests.map(({ consultationId }) => consultationId)}::uuid[],
      ${requests.map(({ after }) => after?.[0] ?? -1)}::int[],
      ${requests.map(({ first }) => first + 1)}::int[],
      ${requests.map(({ consultationId }) => hex(helpfulTag(services, reader, consultationId)))}::text[]
    ) WITH ORDINALITY AS wanted (consultation_id, after, size, tag, request)
    CROSS JOIN LATERAL (
      SELECT * FROM forum.answer
      WHERE answer.consultation_id = wanted.consultation_id AND answer.position > wanted.after
      ORDER BY answer.position LIMIT wanted.size
    ) a
    ${answerJoins}
    ORDER BY wanted.request, a.position`);
  const pages = requests.map((): Answer[] => []);
  for (const row of rows) {
    const answer = showAnswer(row, reader);
    if (answer) pages[row.request - 1]?.push(answer);
  }
  return requests.map((request, at) => toPage(pages[at] ?? [], request, ({ position }) => [position ?? -1]));
}

/** Null when it, or its consultation, does not exist or not for this reader. */
export async function findAnswer(
  services: Pick<Services, 'db' | 'keyring'>,
  reader: Reader,
  key: { id: AnswerId; consultationId: ConsultationId },
): Promise<Answer | null> {
  const tag = helpfulTag(services, reader, key.consultationId);
  const [row] = await services.db.service.$queryRaw<AnswerRow[]>(Prisma.sql`
    SELECT ${answerColumns(Prisma.sql`${tag}::bytea`)}
    FROM forum.answer a ${answerJoins}
    WHERE a.id = ${key.id}::uuid AND a.consultation_id = ${key.consultationId}::uuid`);
  return row ? showAnswer(row, reader) : null;
}

/**
 * The reader's own answers that wait for their publication or could not be published. Two statements: none carries her
 * id and her aliases.
 */
export async function listHeldAnswers(
  services: Pick<Services, 'db' | 'keyring'>,
  reader: Reader,
): Promise<Answer[]> {
  // Nobody can have marked them.
  const noTag = Prisma.sql`''::bytea`;
  const select = (hers: Prisma.Sql) =>
    services.db.service.$queryRaw<AnswerRow[]>(Prisma.sql`
      SELECT ${answerColumns(noTag)}
      FROM forum.held_post waiting JOIN forum.answer a ON a.id = waiting.answer_id ${answerJoins}
      WHERE ${hers} ORDER BY a.id`);
  const rows = await Promise.all([
    select(Prisma.sql`a.author_id = ${reader.physicianId}::uuid`),
    select(Prisma.sql`a.alias_id = ANY(${aliasArray(reader)})`),
  ]);
  return rows.flat().flatMap((row) => showAnswer(row, reader) ?? []);
}

/** One tag per physician and consultation: her marks on its answers are told apart by the answer. */
export function helpfulTag(
  { keyring }: Pick<Services, 'keyring'>,
  reader: Pick<Reader, 'physicianId'>,
  consultation: ConsultationId,
): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(markTag(keyring, 'helpful', reader.physicianId, consultation));
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** The one way from a row to what a reader gets; null when its thread does not exist for her. */
function showAnswer(row: AnswerRow, reader: Reader): Answer | null {
  const asker: Owner = { authorId: row.asker_id, aliasId: row.asker_alias };
  const thread = { visibility: row.thread_visibility, answerCount: row.thread_answers };
  const isMine = isOwn(reader, { authorId: row.author_id, aliasId: row.alias_id });
  const neverPublished = row.position === null;
  if (neverPublished && !isMine) return null;
  const inSight = mayReadThread(thread, { asked: isOwn(reader, asker) });
  if (!inSight && !neverPublished && !ownWithdrawal(row, isMine)) return null;
  const readable = mayReadText(row.visibility, isMine);
  return {
    id: row.id as AnswerId,
    consultationId: row.consultation_id as ConsultationId,
    position: row.position,
    body: readable ? row.body : '',
    byline: toByline(row, sameFace(row, asker), isTombstone(row.visibility)),
    isMine,
    visibility: row.visibility,
    editedByModeration: row.edited_by_moderation,
    helpfulCount: row.helpful_count,
    markedHelpful: row.marked_helpful,
    quoted: inSight ? showQuoted(row, asker, reader) : null,
    postedAt: row.posted_at,
    editedAt: row.edited_at,
    decisions: toDecisions(row.decisions, isMine),
    held: toHeld(row, isMine),
    redaction: toRedaction(row.redaction, readable, isMine),
    waitingEdit: isMine && readable ? toWaitingEdit(row.waiting_edit) : null,
    version: readable && isMine ? row.version : null,
  };
}

/** Under a tombstone of a question the last answer may be withdrawn: its author is still told what became of it. */
function ownWithdrawal(row: AnswerRow, isMine: boolean): boolean {
  return isMine && row.visibility === 'WITHDRAWN' && row.thread_visibility !== 'HIDDEN';
}

function showQuoted(row: AnswerRow, asker: Owner, reader: Reader): QuotedAnswer | null {
  if (row.quoted_id === null || row.quoted_visibility === null) return null;
  const byline: BylineRow = {
    author_id: row.quoted_author_id,
    author_name: row.quoted_author_name,
    author_specialty: row.quoted_author_specialty,
    alias_id: row.quoted_alias_id,
    alias_number: row.quoted_alias_number,
    alias_specialty: row.quoted_alias_specialty,
  };
  const isMine = isOwn(reader, { authorId: byline.author_id, aliasId: byline.alias_id });
  return {
    id: row.quoted_id as AnswerId,
    byline: toByline(byline, sameFace(byline, asker), isTombstone(row.quoted_visibility)),
    excerpt: mayReadText(row.quoted_visibility, isMine)
      ? (row.quoted_excerpt ?? excerptOf(row.quoted_body ?? ''))
      : '',
    visibility: row.quoted_visibility,
  };
}

/** Asked and answered under the same name, or the same alias. Two faces of one person are two (ANONYMITY 11). */
function sameFace(post: { author_id: string | null; alias_id: string | null }, asker: Owner): boolean {
  return post.author_id !== null
    ? post.author_id === asker.authorId
    : post.alias_id !== null && post.alias_id === asker.aliasId;
}
