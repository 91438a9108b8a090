import type { Visibility } from '../../prisma/client/enums.ts';
import type { Byline } from '../bylines/types.ts';
import type { Decision } from '../decisions/types.ts';
import type { Held } from '../hold-back/types.ts';
import type { AnswerId, ConsultationId } from '../platform/ids.ts';
import type { Redaction } from '../redactions/types.ts';
import type { WaitingEdit } from '../waiting-edits/types.ts';

/** An answer as one physician may see it. All times are whole hours. No author beside the byline. */
export interface Answer {
  readonly id: AnswerId;
  readonly consultationId: ConsultationId;
  /** 0, 1, 2, … inside the consultation; null: never published, and then nobody but the author gets any of this. */
  readonly position: number | null;
  /** Markdown; empty for a tombstone, and for one that is hidden from this reader. */
  readonly body: string;
  readonly byline: Byline;
  readonly isMine: boolean;
  readonly visibility: Visibility;
  readonly editedByModeration: boolean;
  readonly helpfulCount: number;
  /** By this reader. */
  readonly markedHelpful: boolean;
  readonly quoted: QuotedAnswer | null;
  readonly postedAt: Date;
  readonly editedAt: Date | null;
  /** Empty for all but the author. */
  readonly decisions: Decision[];
  /** Null unless it waits for its publication. */
  readonly held: Held | null;
  /** Null for all but the author. */
  readonly redaction: Redaction | null;
  /** Of hers, waiting for a moderator. */
  readonly waitingEdit: WaitingEdit | null;
  /** Of the body. Null for all but the author. */
  readonly version: string | null;
}

/** The answer that another one quotes: one level, without a quote of its own. */
export interface QuotedAnswer {
  readonly id: AnswerId;
  readonly byline: Byline;
  readonly excerpt: string;
  readonly visibility: Visibility;
}
