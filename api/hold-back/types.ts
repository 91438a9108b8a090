import type { Answer } from '../answers/types.ts';
import type { Consultation } from '../consultations/types.ts';

/** The windows that an author may choose; the publication comes at a random time within. */
export const holdBackWindows = ['ONE_HOUR', 'SIX_HOURS', 'ONE_DAY'] as const;
export type HoldBackWindow = (typeof holdBackWindows)[number];

/** That a post of the reader's own is not published yet. Nobody else ever gets one. */
export interface Held {
  /** A whole minute; null: it could not be published. It goes no further than `remainingWindow`. */
  readonly publishAfter: Date | null;
}

/** A held post of the reader's own. `answer` null: the question itself. */
export interface HeldPost {
  /** Null when she can no longer read the question that she answered. */
  readonly consultation: Consultation | null;
  readonly answer: Answer | null;
}
