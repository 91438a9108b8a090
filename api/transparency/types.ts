import type {
  AppealOutcome,
  DecisionAction,
  LookupReason,
  LookupState,
  ModerationRule,
} from '../../prisma/client/enums.ts';
import type { Quarter } from './quarters.ts';
import type { PublishedCount } from './suppress-small-cells.ts';

/** The closed list of what is published: a reason, rule or act that comes later is published when it stands here. */
export const publishedReasons = [
  'COURT_ORDER',
  'LEGAL_OBLIGATION',
  'IMMINENT_DANGER',
  'SERIOUS_ABUSE',
] as const satisfies LookupReason[];

export const publishedRules = [
  'PATIENT_PRIVACY',
  'RESPECT',
  'MEDICAL_ACCURACY',
  'NO_ADVERTISING',
  'ON_TOPIC',
  'LAW',
] as const satisfies ModerationRule[];

export const publishedActions = [
  'HIDE',
  'UNHIDE',
  'EDIT',
  'DELETE',
  'LOCK',
  'UNLOCK',
  'DISMISS',
  'WARN',
  'SUSPEND',
  'LIFT',
  'PROPOSE_REDACTION',
  'ACCEPT_EDIT',
  'REFUSE_EDIT',
] as const satisfies DecisionAction[];

export type PublishedAction = (typeof publishedActions)[number];

/** Exact numbers as the database counts them; they go nowhere but into `publishQuarter`. */
export interface LookupTally {
  quarter: Quarter;
  reason: LookupReason;
  state: LookupState;
  count: number;
}

export interface DecisionTally {
  quarter: Quarter;
  /** Null for reports that were closed without any rule broken. */
  rule: ModerationRule | null;
  action: DecisionAction;
  count: number;
}

export interface AppealTally {
  /** In which it was ruled on. */
  quarter: Quarter;
  outcome: AppealOutcome;
  count: number;
}

export interface QuarterReport {
  quarter: Quarter;
  /** Opened, by reason. */
  lookups: { reason: LookupReason; opened: PublishedCount }[];
  openedTotal: PublishedCount;
  refused: PublishedCount;
  /** Nobody approved, or nobody opened, within a day. */
  expired: PublishedCount;
  /** Every rule, and null, with every action. */
  decisions: {
    rule: ModerationRule | null;
    counts: { action: PublishedAction; count: PublishedCount }[];
    total: PublishedCount;
  }[];
  actionTotals: { action: PublishedAction; count: PublishedCount }[];
  decisionsTotal: PublishedCount;
  /** Ruled on in the quarter: what waits changes. */
  appeals: { upheld: PublishedCount; overturned: PublishedCount; total: PublishedCount };
}

export interface Transparency {
  /** Days from an opening until its author is told. */
  noticeDays: number;
  /** Newest first. */
  quarters: QuarterReport[];
}
