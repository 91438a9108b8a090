import type { ConsultationKind, Visibility } from '../../prisma/client/enums.ts';
import type { Byline } from '../bylines/types.ts';
import type { Decision } from '../decisions/types.ts';
import type { Held } from '../hold-back/types.ts';
import type { AnswerId, ConsultationId } from '../platform/ids.ts';
import type { Redaction } from '../redactions/types.ts';
import type { WaitingEdit } from '../waiting-edits/types.ts';

export const consultationKinds = ['CLINICAL_CASE', 'ETHICS', 'ORGANISATION', 'QUESTION'] as const;
export const consultationLists = ['ACTIVITY', 'ANSWERED', 'MINE', 'NEWEST', 'UNANSWERED'] as const;
export type ConsultationList = (typeof consultationLists)[number];

/**
 * A consultation as one physician may see it: that she may is settled by its existence. All times are whole hours.
 * There is no author here beside the byline; `isMine` is all that is told of an anonymous one.
 */
export interface Consultation {
  readonly id: ConsultationId;
  readonly kind: ConsultationKind;
  readonly specialtyCode: string;
  /** Empty for a tombstone, as are title and body. */
  readonly tags: string[];
  readonly title: string;
  /** Markdown. */
  readonly body: string;
  readonly excerpt: string;
  readonly byline: Byline;
  readonly isMine: boolean;
  readonly visibility: Visibility;
  readonly locked: boolean;
  readonly editedByModeration: boolean;
  readonly solved: boolean;
  readonly solvedByAnswerId: AnswerId | null;
  /** Answers that all may read. */
  readonly answerCount: number;
  readonly postedAt: Date;
  readonly lastActivityAt: Date;
  readonly editedAt: Date | null;
  /** Empty for all but the author. */
  readonly decisions: Decision[];
  /** Null unless it waits for its publication; then nobody but the author gets any of this. */
  readonly held: Held | null;
  /** Null for all but the author. */
  readonly redaction: Redaction | null;
  /** Of hers, waiting for a moderator. */
  readonly waitingEdit: WaitingEdit | null;
  /** Of title, body and tags. Null for all but the author. */
  readonly version: string | null;
}

/** Under which faces the reader has written in a consultation; asking counts. */
export interface MyFaces {
  readonly named: boolean;
  readonly anonymous: boolean;
}
