import { createHmac, randomBytes } from 'node:crypto';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { PhysicianId } from '../platform/ids.ts';

const minute = 60_000;

/** How many acts of one kind a member may do in one window. Nobody who writes by hand comes near. */
const allowances = {
  question: { points: 10, window: 30 * minute },
  answer: { points: 20, window: 10 * minute },
  edit: { points: 40, window: 10 * minute },
  flag: { points: 30, window: 10 * minute },
  appeal: { points: 10, window: 30 * minute },
  mark: { points: 120, window: 10 * minute },
  other: { points: 120, window: 10 * minute },
} as const;
type WritingKind = keyof typeof allowances;

/** What each mutation of a member counts as. Null: it has a limit of its own, or nobody else notices it. */
export const writingKinds: Readonly<Record<string, WritingKind | null>> = {
  postConsultation: 'question',
  postAnswer: 'answer',
  editConsultation: 'edit',
  editAnswer: 'edit',
  answerRedaction: 'edit',
  acceptRedaction: 'edit',
  declineRedaction: 'edit',
  withdrawEdit: 'edit',
  flagPost: 'flag',
  appealDecision: 'appeal',
  markHelpful: 'mark',
  unmarkHelpful: 'mark',
  deleteAnswer: 'other',
  deleteConsultation: 'other',
  solveConsultation: 'other',
  reopenConsultation: 'other',
  publishHeldAnswer: 'other',
  publishHeldConsultation: 'other',
  extendImage: 'other',
  removeImage: 'other',
  newWithdrawalCode: 'other',
  withdrawImageConsent: 'other',
  discardUpload: 'other',
  setLocale: 'other',
  setTelemetryConsent: 'other',
  acceptTerms: 'other',
  register: null,
  changePassword: null,
  requestDataExport: null,
  unlockDataExport: null,
  discardDataExport: null,
  requestErasure: null,
  cancelErasure: null,
  withdrawImageByCode: null,
};

/**
 * How much one member may write. Both faces count alike, so that nobody learns of anonymous acts from a refusal of a named
 * one. Counted in the memory of each process and never in Redis: there a number that grows when an anonymous post appears
 * would tie the posts of one author to each other. Windows begin at the same moment for everybody, and keys are of one
 * window and one process only.
 */
export class WritingLimits {
  readonly #secret = randomBytes(32);
  readonly #limiters: ReadonlyMap<WritingKind, RateLimiterMemory>;

  /** @param factor how many times the usual allowance. */
  constructor(factor: number) {
    const limiterOf = ([kind, { points, window }]: [string, { points: number; window: number }]) =>
      [
        kind as WritingKind,
        new RateLimiterMemory({ points: points * factor, duration: window / 1000, keyPrefix: kind }),
      ] as const;
    this.#limiters = new Map(Object.entries(allowances).map(limiterOf));
  }

  /** Takes one act of a mutation. @returns null when it may be done, else when the next window begins. */
  async take(member: PhysicianId, mutation: string, now: Date): Promise<Date | null> {
    const kind = writingKinds[mutation];
    if (!kind) return null;
    const { window } = allowances[kind];
    const number = Math.floor(now.getTime() / window);
    const key = createHmac('sha256', this.#secret).update(`${member} ${number}`).digest('base64url');
    try {
      await this.#limiters.get(kind)?.consume(key);
      return null;
    } catch (refused) {
      if (refused instanceof RateLimiterRes) return new Date((number + 1) * window);
      throw refused;
    }
  }
}
