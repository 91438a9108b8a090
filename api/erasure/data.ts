import type { Prisma, PrismaClient } from '../../prisma/client/client.ts';
import type { TechnicalAdminGrant } from '../access/grants.ts';
import type { ErasureId, PhysicianId } from '../platform/ids.ts';
import { type Page, type PageRequest, type TimeKeys, toPage } from '../platform/pages.ts';
import type { Services } from '../services.ts';
import { receiptHash } from './receipt-code.ts';
import { readShareholding } from './shareholding.ts';
import { steps } from './steps.ts';
import type { ErasureRecord } from './types.ts';

/** Neither the account nor the hash of the code is among them. */
const columns = {
  id: true,
  cause: true,
  state: true,
  startsAt: true,
  finishedOn: true,
  requestedBy: true,
  steps: { select: { name: true, state: true, attempts: true, answer: true, nextTry: true } },
} as const satisfies Prisma.ErasureSelect;

type Row = Prisma.ErasureGetPayload<{ select: typeof columns }>;

const order = new Map(steps.map(({ name }, at) => [name, at]));

function toRecord(row: Row, member: string | null = null): ErasureRecord {
  const { id, cause, state, startsAt, finishedOn, requestedBy } = row;
  return {
    id: id as ErasureId,
    cause,
    state,
    startsAt,
    finishedOn: finishedOn?.toISOString().slice(0, 10) ?? null,
    awaitsApproval:
      requestedBy !== null && member !== null ? { member, requestedBy: requestedBy as PhysicianId } : null,
    steps: row.steps.toSorted(
      (one, other) => (order.get(one.name) ?? steps.length) - (order.get(other.name) ?? steps.length),
    ),
  };
}

/** All of them, or those that go on only when a technical admin has seen to a step. */
export type ErasureList = 'ALL' | 'REFUSED';

const hasRefusedStep = { state: 'RUNNING', steps: { some: { state: 'REFUSED' } } } as const;

export function countRefused(db: PrismaClient, _grant: TechnicalAdminGrant): Promise<number> {
  return db.erasure.count({ where: hasRefusedStep });
}

/** Newest first. */
export async function listErasures(
  db: PrismaClient,
  _grant: TechnicalAdminGrant,
  list: ErasureList,
  page: PageRequest<TimeKeys>,
): Promise<Page<ErasureRecord>> {
  const [time, id] = page.after ?? [];
  const rows = await db.erasure.findMany({
    where: {
      ...(list === 'REFUSED' ? hasRefusedStep : {}),
      ...(time && id
        ? { OR: [{ startsAt: { lt: new Date(time) } }, { startsAt: new Date(time), id: { lt: id } }] }
        : {}),
    },
    orderBy: [{ startsAt: 'desc' }, { id: 'desc' }],
    take: page.first + 1,
    select: columns,
  });
  const members = await membersAwaiting(db, rows);
  const records = rows.map((row) => toRecord(row, members.get(row.id) ?? null));
  return toPage(records, page, (erasure) => [erasure.startsAt.toISOString(), erasure.id]);
}

/** The names of those whose erasure waits for a second admin, who has to know whom she is asked about. */
async function membersAwaiting(db: PrismaClient, rows: readonly Row[]): Promise<Map<string, string>> {
  const waiting = rows.filter(({ requestedBy }) => requestedBy !== null).map(({ id }) => id);
  if (waiting.length === 0) return new Map();
  const found = await db.$queryRaw<{ id: string; name: string }[]>`
    SELECT erasure.id, account.name FROM erasure.erasure JOIN accounts.account ON account.id = erasure.account_id
    WHERE erasure.id = ANY(${waiting}::uuid[]) AND erasure.requested_by IS NOT NULL`;
  return new Map(found.map(({ id, name }) => [id, name]));
}

export async function findErasure(db: PrismaClient, id: ErasureId): Promise<ErasureRecord | null> {
  const row = await db.erasure.findUnique({ where: { id }, select: columns });
  return row ? toRecord(row) : null;
}

/** By the code that was shown once. Null where there is none: wrong, or called off. */
export async function findReceipt(db: PrismaClient, code: string): Promise<ErasureRecord | null> {
  const codeHash = receiptHash(code);
  const row = codeHash && (await db.erasure.findUnique({ where: { codeHash }, select: columns }));
  return row ? toRecord(row) : null;
}

/** What a member must know before she asks, and how it stands when she has. */
export interface OwnErasure {
  readonly coolingOffDays: number;
  readonly windowHours: number;
  /** When an erasure that she can still call off begins; null: none has been asked for. */
  readonly startsAt: Date | null;
  readonly holdsShare: boolean;
  /** It is refused until there has been a new ceremony. */
  readonly shareStillNeeded: boolean;
  /** The seals of an earlier ceremony could not be opened any more. */
  readonly endsEarlierSeals: boolean;
}

export async function readOwnErasure({ db, config }: Services, id: PhysicianId): Promise<OwnErasure> {
  const [row, share] = await Promise.all([
    db.service.erasure.findUnique({
      where: { accountId: id, requestedBy: null },
      select: { startsAt: true },
    }),
    readShareholding(db.service, id),
  ]);
  return {
    coolingOffDays: config.erasureCoolingOffDays,
    windowHours: config.erasureWindowHours,
    startsAt: row?.startsAt ?? null,
    holdsShare: share.holds,
    shareStillNeeded: share.indispensable,
    endsEarlierSeals: share.endsEarlier,
  };
}
