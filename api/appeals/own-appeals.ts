import { Prisma } from '../../prisma/client/client.ts';
import type { DecisionAction } from '../../prisma/client/enums.ts';
import type { Tx } from '../platform/database/database.ts';
import type { AnswerId, ConsultationId, DecisionId } from '../platform/ids.ts';
import { aliasArray, isOwn, type Owner, type Reader } from '../posts/reader.ts';
import { type AppealRow, appealColumn, appealJoins, toAppeal } from './appeal-rows.ts';
import type { OwnAppeal } from './types.ts';

/** A decision and whose post it is about: it goes no further than the command. */
export interface DecidedPost {
  readonly action: DecisionAction;
  readonly decidedAt: Date;
  readonly appealed: boolean;
  readonly owner: Owner;
}

/** The same statement for every member. @returns null where there is no such decision. */
export async function findDecidedPost(db: Tx, id: DecisionId): Promise<DecidedPost | null> {
  const [row] = await db.$queryRaw<
    {
      action: DecisionAction;
      decided_at: Date;
      appealed: boolean;
      author_id: string | null;
      alias_id: string | null;
    }[]
  >`
    SELECT d.action::text, d.decided_at, appeal.id IS NOT NULL OR ruling.id IS NOT NULL AS appealed,
      post.author_id, post.alias_id
    FROM moderation.decision d ${postOfDecision} ${appealJoins}
    WHERE d.id = ${id}::uuid`;
  return (
    (row && {
      action: row.action,
      decidedAt: row.decided_at,
      appealed: row.appealed,
      owner: { authorId: row.author_id, aliasId: row.alias_id },
    }) ??
    null
  );
}

interface OwnAppealRow {
  id: string;
  action: DecisionAction;
  consultation_id: string;
  answer_id: string | null;
  author_id: string | null;
  alias_id: string | null;
  appeal: AppealRow;
}

/** Her own, under every face, the newest first. Two statements: none carries her id and her aliases. */
export async function listOwnAppeals(db: Tx, reader: Reader): Promise<OwnAppeal[]> {
  const [named, anonymous] = await Promise.all([
    select(db, Prisma.sql`post.author_id = ${reader.physicianId}::uuid`),
    select(db, Prisma.sql`post.alias_id = ANY(${aliasArray(reader)})`),
  ]);
  return [...named, ...anonymous]
    .filter((row) => isOwn(reader, { authorId: row.author_id, aliasId: row.alias_id }))
    .flatMap((row) => {
      const appeal = toAppeal(row.appeal);
      if (!appeal) return [];
      return {
        ...appeal,
        decisionId: row.id as DecisionId,
        action: row.action,
        consultationId: row.consultation_id as ConsultationId,
        answerId: row.answer_id as AnswerId | null,
      };
    })
    .sort(
      (one, other) => other.appealedAt.getTime() - one.appealedAt.getTime() || (one.id < other.id ? -1 : 1),
    );
}

function select(db: Tx, hers: Prisma.Sql): Promise<OwnAppealRow[]> {
  return db.$queryRaw<OwnAppealRow[]>`
    SELECT d.id, d.action::text, d.consultation_id, d.answer_id, post.author_id, post.alias_id, ${appealColumn} AS appeal
    FROM moderation.appeal waiting JOIN moderation.decision d ON d.id = waiting.decision_id
    ${postOfDecision} ${appealJoins}
    WHERE ${hers}`;
}

const postOfDecision = Prisma.sql`
  CROSS JOIN LATERAL (
    SELECT c.author_id, c.alias_id FROM forum.consultation c
    WHERE c.id = d.consultation_id AND d.answer_id IS NULL
    UNION ALL
    SELECT a.author_id, a.alias_id FROM forum.answer a WHERE a.id = d.answer_id) post`;
