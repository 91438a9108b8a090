import { Prisma } from '../../prisma/client/client.ts';
import {
  type CheckedModerator,
  type Concerned,
  concernColumns,
  isOpenTo,
  isUnsignedBy,
} from '../moderation/conflict.ts';
import { findCases } from '../moderation/data.ts';
import type { Tx } from '../platform/database/database.ts';
import type { CaseId, DecisionId } from '../platform/ids.ts';
import { type Page, type PageRequest, type TimeKeys, toPage } from '../platform/pages.ts';
import { type AppealRow, appealColumn, appealJoins, toAppeal } from './appeal-rows.ts';
import type { AppealList, ModeratedAppeal } from './types.ts';

interface KeyRow extends Concerned {
  id: string;
  time: Date;
}

/** What is hers to rule on: another decided, and she has no part in the matter. */
function hers(moderator: CheckedModerator): Prisma.Sql {
  const me = Prisma.sql`${moderator.grant.moderatorId}::uuid`;
  return Prisma.sql`d.moderator_id IS DISTINCT FROM ${me}
    AND ${isUnsignedBy(moderator.grant, Prisma.sql`d.consultation_id`)}`;
}

/**
 * The keys of one whole list, in its order: OPEN oldest first, DECIDED by the ruling, newest first. Appeals are few, dozens a
 * year, so that what is not hers to see can be left out in memory and pages come out whole.
 */
async function listKeys(db: Tx, moderator: CheckedModerator, list: AppealList): Promise<KeyRow[]> {
  const postId = Prisma.sql`COALESCE(d.answer_id, d.consultation_id)`;
  const [time, which, order] =
    list === 'OPEN'
      ? [Prisma.sql`appeal.appealed_at`, Prisma.sql`ruling.id IS NULL`, Prisma.sql`ASC`]
      : [Prisma.sql`ruling.ruled_at`, Prisma.sql`ruling.id IS NOT NULL`, Prisma.sql`DESC`];
  const rows = await db.$queryRaw<KeyRow[]>`
    SELECT appeal.id, ${time} AS time, d.consultation_id, ${concernColumns(postId)}
    FROM moderation.decision d ${appealJoins}
    WHERE appeal.id IS NOT NULL AND ${which} AND ${hers(moderator)}
    ORDER BY time ${order}, appeal.id ${order}`;
  return rows.filter((row) => isOpenTo(moderator, row));
}

/** Three statements a page, whatever its length. */
export async function listModeratedAppeals(
  db: Tx,
  moderator: CheckedModerator,
  list: AppealList,
  page: PageRequest<TimeKeys>,
  now: Date,
): Promise<Page<ModeratedAppeal>> {
  const keys = await listKeys(db, moderator, list);
  const after = page.after?.[1];
  const from = after === undefined ? 0 : keys.findIndex(({ id }) => id === after) + 1;
  const wanted = keys.slice(from, from + page.first + 1);
  const found = await findByIds(
    db,
    moderator,
    wanted.map(({ id }) => id),
    now,
  );
  const appeals = wanted.flatMap(({ id }) => found.get(id) ?? []);
  return toPage(appeals, page, (appeal) => [
    (list === 'OPEN' ? appeal.appealedAt : (appeal.ruling?.ruledAt ?? appeal.appealedAt)).toISOString(),
    appeal.id,
  ]);
}

/** How many wait for her. */
export async function countAppeals(db: Tx, moderator: CheckedModerator): Promise<number> {
  return (await listKeys(db, moderator, 'OPEN')).length;
}

/** One that she may see, or null: missing, her own decision, and hers to keep away from look alike. */
export async function findModeratedAppeal(
  db: Tx,
  moderator: CheckedModerator,
  id: string,
  now: Date,
): Promise<ModeratedAppeal | null> {
  return (await findByIds(db, moderator, [id], now)).get(id) ?? null;
}

async function findByIds(
  db: Tx,
  moderator: CheckedModerator,
  ids: readonly string[],
  now: Date,
): Promise<Map<string, ModeratedAppeal>> {
  const rows = await db.$queryRaw<
    {
      decision_id: string;
      case_id: string;
      identifier_override: string | null;
      ruled_by_me: boolean;
      appeal: AppealRow;
    }[]
  >`
    SELECT d.id AS decision_id, d.case_id, appeal.identifier_override, ${appealColumn} AS appeal,
      (ruling.moderator_id = ${moderator.grant.moderatorId}::uuid) IS TRUE AS ruled_by_me
    FROM moderation.decision d ${appealJoins}
    WHERE appeal.id = ANY(${[...ids]}::uuid[]) AND ${hers(moderator)}`;
  const cases = await findCases(
    db,
    moderator,
    rows.map((row) => row.case_id),
    now,
  );
  const caseById = new Map(cases.map((each) => [each.id as string, each]));
  const appeals = rows.flatMap((row): ModeratedAppeal[] => {
    const appeal = toAppeal(row.appeal);
    const found = caseById.get(row.case_id);
    if (!appeal || !found) return [];
    return [
      {
        ...appeal,
        decisionId: row.decision_id as DecisionId,
        caseId: row.case_id as CaseId,
        identifierOverride: row.identifier_override,
        ruledByMe: row.ruled_by_me,
        case: found,
      },
    ];
  });
  return new Map(appeals.map((appeal) => [appeal.id, appeal]));
}
