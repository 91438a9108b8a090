import { z } from 'zod';
import type { Answer } from '../answers/types.ts';
import type { Consultation } from '../consultations/types.ts';

/** The windows that an author may choose; the post appears at a random tick within, after five minutes at the earliest. */
export const holdBackWindows = ['MINUTES', 'ONE_HOUR', 'SIX_HOURS', 'ONE_DAY'] as const;
export type HoldBackWindow = (typeof holdBackWindows)[number];

export const holdBacks = ['AT_ONCE', ...holdBackWindows] as const;
export type HoldBack = (typeof holdBacks)[number];

/** Null, or left out: see `windowOf`. */
export const holdBackInput = z.enum(holdBacks).nullish();

/** That a post of the reader's own is not published yet. Nobody else ever gets one. */
export interface Held {
  /** Where the slot of its tick begins; null: it could not be published. It goes no further than `remainingWindow`. */
  readonly publishAfter: Date | null;
}

/** A held post of the reader's own. `answer` null: the question itself. */
export interface HeldPost {
  /** Null when she can no longer read the question that she answered. */
  readonly consultation: Consultation | null;
  readonly answer: Answer | null;
}
