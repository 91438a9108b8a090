import type { ModerationRule, SanctionKind } from '../../prisma/client/enums.ts';
import type { Appeal } from '../appeals/types.ts';
import type { DecisionId } from '../platform/ids.ts';

/** A sanction as the one it hits is told. Which of her faces it was set on is not said: it follows the person. */
export interface Sanction {
  /** Its decision's. */
  readonly id: DecisionId;
  readonly kind: SanctionKind;
  readonly rule: ModerationRule;
  readonly statement: string;
  /** A whole hour. */
  readonly decidedAt: Date;
  readonly appeal: Appeal | null;
  /** A whole hour. */
  readonly until: Date;
}

/** A running suspension and the face that it was set on: exactly one of the two owners is set. */
export interface RunningSuspension {
  readonly authorId: string | null;
  readonly aliasId: string | null;
  readonly until: Date;
}
