import DataLoader from 'dataloader';
import { Prisma } from '../../prisma/client/client.ts';
import type {
  DecisionAction,
  FlagReason,
  ModerationRule,
  RedactionState,
  RevisedBy,
} from '../../prisma/client/enums.ts';
import { type AppealRow, appealColumn, appealJoins, toCaseAppeal } from '../appeals/appeal-rows.ts';
import { imageNumber } from '../decisions/data.ts';
import type { Tx } from '../platform/database/database.ts';
import type { PhysicianId } from '../platform/ids.ts';
import type { CaseDecision, CaseFlag, ModeratedPost, ModerationCase, Revision } from './types.ts';

/** What hangs on cases and posts: one statement each for all that a request asks of, and none if it does not ask. */
export interface CaseDetails {
  flags: DataLoader<ModerationCase, CaseFlag[]>;
  decisions: DataLoader<ModerationCase, CaseDecision[]>;
  /** What was decided on the same post in its other cases. */
  otherDecisions: DataLoader<ModerationCase, CaseDecision[]>;
  revisions: DataLoader<ModeratedPost, Revision[]>;
}

export function loadCaseDetails(db: Tx, moderator: PhysicianId): CaseDetails {
  // Not cached: a request may hold several mutations, and must not be told what was before them.
  const options = { cache: false };
  return {
    flags: new DataLoader((cases) => listFlags(db, cases), options),
    decisions: new DataLoader((cases) => listDecisions(db, moderator, cases, inCase), options),
    otherDecisions: new DataLoader((cases) => listDecisions(db, moderator, cases, inOtherCases), options),
    revisions: new DataLoader((posts) => listRevisions(db, posts), options),
  };
}

/** In the order of their hours; who flagged is not known. */
async function listFlags(db: Tx, cases: readonly ModerationCase[]): Promise<CaseFlag[][]> {
  const rows = await db.$queryRaw<
    { case_id: string; id: string; reason: FlagReason; note: string; flagged_at: Date }[]
  >`
    SELECT case_id, id, reason::text, note, flagged_at FROM moderation.flag
    WHERE case_id = ANY(${ids(cases)}::uuid[]) ORDER BY flagged_at, id`;
  return inOrderOf(cases, rows, 'case_id', (row) => ({
    id: row.id as CaseFlag['id'],
    reason: row.reason,
    note: row.note,
    flaggedAt: row.flagged_at,
  }));
}

/** Of a case `mc`: the decisions `told` in it, and those on its post in others. */
const inCase = Prisma.sql`told.case_id = mc.id`;
const inOtherCases = Prisma.sql`told.case_id <> mc.id AND told.consultation_id = mc.consultation_id
  AND told.answer_id IS NOT DISTINCT FROM mc.answer_id`;

/** Oldest first. */
async function listDecisions(
  db: Tx,
  moderator: PhysicianId,
  cases: readonly ModerationCase[],
  which: Prisma.Sql,
): Promise<CaseDecision[][]> {
  const rows = await db.$queryRaw<
    {
      case_id: string;
      id: string;
      action: DecisionAction;
      rule: ModerationRule | null;
      statement: string;
      image_number: number | null;
      decided_at: Date;
      title_before: string | null;
      title_after: string | null;
      text_before: string | null;
      text_after: string | null;
      until: Date | null;
      redaction: RedactionState | null;
      by_me: boolean;
      appeal: AppealRow;
    }[]
  >`
    SELECT mc.id AS case_id, told.id, told.action::text, told.rule::text, told.statement, ${imageNumber} AS image_number, told.decided_at,
      told.title_before, told.title_after, told.text_before, told.text_after, told.until,
      told.redaction::text, (d.moderator_id = ${moderator}::uuid) IS TRUE AS by_me, ${appealColumn} AS appeal
    FROM moderation.moderation_case mc JOIN moderation.decision_with_texts told ON ${which}
    JOIN moderation.decision d ON d.id = told.id ${appealJoins}
    WHERE mc.id = ANY(${ids(cases)}::uuid[]) ORDER BY told.number`;
  return inOrderOf(cases, rows, 'case_id', (row) => ({
    id: row.id as CaseDecision['id'],
    action: row.action,
    rule: row.rule,
    statement: row.statement,
    imageNumber: row.image_number,
    decidedAt: row.decided_at,
    titleBefore: row.title_before,
    titleAfter: row.title_after,
    textBefore: row.text_before,
    textAfter: row.text_after,
    until: row.until,
    redaction: row.redaction,
    byMe: row.by_me,
    appeal: toCaseAppeal(row.appeal),
  }));
}

/** Newest first. Those that were destroyed with a redaction are empty rows, and not told. */
async function listRevisions(db: Tx, posts: readonly ModeratedPost[]): Promise<Revision[][]> {
  const consultations = [...new Set(posts.map(({ consultationId }) => consultationId))];
  const rows = await db.$queryRaw<
    { post_id: string; title: string | null; body: string; replaced_by: RevisedBy; replaced_at: Date }[]
  >`
    SELECT COALESCE(answer_id, consultation_id) AS post_id, title, body, replaced_by::text, replaced_at
    FROM forum.revision
    WHERE consultation_id = ANY(${consultations}::uuid[])
      AND COALESCE(answer_id, consultation_id) = ANY(${ids(posts)}::uuid[])
      AND body <> ''
    ORDER BY number DESC`;
  return inOrderOf(posts, rows, 'post_id', (row) => ({
    title: row.title,
    body: row.body,
    by: row.replaced_by,
    replacedAt: row.replaced_at,
  }));
}

const ids = (subjects: readonly { id: string }[]) => [...new Set(subjects.map(({ id }) => id))];

/** For each subject the details made of its rows, in the rows' order. */
function inOrderOf<Key extends string, Row extends Record<Key, string>, Detail>(
  subjects: readonly { id: string }[],
  rows: readonly Row[],
  key: Key,
  toDetail: (row: Row) => Detail,
): Detail[][] {
  const bySubject = Map.groupBy(rows, (row) => row[key]);
  return subjects.map(({ id }) => (bySubject.get(id as Row[Key]) ?? []).map(toDetail));
}
