import type { PrismaClient } from '../../prisma/client/client.ts';
import type { AccountStatus } from '../../prisma/client/enums.ts';
import type { PhysicianId } from '../platform/ids.ts';

/** The account that a request comes from. */
export interface Actor {
  readonly id: PhysicianId;
  readonly name: string;
  readonly email: string;
  readonly status: AccountStatus;
  readonly specialtyCode: string | null;
  readonly isModerator: boolean;
  readonly isTechnicalAdmin: boolean;
  readonly locale: 'sv' | 'en';
}

/**
 * The account behind a session, read anew at every request so that a role taken away is gone at once. Null: there is none,
 * or it is being erased.
 */
export async function findActor(db: PrismaClient, id: string): Promise<Actor | null> {
  const row = await db.account.findUnique({
    where: { id, erasing: false },
    select: {
      id: true,
      name: true,
      email: true,
      status: true,
      specialtyCode: true,
      moderator: true,
      technicalAdmin: true,
      locale: true,
    },
  });
  if (!row) return null;
  return {
    id: row.id as PhysicianId,
    name: row.name,
    email: row.email,
    status: row.status,
    specialtyCode: row.specialtyCode,
    isModerator: row.moderator,
    isTechnicalAdmin: row.technicalAdmin,
    locale: row.locale === 'en' ? 'en' : 'sv',
  };
}
