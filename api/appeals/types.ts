import type { AppealEffect, AppealOutcome, DecisionAction } from '../../prisma/client/enums.ts';
import type { ModerationCase } from '../moderation/types.ts';
import type { AnswerId, Brand, CaseId, ConsultationId, DecisionId } from '../platform/ids.ts';

export type AppealId = Brand<'AppealId'>;

/** What became of an appeal. By whom is not told. */
export interface Ruling {
  readonly outcome: AppealOutcome;
  /** What overturning did; null where the decision stands. */
  readonly effect: AppealEffect | null;
  readonly statement: string;
  /** A whole hour. */
  readonly ruledAt: Date;
}

/** An author's objection to a decision, as she reads it. */
export interface Appeal {
  readonly id: AppealId;
  /** Empty once it was destroyed with the text that it may have quoted. */
  readonly text: string;
  /** A whole hour. */
  readonly appealedAt: Date;
  /** Null: it waits for one. */
  readonly ruling: Ruling | null;
}

/** One of her own, and what it is about. */
export interface OwnAppeal extends Appeal {
  readonly decisionId: DecisionId;
  readonly action: DecisionAction;
  readonly consultationId: ConsultationId;
  /** Null: it concerns the question itself. */
  readonly answerId: AnswerId | null;
}

/** What a moderator is told of an appeal beside the decision. Who appealed does not exist here. */
export interface CaseAppeal {
  /** Null once its author has left; the ruling stays. */
  readonly id: AppealId | null;
  readonly ruling: Ruling | null;
}

/** An appeal in a moderator's list. */
export interface ModeratedAppeal extends Appeal {
  readonly id: AppealId;
  readonly decisionId: DecisionId;
  readonly caseId: CaseId;
  /** Why its author declared harmless what looked like a patient's identifier. */
  readonly identifierOverride: string | null;
  readonly ruledByMe: boolean;
  readonly case: ModerationCase;
}

export type AppealList = 'OPEN' | 'DECIDED';
export type AppealState = AppealOutcome | 'PENDING';

export const stateOf = ({ ruling }: { ruling: Ruling | null }): AppealState => ruling?.outcome ?? 'PENDING';
