import type { Processor } from '../../analytics/processors.ts';
import type { ErasureCause, ErasureState, ErasureStepState } from '../../prisma/client/enums.ts';
import type { ErasureId, PhysicianId } from '../platform/ids.ts';
import type { Services } from '../services.ts';

/**
 * SHUT: nothing new can come any more; one step after the other. ERASE: what we keep of her, each step by itself.
 * PROCESSORS: what others keep of her, each by itself, from the moment SHUT is done. ACCOUNT: when all of ERASE is done.
 */
export type Stage = 'SHUT' | 'ERASE' | 'PROCESSORS' | 'ACCOUNT';

/** What a step works with. `physicianId` leads nowhere once the account is gone. */
export interface StepContext {
  readonly services: Services;
  readonly erasureId: ErasureId;
  readonly physicianId: PhysicianId;
  readonly startedAt: Date;
  /** A crash came between the account's end and its being written down. */
  readonly accountIsGone: boolean;
  /** What the step has noted, for instance the number a processor gave to its deletion. Gone when the step is done. */
  readonly note: string | null;
  /** Keeps a note at once, on its own: a crash right after it finds it. */
  setNote(note: string | null): Promise<void>;
  /** The account's pseudonyms at a processor, as they were when the erasure shut them. */
  pseudonymsAt(processor: Processor): Promise<readonly string[]>;
  /** A moment at which the process may be killed in a test. See `faultPoints`. */
  point(name: string): Promise<void>;
}

/**
 * How a run of a step ended. WAITING: it goes on at `nextTry`. AGAIN: an attempt that failed; the next follows after a pause
 * that grows, as it does after what a step throws. REFUSED: it goes on when a technical admin says so. `answer`: a code or a processor's own words, without any person.
 */
export type StepOutcome =
  | { readonly state: 'DONE'; readonly answer?: string }
  | { readonly state: 'NOT_APPLICABLE'; readonly answer: string }
  | { readonly state: 'WAITING'; readonly answer: string; readonly nextTry: Date }
  | { readonly state: 'AGAIN'; readonly answer: string; readonly retryAfterMs: number | null }
  | { readonly state: 'REFUSED'; readonly answer: string };

/** Idempotent: a crash at any moment, and it runs again from its beginning. */
export interface ErasureStep {
  readonly name: string;
  readonly stage: Stage;
  readonly run: (context: StepContext) => Promise<StepOutcome>;
  /** Calls of a processor and moments inside the step, at which `point` is called. */
  readonly points?: readonly string[];
}

/** A step as the receipt and the operations page show it. */
export interface StepRecord {
  readonly name: string;
  readonly state: ErasureStepState;
  readonly attempts: number;
  readonly answer: string | null;
  readonly nextTry: Date | null;
}

/** Whom a second admin is asked to let go; known to the admins until one has approved it. */
export interface AwaitedApproval {
  readonly member: string;
  readonly requestedBy: PhysicianId;
}

/** An erasure without the person, but for one that waits for a second admin. */
export interface ErasureRecord {
  readonly id: ErasureId;
  readonly cause: ErasureCause;
  readonly state: ErasureState;
  /** When the cooling-off ends or ended. */
  readonly startsAt: Date;
  /** A date, YYYY-MM-DD. */
  readonly finishedOn: string | null;
  /** Of a request that waits for a second admin. */
  readonly awaitsApproval: AwaitedApproval | null;
  readonly steps: readonly StepRecord[];
}
