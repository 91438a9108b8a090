import { type Account, Prisma, type PrismaClient } from '../../prisma/client/client.ts';
import type { TechnicalAdminGrant } from '../access/grants.ts';
import type { Tx } from '../platform/database/database.ts';
import type { PhysicianId } from '../platform/ids.ts';
import { type Page, type PageRequest, toPage } from '../platform/pages.ts';
import type { AccountRecord } from './types.ts';

/** The columns of an account record; the password's hash is not among them. */
export const recordColumns = {
  id: true,
  name: true,
  email: true,
  status: true,
  specialtyCode: true,
  licenceNumber: true,
  moderator: true,
  technicalAdmin: true,
  registeredOn: true,
} as const satisfies Prisma.AccountSelect;

type RecordRow = Pick<Account, keyof typeof recordColumns>;

export function toRecord(row: RecordRow): AccountRecord {
  return {
    id: row.id as PhysicianId,
    name: row.name,
    email: row.email,
    status: row.status,
    specialtyCode: row.specialtyCode,
    licenceNumber: row.licenceNumber,
    isModerator: row.moderator,
    isTechnicalAdmin: row.technicalAdmin,
    registeredOn: row.registeredOn.toISOString().slice(0, 10),
  };
}

/** Newest first; the unverified oldest first, since they wait. */
export async function listAccounts(
  db: PrismaClient,
  _grant: TechnicalAdminGrant,
  filter: 'ALL' | 'UNVERIFIED',
  page: PageRequest<[date: string, id: string]>,
): Promise<Page<AccountRecord>> {
  const direction = filter === 'ALL' ? 'desc' : 'asc';
  const beyond = filter === 'ALL' ? 'lt' : 'gt';
  const [date, id] = page.after ?? [];
  const rows = await db.account.findMany({
    where: {
      erasing: false,
      ...(filter === 'UNVERIFIED' ? { status: 'UNVERIFIED', technicalAdmin: false } : {}),
      ...(date && id
        ? {
            OR: [
              { registeredOn: { [beyond]: new Date(date) } },
              { registeredOn: new Date(date), id: { [beyond]: id } },
            ],
          }
        : {}),
    },
    orderBy: [{ registeredOn: direction }, { id: direction }],
    take: page.first + 1,
    select: recordColumns,
  });
  return toPage(rows.map(toRecord), page, (account) => [account.registeredOn, account.id]);
}

/** Locks the account for the rest of the transaction. Null where there is none, or it is being erased. */
export async function lockAccount(tx: Tx, id: string): Promise<AccountRecord | null> {
  await tx.$queryRaw(Prisma.sql`SELECT id FROM accounts.account WHERE id = ${id}::uuid FOR UPDATE`);
  const row = await tx.account.findUnique({ where: { id, erasing: false }, select: recordColumns });
  return row ? toRecord(row) : null;
}
