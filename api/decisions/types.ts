import type { DecisionAction, ModerationRule, RedactionState } from '../../prisma/client/enums.ts';
import type { Appeal } from '../appeals/types.ts';
import type { DecisionId } from '../platform/ids.ts';

/** What moderation decided on a post, as its author is told. Not by whom. */
export interface Decision {
  readonly id: DecisionId;
  readonly action: DecisionAction;
  readonly rule: ModerationRule | null;
  readonly statement: string;
  /** Which image of the post it is about, from 1; null for the post as a whole, and once the post is gone. */
  readonly imageNumber: number | null;
  /** A whole hour. */
  readonly decidedAt: Date;
  /** Of an edit; null once the texts are destroyed. */
  readonly textBefore: string | null;
  readonly textAfter: string | null;
  /** Of a sanction: a whole hour. */
  readonly until: Date | null;
  /** What became of a proposed redaction; null for every other act. */
  readonly redaction: RedactionState | null;
  /** What its author has said against it. */
  readonly appeal: Appeal | null;
}
