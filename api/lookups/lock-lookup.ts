import type { Processor } from '../../analytics/processors.ts';
import type { PreparedEpoch } from '../identity/crypto/epoch.ts';
import { pseudonymSubject, type Seal, type SealContext, type SealSubject } from '../identity/crypto/seal.ts';
import { findEpoch } from '../identity/epochs.ts';
import type { LookupTx } from '../platform/database/database.ts';
import type { AliasId, ConsultationId, LookupId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import type { LookupFacts } from './policy.ts';

/** A lookup whose row is locked until the transaction ends, with all that its steps need. */
export type LockedLookup = LookupFacts &
  SealContext & {
    id: LookupId;
    /** Of the pseudonym's seal; null where it is about an alias. */
    pseudonymTag: Uint8Array<ArrayBuffer> | null;
    epoch: PreparedEpoch;
    /** Which share of the epoch each holder has. */
    shareOf: ReadonlyMap<string, number>;
    /** Partials that wait for the opening. */
    waiting: readonly { admin: string; index: number; bytes: Uint8Array }[];
  };

/** @throws Refusal NOT_FOUND */
export async function lockLookup(tx: LookupTx, id: LookupId): Promise<LockedLookup> {
  const locked = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM vault.lookup WHERE id = ${id}::uuid FOR UPDATE`;
  if (locked.length === 0) throw Refusal.notFound();
  const row = await tx.lookup.findUniqueOrThrow({
    where: { id },
    select: {
      aliasId: true,
      consultationId: true,
      processor: true,
      pseudonym: true,
      pseudonymTag: true,
      epoch: true,
      requestedBy: true,
      state: true,
      expiresAt: true,
      participations: { select: { accountId: true, kind: true, shareIndex: true, partial: true } },
    },
  });
  const epoch = await findEpoch(tx, row.epoch);
  if (!epoch) throw new Error('a lookup without its epoch');
  const holders = await tx.shareHolder.findMany({
    where: { epoch: row.epoch },
    select: { index: true, accountId: true },
  });
  const who = (kind: 'APPROVAL' | 'REFUSAL') =>
    row.participations.filter((part) => part.kind === kind).map((part) => part.accountId);
  return {
    id,
    ...contextOf(row),
    pseudonymTag: row.pseudonymTag,
    state: row.state,
    requestedBy: row.requestedBy,
    expiresAt: row.expiresAt,
    threshold: epoch.threshold,
    holders: holders.map((holder) => holder.accountId),
    approvals: who('APPROVAL'),
    refusals: who('REFUSAL'),
    epoch,
    shareOf: new Map(holders.map((holder) => [holder.accountId, holder.index])),
    waiting: row.participations.flatMap((part) =>
      part.kind === 'APPROVAL' && part.partial && part.shareIndex !== null
        ? [{ admin: part.accountId, index: part.shareIndex, bytes: part.partial }]
        : [],
    ),
  };
}

interface SubjectRow {
  aliasId: string | null;
  consultationId: string | null;
  processor: Processor | null;
  pseudonym: string | null;
}

/** What the lookup's seal is bound to. Of an ended lookup of a pseudonym it is nothing that opens. */
export function contextOf({ aliasId, consultationId, processor, pseudonym }: SubjectRow): SealContext {
  if (processor) return { alias: pseudonymSubject(processor, pseudonym ?? ''), consultation: processor };
  return { alias: aliasId as AliasId, consultation: consultationId as ConsultationId };
}

const sealColumns = { epoch: true, ephemeral: true, nonce: true, ciphertext: true } as const;

/** The seal of an alias, or of the pseudonym with this tag; only the lookup's role can read it. */
export async function readSeal(
  tx: LookupTx,
  { alias, pseudonymTag }: { alias: SealSubject; pseudonymTag: Uint8Array<ArrayBuffer> | null },
): Promise<Seal | null> {
  return pseudonymTag
    ? tx.pseudonymSeal.findUnique({ where: { tag: pseudonymTag }, select: sealColumns })
    : tx.seal.findUnique({ where: { aliasId: alias }, select: sealColumns });
}

/** Ends a lookup. What was waiting is wiped: kept, it would help whoever has a share to open the seal off the record. So
 * is the pseudonym, which the processor's data bear. */
export async function endLookup(
  tx: LookupTx,
  id: LookupId,
  state: 'OPENED' | 'REFUSED' | 'EXPIRED',
): Promise<void> {
  await tx.lookup.updateMany({ where: { id }, data: { state, pseudonym: null } });
  await tx.lookupParticipation.updateMany({ where: { lookupId: id }, data: { partial: null } });
}
