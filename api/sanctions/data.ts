import { Prisma } from '../../prisma/client/client.ts';
import type { ModerationRule, SanctionKind } from '../../prisma/client/enums.ts';
import { type AppealRow, appealColumn, appealJoins, toAppeal } from '../appeals/appeal-rows.ts';
import type { Tx } from '../platform/database/database.ts';
import type { DecisionId } from '../platform/ids.ts';
import { aliasArray, type Reader } from '../posts/reader.ts';
import type { RunningSuspension, Sanction } from './types.ts';

/**
 * Every suspension that runs now, whomever it hits: few, and read with the same statement and the same parameter for
 * every physician who writes. Whether one is hers is decided in memory, so that neither a slow statement's parameters
 * nor its duration tell anything of her.
 */
export async function listRunningSuspensions(db: Tx, now: Date): Promise<RunningSuspension[]> {
  const rows = await db.$queryRaw<{ account_id: string | null; alias_id: string | null; until: Date }[]>`
    SELECT account_id, alias_id, until FROM moderation.sanction
    WHERE kind = 'SUSPENSION' AND NOT lifted AND until > ${now}::timestamptz`;
  return rows.map((row) => ({ authorId: row.account_id, aliasId: row.alias_id, until: row.until }));
}

interface SanctionRow {
  id: string;
  kind: SanctionKind;
  rule: ModerationRule;
  statement: string;
  until: Date;
  decided_at: Date;
  appeal: AppealRow;
}

/** What she is told of: her own, the one that ends last first. Two statements: none carries her id and her aliases. */
export async function listOwnSanctions(db: Tx, reader: Reader, now: Date): Promise<Sanction[]> {
  const [named, anonymous] = await Promise.all([
    select(db, Prisma.sql`s.account_id = ${reader.physicianId}::uuid`, now),
    select(db, Prisma.sql`s.alias_id = ANY(${aliasArray(reader)})`, now),
  ]);
  return [...named, ...anonymous]
    .map(({ id, kind, rule, statement, until, decided_at, appeal }) => ({
      id: id as DecisionId,
      kind,
      rule,
      statement,
      until,
      decidedAt: decided_at,
      appeal: toAppeal(appeal),
    }))
    .sort((one, other) => other.until.getTime() - one.until.getTime() || (one.id < other.id ? -1 : 1));
}

function select(db: Tx, hers: Prisma.Sql, now: Date): Promise<SanctionRow[]> {
  return db.$queryRaw<SanctionRow[]>`
    SELECT d.id, s.kind::text, d.rule::text, d.statement, s.until, d.decided_at, ${appealColumn} AS appeal
    FROM moderation.sanction s JOIN moderation.decision d ON d.id = s.decision_id ${appealJoins}
    WHERE ${hers} AND NOT s.lifted AND s.until > ${now}::timestamptz`;
}
