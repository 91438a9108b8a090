import type { Processor } from '../../analytics/processors.ts';

/** What a member has said to one processor, and whether it matters here. */
export interface ConsentState {
  processor: Processor;
  /** This service has a key for it. Without one nothing is sent, whatever she says. */
  configured: boolean;
  agreed: boolean;
  /** A whole hour; null: she has never answered. */
  changedAt: Date | null;
  /** She agreed to an earlier description, which counts no more. */
  outdated: boolean;
}

/**
 * How it goes with one processor, for technical admins. Without the marks of anonymous acts: whoever watched their
 * number grow would know the minute of each.
 */
export interface QueueState {
  processor: Processor;
  configured: boolean;
  waiting: number;
  /** A whole hour; of what waits. */
  oldestHour: Date | null;
  setAside: number;
  /** The answers for which something was set aside. */
  setAsideAnswers: string[];
  delivered: number;
  dropped: number;
  failures: number;
  retryAt: Date | null;
  /** A closed word or a status, never a text of the processor's. */
  lastAnswer: string | null;
  lastAnswerAt: Date | null;
}
