import type { Clock } from '../platform/clock.ts';
import type { LookupTx, Tx } from '../platform/database/database.ts';
import type { PhysicianId } from '../platform/ids.ts';
import { type AuditJson, canonicalJson } from './canonical.ts';
import { type AuditEntry, GENESIS, hashEntry } from './chain.ts';

/**
 * What can happen in the audit. Past tense. `details` name their subjects by id and hold no name, no address and
 * no text that somebody wrote.
 */
export type AuditKind =
  | 'account.created'
  | 'account.verified'
  | 'account.verification-refused'
  | 'role.granted'
  | 'role.revoked'
  | 'erasure.requested'
  | 'erasure.approved'
  | 'erasure.lapsed'
  | 'erasure.cancelled'
  | 'erasure.started'
  | 'erasure.retried'
  | 'erasure.finished'
  | 'moderation.hidden'
  | 'moderation.unhidden'
  | 'moderation.edited'
  | 'moderation.deleted'
  | 'moderation.locked'
  | 'moderation.unlocked'
  | 'moderation.dismissed'
  | 'moderation.warned'
  | 'moderation.suspended'
  | 'moderation.suspension-lifted'
  | 'moderation.redaction-proposed'
  | 'moderation.edit-accepted'
  | 'moderation.edit-refused'
  | 'moderation.image-removed'
  | 'moderation.image-blurred'
  | 'moderation.image-unblurred'
  | 'consent-form.opened'
  | 'moderation.decision-upheld'
  | 'moderation.decision-overturned'
  | 'ceremony.held'
  | 'lookup.requested'
  | 'lookup.approved'
  | 'lookup.refused'
  | 'lookup.partial-refused'
  | 'lookup.attempt-refused'
  | 'lookup.opened'
  | 'lookup.failed'
  | 'lookup.expired'
  | 'lookup.notice-extended';

export type AuditInput = {
  kind: AuditKind;
  /** Null: the service itself, or its operator at the command line. */
  actor: PhysicianId | null;
  details: { readonly [key: string]: AuditJson };
};

/** Any number that no other lock of ours uses. */
const chainLock = 7_306_001;

/**
 * Adds one entry to the chain, in the caller's transaction: with it or not at all.
 *
 * Whoever appends holds a lock on the chain until her transaction ends, so that two entries never follow the same
 * one; append last, to hold it briefly. Needs READ COMMITTED (PostgreSQL's default): under a stricter level a
 * concurrent append fails on the primary key rather than forking the chain.
 * @returns the entry's number and hash.
 */
export async function appendAudit(
  tx: Tx | LookupTx,
  clock: Clock,
  input: AuditInput,
): Promise<{ seq: number; hash: Uint8Array }> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${chainLock}::bigint)`;
  const head = await tx.auditEntry.findFirst({ orderBy: { seq: 'desc' }, select: { seq: true, hash: true } });
  const at = wholeSecond(clock.now());
  const entry: AuditEntry = {
    seq: head ? Number(head.seq) + 1 : 1,
    at: formatSecond(at),
    kind: input.kind,
    actor: input.actor,
    details: canonicalJson(input.details),
  };
  const prevHash = Uint8Array.from(head?.hash ?? GENESIS);
  const hash = Uint8Array.from(hashEntry(prevHash, entry));
  await tx.auditEntry.createMany({
    data: [
      { seq: entry.seq, at, kind: entry.kind, actor: entry.actor, details: entry.details, prevHash, hash },
    ],
  });
  return { seq: entry.seq, hash };
}

/** Cut, not rounded: PostgreSQL would round up into the future. */
export const wholeSecond = (time: Date): Date => new Date(Math.floor(time.getTime() / 1000) * 1000);

/** 2026-11-21T14:03:07Z */
export const formatSecond = (time: Date): string => time.toISOString().replace(/\.\d{3}Z$/, 'Z');
