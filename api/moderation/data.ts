import { custodyHorizon } from '../../moderation/custody.ts';
import { redactionState } from '../../moderation/post-storage.ts';
import type { PostState } from '../../moderation/transition.ts';
import { Prisma } from '../../prisma/client/client.ts';
import type { CaseState, Visibility } from '../../prisma/client/enums.ts';
import { type BylineRow, bylineColumns, bylineJoins, toByline } from '../bylines/data.ts';
import type { Tx } from '../platform/database/database.ts';
import type { AnswerId, CaseId, ConsultationId } from '../platform/ids.ts';
import { type Page, type PageRequest, type TimeKeys, toPage } from '../platform/pages.ts';
import { toWaitingEdit, type WaitingEditRow, waitingEditOf } from '../waiting-edits/data.ts';
import {
  type CheckedModerator,
  type Concerned,
  concernColumns,
  countKeptAway,
  isOpenTo,
  isUnsignedBy,
} from './conflict.ts';
import { actionsFor, isTaken } from './policy.ts';
import type { CaseList, ModerationCase } from './types.ts';

interface CaseRow extends BylineRow, Concerned {
  id: string;
  answer_id: string | null;
  state: CaseState;
  taken_by: string | null;
  taken_at: Date | null;
  opened_at: Date;
  decided_at: Date | null;
  rival: string | null;
  title: string;
  question: string | null;
  body: string;
  tags: string[];
  identifier_override: string | null;
  visibility: Visibility;
  locked: boolean;
  edited_by_moderation: boolean;
  posted_at: Date;
  edited_at: Date | null;
  is_asker: boolean;
  suspended: boolean;
  redaction_hides: boolean | null;
  waiting_edit: WaitingEditRow;
  version: string;
}

/** A case she may see, or null: missing and hers to keep away from look alike. */
export async function findCase(
  db: Tx,
  moderator: CheckedModerator,
  id: string,
  now: Date,
): Promise<ModerationCase | null> {
  const [row] = await db.$queryRaw<CaseRow[]>`
    ${selectCases(now)}
    WHERE mc.id = ${id}::uuid AND ${isUnsignedBy(moderator.grant, inCase)}`;
  return row && isOpenTo(moderator, row) ? toCase(row, moderator, now) : null;
}

/** Those of some cases that she may see, in no order. One statement. */
export async function findCases(
  db: Tx,
  moderator: CheckedModerator,
  ids: readonly string[],
  now: Date,
): Promise<ModerationCase[]> {
  const rows = await db.$queryRaw<CaseRow[]>`
    ${selectCases(now)}
    WHERE mc.id = ANY(${[...ids]}::uuid[]) AND ${isUnsignedBy(moderator.grant, inCase)}`;
  return rows.filter((row) => isOpenTo(moderator, row)).map((row) => toCase(row, moderator, now));
}

/** OPEN and MINE oldest first, DECIDED newest first: two statements a page, whatever its length. */
export async function listCases(
  db: Tx,
  moderator: CheckedModerator,
  list: CaseList,
  page: PageRequest<TimeKeys>,
  now: Date,
): Promise<Page<ModerationCase>> {
  const decided = list === 'DECIDED';
  const [time, id] = page.after ?? [];
  const after =
    time === undefined
      ? Prisma.empty
      : decided
        ? Prisma.sql`AND (mc.decided_at, mc.id) < (${time}::timestamptz, ${id}::uuid)`
        : Prisma.sql`AND (mc.opened_at, mc.id) > (${time}::timestamptz, ${id}::uuid)`;
  const order = decided
    ? Prisma.sql`mc.decided_at DESC, mc.id DESC`
    : Prisma.sql`mc.opened_at ASC, mc.id ASC`;
  // What must be left out in memory is read in addition, so that no page comes out short.
  const spare = await countKeptAway(db, moderator, decided ? 'DECIDED' : 'OPEN');
  const rows = await db.$queryRaw<CaseRow[]>`
    ${selectCases(now)}
    WHERE ${isIn(list, moderator, now)} AND ${isUnsignedBy(moderator.grant, inCase)} ${after}
    ORDER BY ${order} LIMIT ${page.first + 1 + spare}`;
  const cases = rows
    .filter((row) => isOpenTo(moderator, row))
    .slice(0, page.first + 1)
    .map((row) => toCase(row, moderator, now));
  return toPage(cases, page, (found) => [
    (decided ? found.decidedAt : found.openedAt).toISOString(),
    found.id,
  ]);
}

/** How many are in the lists OPEN and MINE. One statement; its rows are as many as open cases. */
export async function countCases(
  db: Tx,
  moderator: CheckedModerator,
  now: Date,
): Promise<{ open: number; mine: number }> {
  const rows = await db.$queryRaw<(Concerned & { mine: boolean })[]>`
    SELECT mc.consultation_id, ${concernColumns(postOfCase)}, (${isIn('MINE', moderator, now)}) IS TRUE AS mine
    FROM moderation.moderation_case mc
    WHERE mc.state = 'OPEN' AND ${isUnsignedBy(moderator.grant, inCase)}`;
  const hers = rows.filter((row) => isOpenTo(moderator, row));
  const mine = hers.filter((row) => row.mine).length;
  return { open: hers.length - mine, mine };
}

const postOfCase = Prisma.sql`COALESCE(mc.answer_id, mc.consultation_id)`;
const inCase = Prisma.sql`mc.consultation_id`;

