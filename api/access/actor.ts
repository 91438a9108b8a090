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

const columns = {
  id: true,
  name: true,
  email: true,
  status: true,
  specialtyCode: true,
  moderator: true,
  technicalAdmin: true,
  locale: true,
} as const;

/** Of an account what makes an actor. */
export interface AccountRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly status: AccountStatus;
  readonly specialtyCode: string | null;
  readonly moderator: boolean;
  readonly technicalAdmin: boolean;
  readonly locale: string;
}

/** An `AccountRow` of `accounts.account a`, for a statement of one's own; which leaves out accounts being erased. */
export const actorColumns = `a.id, a.name, a.email, a.status, a.specialty_code AS "specialtyCode", a.moderator,
  a.technical_admin AS "technicalAdmin", a.locale`;

/**
 * The account behind a session, read anew at every request so that a role taken away is gone at once. Null: there is none,
 * or it is being erased.
 */
export async function findActor(db: PrismaClient, id: string): Promise<Actor | null> {
  const row = await db.account.findUnique({ where: { id, erasing: false }, select: columns });
  return row && actorOf(row);
}

export function actorOf(row: AccountRow): Actor {
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
