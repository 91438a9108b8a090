import type { z } from 'zod';
import type { Prisma } from '../../prisma/client/client.ts';
import { toText } from '../identity/crypto/bytes.ts';
import { equalBytes } from '../identity/crypto/digest.ts';
import type { LookupTx, Tx } from '../platform/database/database.ts';
import type { AliasId, ConsultationId, LookupId, PhysicianId } from '../platform/ids.ts';
import { type Page, type PageRequest, type timeKeys, toPage } from '../platform/pages.ts';
import { readSubjects } from './find-subject.ts';
import { contextOf } from './lock-lookup.ts';
import { hasEnded, stateAt } from './policy.ts';
import type { AdminName, EpochRecord, LookupRecord, LookupSubject } from './types.ts';

const columns = {
  id: true,
  aliasId: true,
  consultationId: true,
  processor: true,
  pseudonym: true,
  pseudonymTag: true,
  epoch: true,
  requestedBy: true,
  reason: true,
  text: true,
  caseReference: true,
  state: true,
  requestedAt: true,
  expiresAt: true,
  participations: {
    orderBy: [{ at: 'asc' }, { kind: 'asc' }],
    select: { accountId: true, kind: true, at: true, statement: true },
  },
} as const satisfies Prisma.LookupSelect;

type LookupRow = Prisma.LookupGetPayload<{ select: typeof columns }>;

/** All lookups, newest first. Every technical admin sees every one. */
export async function listLookups(
  tx: LookupTx,
  page: PageRequest<z.infer<typeof timeKeys>>,
  now: Date,
): Promise<Page<LookupRecord>> {
  const [time, id] = page.after ?? [];
  const rows = await tx.lookup.findMany({
    where:
      time && id
        ? {
            OR: [{ requestedAt: { lt: new Date(time) } }, { requestedAt: new Date(time), id: { lt: id } }],
          }
        : {},
    orderBy: [{ requestedAt: 'desc' }, { id: 'desc' }],
    take: page.first + 1,
    select: columns,
  });
  return toPage(await toRecords(tx, rows, now), page, (lookup) => [
    lookup.requestedAt.toISOString(),
    lookup.id,
  ]);
}

export async function findLookup(tx: LookupTx, id: LookupId, now: Date): Promise<LookupRecord | null> {
  const row = await tx.lookup.findUnique({ where: { id }, select: columns });
  const [record] = row ? await toRecords(tx, [row], now) : [];
  return record ?? null;
}

/** The newest ceremony's public part and its share holders; null before the first. */
export async function findNewestEpoch(tx: Tx | LookupTx): Promise<EpochRecord | null> {
  const newest = await tx.epoch.findFirst({ orderBy: { number: 'desc' }, select: { number: true } });
  if (!newest) return null;
  return (await readEpochs(tx, [newest.number])).get(newest.number) ?? null;
}

/** Names of accounts, by id. An account that is gone has an empty name. */
export async function readAdminNames(
  tx: Tx | LookupTx,
  ids: readonly string[],
): Promise<(id: string) => AdminName> {
  const accounts = await tx.account.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, name: true },
  });
  const names = new Map(accounts.map((account) => [account.id, account.name]));
  return (id) => ({ id: id as PhysicianId, name: names.get(id) ?? '' });
}

async function readEpochs(tx: Tx | LookupTx, numbers: readonly number[]): Promise<Map<number, EpochRecord>> {
  const where = [...new Set(numbers)];
  const epochs = await tx.epoch.findMany({
    where: { number: { in: where } },
    select: { number: true, threshold: true, shares: true, groupKey: true, commitments: true },
  });
  const holders = await tx.shareHolder.findMany({
    where: { epoch: { in: where } },
    orderBy: { index: 'asc' },
    select: { epoch: true, index: true, accountId: true },
  });
  const nameOf = await readAdminNames(
    tx,
    holders.map((holder) => holder.accountId),
  );
  return new Map(
    epochs.map((epoch) => [
      epoch.number,
      {
        number: epoch.number,
        threshold: epoch.threshold,
        shares: epoch.shares,
        groupKey: toText(epoch.groupKey),
        commitments: epoch.commitments.map(toText),
        holders: holders
          .filter((holder) => holder.epoch === epoch.number)
          .map((holder) => ({ index: holder.index, admin: nameOf(holder.accountId) })),
      },
    ]),
  );
}

/** A fixed number of statements, whatever the number of rows. */
async function toRecords(tx: LookupTx, rows: readonly LookupRow[], now: Date): Promise<LookupRecord[]> {
  const epochs = await readEpochs(
    tx,
    rows.map((row) => row.epoch),
  );
  const subjects = await readSubjects(
    tx,
    rows.flatMap((row) => (row.aliasId ?? []) as AliasId | []),
  );
  const nameOf = await readAdminNames(
    tx,
    rows.flatMap((row) => [row.requestedBy, ...row.participations.map((part) => part.accountId)]),
  );
  const open = rows.filter((row) => !hasEnded(stateAt(row, now)));
  const seals = await tx.seal.findMany({
    where: { aliasId: { in: open.flatMap(({ aliasId }) => aliasId ?? []) } },
    select: { aliasId: true, ephemeral: true },
  });
  const pseudonymSeals = await tx.pseudonymSeal.findMany({
    where: { tag: { in: open.flatMap(({ pseudonymTag }) => pseudonymTag ?? []) } },
    select: { tag: true, ephemeral: true },
  });
  const sealOf = ({ aliasId, pseudonymTag: tag }: LookupRow) =>
    tag
      ? pseudonymSeals.find((seal) => equalBytes(seal.tag, tag))
      : seals.find((seal) => seal.aliasId === aliasId);
  return rows.map((row) => {
    const epoch = epochs.get(row.epoch);
    if (!epoch) throw new Error('a lookup without its epoch');
    const seal = open.includes(row) ? sealOf(row) : undefined;
    return {
      id: row.id as LookupId,
      aliasId: row.aliasId as AliasId | null,
      consultationId: row.consultationId as ConsultationId | null,
      subject: row.processor ? null : (subjects.get(row.aliasId as AliasId) ?? goneSubject(row)),
      processor: row.processor,
      pseudonym: row.pseudonym,
      sealSubject: contextOf(row).alias,
      requestedBy: nameOf(row.requestedBy),
      reason: row.reason,
      text: row.text,
      caseReference: row.caseReference,
      state: stateAt(row, now),
      requestedAt: row.requestedAt,
      expiresAt: row.expiresAt,
      epoch,
      participations: row.participations.map(({ accountId, kind, at, statement }) => ({
        admin: nameOf(accountId),
        kind,
        at,
        statement,
      })),
      ephemeral: seal ? toText(seal.ephemeral) : null,
    };
  });
}

/** The consultation has been erased since; the lookup stays on the record. */
const goneSubject = (row: LookupRow): LookupSubject => ({
  aliasId: row.aliasId as AliasId,
  aliasNumber: 0,
  consultationId: row.consultationId as ConsultationId,
  kind: 'CONSULTATION',
  isAsker: false,
  title: '',
  body: '',
});
