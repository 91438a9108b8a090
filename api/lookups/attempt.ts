import type { TechnicalAdminGrant } from '../access/grants.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { AuditJson } from '../audit/canonical.ts';
import type { LookupTx } from '../platform/database/database.ts';
import type { LookupId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import type { RefusalCode } from '../platform/refusal-sentences.ts';
import type { Services } from '../services.ts';

/** A "no" that goes on the record: somebody tried what she may not, or with a partial that does not hold. */
export class RefusedAttempt extends Error {
  override readonly name = 'RefusedAttempt';
  readonly refusal: Refusal;
  readonly code: RefusalCode;
  readonly details: { readonly [key: string]: AuditJson };

  constructor(refusal: Refusal, code: RefusalCode, details: { readonly [key: string]: AuditJson } = {}) {
    super(code);
    this.refusal = refusal;
    this.code = code;
    this.details = details;
  }

  static notAllowed(code: RefusalCode): RefusedAttempt {
    return new RefusedAttempt(Refusal.notAllowed(code), code);
  }
}

export type LookupStep =
  | { command: 'request'; readonly [about: string]: string }
  | { command: 'approve' | 'refuse' | 'open' | 'extend-notice'; lookup: LookupId };

/**
 * Runs one step of a lookup in one transaction as the lookup's role. If it throws a RefusedAttempt, nothing of it
 * stays, but the attempt is committed to the audit before its refusal goes out.
 */
export async function attempt<Result>(
  { db, clock }: Services,
  grant: TechnicalAdminGrant,
  step: LookupStep,
  work: (tx: LookupTx) => Promise<Result>,
): Promise<Result> {
  try {
    return await db.lookupTransaction(work);
  } catch (error) {
    if (!(error instanceof RefusedAttempt)) throw error;
    await db.lookupTransaction((tx) =>
      appendAudit(tx, clock, {
        kind: error.code === 'PARTIAL_INVALID' ? 'lookup.partial-refused' : 'lookup.attempt-refused',
        actor: grant.adminId,
        details: { ...step, code: error.code, ...error.details },
      }),
    );
    throw error.refusal;
  }
}