/** OPEN: undecided and not in her own hands; what another has taken is among them, and marked. */
function isIn(list: CaseList, { grant }: CheckedModerator, now: Date): Prisma.Sql {
  if (list === 'DECIDED') return Prisma.sql`mc.state = 'DECIDED'`;
  const me = Prisma.sql`${grant.moderatorId}::uuid`;
  const horizon = Prisma.sql`${custodyHorizon(now)}::timestamptz`;
  return list === 'MINE'
    ? Prisma.sql`(mc.state = 'OPEN' AND mc.taken_by = ${me} AND mc.taken_at > ${horizon})`
    : Prisma.sql`(mc.state = 'OPEN'
        AND (mc.taken_by IS NULL OR mc.taken_by <> ${me} OR mc.taken_at <= ${horizon}))`;
}

/**
 * `rival`: who has the post's open case in hand, where that is another case. `suspended`: by a decision on this very
 * post; what else its author bears is not looked at.
 */
function selectCases(now: Date): Prisma.Sql {
  return Prisma.sql`
    SELECT mc.id, mc.consultation_id, mc.answer_id, ${concernColumns(postOfCase)}, mc.state::text, mc.taken_by, mc.taken_at, mc.opened_at,
      mc.decided_at, c.title, CASE WHEN a.id IS NULL THEN c.tags ELSE '{}' END AS tags, CASE WHEN a.id IS NOT NULL THEN c.body END AS question, c.locked,
      post.body, post.identifier_override, post.visibility::text, post.edited_by_moderation, post.posted_at, post.edited_at, post.version,
      COALESCE(post.author_id = c.author_id, post.alias_id = c.alias_id, FALSE) AS is_asker,
      (SELECT other.taken_by FROM moderation.moderation_case other
        WHERE COALESCE(other.answer_id, other.consultation_id) = COALESCE(mc.answer_id, mc.consultation_id)
          AND other.state = 'OPEN' AND other.id <> mc.id
          AND other.taken_at > ${custodyHorizon(now)}::timestamptz) AS rival,
      EXISTS (
        SELECT FROM moderation.decision d JOIN moderation.sanction s ON s.decision_id = d.id
        WHERE d.consultation_id = mc.consultation_id AND d.answer_id IS NOT DISTINCT FROM mc.answer_id
          AND s.kind = 'SUSPENSION' AND NOT s.lifted AND s.until > ${now}::timestamptz) AS suspended,
      (SELECT r.hides FROM moderation.redaction r
        WHERE COALESCE(r.answer_id, r.consultation_id) = COALESCE(mc.answer_id, mc.consultation_id)
          AND r.state = 'PROPOSED') AS redaction_hides,
      ${waitingEditOf(postOfCase)} AS waiting_edit,
      ${bylineColumns('post')}
    FROM moderation.moderation_case mc
    JOIN forum.consultation c ON c.id = mc.consultation_id
    LEFT JOIN forum.answer a ON a.id = mc.answer_id
    CROSS JOIN LATERAL (
      SELECT c.body, c.identifier_override, c.visibility, c.edited_by_moderation, c.posted_at, c.edited_at, c.version, c.author_id, c.alias_id
      WHERE mc.answer_id IS NULL
      UNION ALL
      SELECT a.body, a.identifier_override, a.visibility, a.edited_by_moderation, a.posted_at, a.edited_at, a.version, a.author_id, a.alias_id
      WHERE mc.answer_id IS NOT NULL) post
    ${bylineJoins('post')}`;
}

type ListedCase = ModerationCase & { readonly decidedAt: Date };

/** Names every field: nothing of the row goes on by itself. */
function toCase(row: CaseRow, { grant }: CheckedModerator, now: Date): ListedCase {
  const custody = { state: row.state, takenBy: row.taken_by, takenAt: row.taken_at };
  const kind = row.answer_id === null ? 'CONSULTATION' : 'ANSWER';
  const state: PostState = {
    kind,
    visibility: row.visibility,
    locked: kind === 'CONSULTATION' && row.locked,
    editedByModeration: row.edited_by_moderation,
    suspended: row.suspended,
    redaction: redactionState(row.visibility, row.redaction_hides),
    waitingEdit: row.waiting_edit !== null,
    emptied: kind === 'CONSULTATION' && row.visibility === 'HIDDEN' && row.body === '',
  };
  return {
    id: row.id as CaseId,
    state: row.state,
    openedAt: row.opened_at,
    decidedAt: row.decided_at ?? row.opened_at,
    taken: isTaken(custody, grant.moderatorId, now),
    takenByMe: row.taken_by === grant.moderatorId && isTaken(custody, grant.moderatorId, now),
    post: {
      id: (row.answer_id ?? row.consultation_id) as AnswerId | ConsultationId,
      kind,
      consultationId: row.consultation_id as ConsultationId,
      title: row.title,
      question: row.question,
      body: row.body,
      tags: row.tags,
      identifierOverride: row.identifier_override,
      byline: toByline(row, row.is_asker, row.visibility === 'WITHDRAWN'),
      visibility: row.visibility,
      locked: row.locked,
      editedByModeration: row.edited_by_moderation,
      postedAt: row.posted_at,
      editedAt: row.edited_at,
      version: row.version,
      waitingEdit: toWaitingEdit(row.waiting_edit),
      possibleActions:
        row.rival !== null && row.rival !== grant.moderatorId
          ? []
          : actionsFor(state, custody, grant.moderatorId, now),
    },
  };
}
