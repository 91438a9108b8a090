import type { ModerationAct, PostKind } from '../../moderation/transition.ts';
import type { CaseState, FlagReason, RevisedBy, Visibility } from '../../prisma/client/enums.ts';
import type { CaseAppeal } from '../appeals/types.ts';
import type { Byline } from '../bylines/types.ts';
import type { Decision } from '../decisions/types.ts';
import type { AnswerId, CaseId, ConsultationId, FlagId } from '../platform/ids.ts';
import type { WaitingEdit } from '../waiting-edits/types.ts';

export type CaseList = 'OPEN' | 'MINE' | 'DECIDED';

/** One post that somebody flagged, as one moderator sees it. All times are whole hours. */
export interface ModerationCase {
  readonly id: CaseId;
  readonly state: CaseState;
  readonly openedAt: Date;
  /** For a decided case only when it is hers: nobody else is at work on it. */
  readonly taken: boolean;
  readonly takenByMe: boolean;
  readonly post: ModeratedPost;
}

/** What a moderator reads. Of an anonymous post the byline is all there is: an author does not exist here. */
export interface ModeratedPost {
  readonly id: ConsultationId | AnswerId;
  readonly kind: PostKind;
  readonly consultationId: ConsultationId;
  readonly title: string;
  /** The consultation's text where the post is an answer. */
  readonly question: string | null;
  readonly body: string;
  /** The consultation's; of an answer none. */
  readonly tags: string[];
  /** Why its author declared harmless what looked like a patient's identifier. */
  readonly identifierOverride: string | null;
  readonly byline: Byline;
  readonly visibility: Visibility;
  readonly locked: boolean;
  readonly editedByModeration: boolean;
  readonly postedAt: Date;
  readonly editedAt: Date | null;
  readonly possibleActions: ModerationAct[];
  /** Of title and body. */
  readonly version: string;
  /** A text of its author's that a moderator accepts or refuses. */
  readonly waitingEdit: WaitingEdit | null;
}

export interface CaseFlag {
  readonly id: FlagId;
  readonly reason: FlagReason;
  readonly note: string;
  readonly flaggedAt: Date;
}

/** Which moderator decided is not told; only whether it was the viewer. */
export interface CaseDecision extends Omit<Decision, 'appeal'> {
  readonly appeal: CaseAppeal | null;
  readonly byMe: boolean;
  readonly titleBefore: string | null;
  readonly titleAfter: string | null;
}

/** An earlier text of a post. */
export interface Revision {
  readonly title: string | null;
  readonly body: string;
  readonly by: RevisedBy;
  readonly replacedAt: Date;
}
