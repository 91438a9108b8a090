import type { RefusalCode } from '../platform/refusal-sentences.ts';
import type { LookupState } from './types.ts';

/** What the rules need to know of a lookup. */
export type LookupFacts = {
  state: LookupState;
  requestedBy: string;
  expiresAt: Date;
  threshold: number;
  /** Accounts that hold a share in the seal's epoch. */
  holders: readonly string[];
  approvals: readonly string[];
  refusals: readonly string[];
};

/** A request dies after a day, whether or not the job that says so has run. */
export const lookupLifetimeInMs = 24 * 60 * 60 * 1000;

export function stateAt(lookup: Pick<LookupFacts, 'state' | 'expiresAt'>, now: Date): LookupState {
  return hasEnded(lookup.state) || now < lookup.expiresAt ? lookup.state : 'EXPIRED';
}

export const hasEnded = (state: LookupState): boolean => state !== 'REQUESTED' && state !== 'READY';

/** The requester's own share counts: with t = 1 she needs nobody. */
export const stateAfter = (approvals: number, threshold: number): LookupState =>
  approvals + 1 >= threshold ? 'READY' : 'REQUESTED';

/** Why this admin may not approve now, or null if she may. */
export function refusalToApprove(lookup: LookupFacts, admin: string, now: Date): RefusalCode | null {
  if (hasEnded(stateAt(lookup, now))) return 'LOOKUP_ENDED';
  if (admin === lookup.requestedBy) return 'OWN_REQUEST_NOT_APPROVABLE';
  if (hasAnswered(lookup, admin)) return 'ALREADY_TAKEN_PART';
  if (!lookup.holders.includes(admin)) return 'NOT_A_SHARE_HOLDER';
  // Enough have approved: one more partial would only lie about, waiting to be misused.
  if (lookup.state === 'READY') return 'LOOKUP_ENDED';
  return null;
}

/** Refusing needs no share. It is possible until the opening, also after others have approved. */
export function refusalToRefuse(lookup: LookupFacts, admin: string, now: Date): RefusalCode | null {
  if (hasEnded(stateAt(lookup, now))) return 'LOOKUP_ENDED';
  if (admin === lookup.requestedBy || hasAnswered(lookup, admin)) return 'ALREADY_TAKEN_PART';
  return null;
}

export function refusalToOpen(lookup: LookupFacts, admin: string, now: Date): RefusalCode | null {
  if (admin !== lookup.requestedBy) return 'ONLY_REQUESTER_OPENS';
  if (hasEnded(stateAt(lookup, now))) return 'LOOKUP_ENDED';
  if (!lookup.holders.includes(admin)) return 'NOT_A_SHARE_HOLDER';
  if (lookup.state !== 'READY') return 'LOOKUP_NEEDS_APPROVAL';
  return null;
}

const hasAnswered = (lookup: LookupFacts, admin: string): boolean =>
  lookup.approvals.includes(admin) || lookup.refusals.includes(admin);
