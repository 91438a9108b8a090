import { Prisma } from '../../prisma/client/client.ts';
import type { ModeratorGrant } from '../access/grants.ts';
import { listOwnClaims } from '../identity/own-claims.ts';
import type { Tx } from '../platform/database/database.ts';
import type { ConsultationId } from '../platform/ids.ts';
import type { Services } from '../services.ts';

declare const known: unique symbol;

/**
 * Who has written in a consultation, under her name or an alias, does not decide in it. Its cases look missing to her;
 * nothing is stored, and nothing that anybody else sees tells that this was why.
 *
 * This is a moderator with what must be known for that: the consultations in which she has written anonymously, read
 * from her own claims on her own behalf.
 */
export interface CheckedModerator {
  readonly [known]: true;
  readonly grant: ModeratorGrant;
  readonly anonymousIn: readonly ConsultationId[];
}

/** One statement, whatever the number of her posts. */
export async function withOwnClaims(services: Services, grant: ModeratorGrant): Promise<CheckedModerator> {
  const claims = await listOwnClaims(services.db.service, services.keyring, grant.moderatorId);
  const anonymousIn: readonly ConsultationId[] = [...new Set(claims.map(({ consultation }) => consultation))];
  return { grant, anonymousIn } as CheckedModerator;
}

/** The condition that she has no part in the consultation whose id is in `column`. */
export function hasNoPartIn(column: Prisma.Sql, { grant, anonymousIn }: CheckedModerator): Prisma.Sql {
  return Prisma.sql`(
    ${column} <> ALL(${[...anonymousIn]}::uuid[])
    AND NOT EXISTS (
      SELECT FROM forum.consultation own WHERE own.id = ${column} AND own.author_id = ${grant.moderatorId}::uuid)
    AND NOT EXISTS (
      SELECT FROM forum.answer own
      WHERE own.consultation_id = ${column} AND own.author_id = ${grant.moderatorId}::uuid))`;
}

export async function isConflicted(
  tx: Tx,
  moderator: CheckedModerator,
  consultationId: string,
): Promise<boolean> {
  const column = Prisma.sql`${consultationId}::uuid`;
  const [row] = await tx.$queryRaw<{ free: boolean }[]>`SELECT ${hasNoPartIn(column, moderator)} AS free`;
  return row?.free !== true;
}
