import { Prisma } from '../../prisma/client/client.ts';
import type { ModeratorGrant } from '../access/grants.ts';
import { listOwnClaims } from '../identity/own-claims.ts';
import type { Tx } from '../platform/database/database.ts';
import type { Services } from '../services.ts';

declare const known: unique symbol;

/**
 * Who has written in a consultation, under her name or an alias, does not decide in it. Its cases look missing to her;
 * nothing is stored, and nothing that anybody else sees tells that this was why.
 *
 * This is a moderator with what must be known for that: the consultations in which she has written anonymously, read
 * from her own claims on her own behalf. They are compared in memory: no statement carries them and her id together,
 * since the database may log the parameters of a slow one.
 */
export interface CheckedModerator {
  readonly [known]: true;
  readonly grant: ModeratorGrant;
  readonly anonymousIn: ReadonlySet<string>;
}

/** One statement, whatever the number of her posts. */
export async function withOwnClaims(services: Services, grant: ModeratorGrant): Promise<CheckedModerator> {
  const claims = await listOwnClaims(services.db.service, services.keyring, grant.moderatorId);
  const anonymousIn: ReadonlySet<string> = new Set(claims.map(({ consultation }) => consultation));
  return { grant, anonymousIn } as CheckedModerator;
}

/** The condition that she has written nothing under her name in the consultation whose id is `column`. */
export function isUnsignedBy({ moderatorId }: ModeratorGrant, column: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(
    NOT EXISTS (
      SELECT FROM forum.consultation own WHERE own.id = ${column} AND own.author_id = ${moderatorId}::uuid)
    AND NOT EXISTS (
      SELECT FROM forum.answer own
      WHERE own.consultation_id = ${column} AND own.author_id = ${moderatorId}::uuid))`;
}

/** Whether she has a part in a consultation, under any face. */
export async function isConflicted(
  tx: Tx,
  { grant, anonymousIn }: CheckedModerator,
  consultationId: string,
): Promise<boolean> {
  const unsigned = isUnsignedBy(grant, Prisma.sql`${consultationId}::uuid`);
  const [row] = await tx.$queryRaw<{ unsigned: boolean }[]>`SELECT ${unsigned} AS unsigned`;
  return row?.unsigned !== true || anonymousIn.has(consultationId);
}

/** How many cases of one state a list of hers must leave out because of her anonymous posts. */
export async function countKeptAway(
  db: Tx,
  { anonymousIn }: CheckedModerator,
  state: 'OPEN' | 'DECIDED',
): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM moderation.moderation_case
    WHERE consultation_id = ANY(${[...anonymousIn]}::uuid[]) AND state = ${state}::moderation."CaseState"`;
  return row?.count ?? 0;
}
