import type { CaseState } from '../prisma/client/enums.ts';

/** Who has a case in hand. `takenAt` is a whole hour. */
export interface Custody {
  readonly state: CaseState;
  readonly takenBy: string | null;
  readonly takenAt: Date | null;
}

/**
 * How long a case stays taken. Then it is free again, so that nobody's holiday, or change of mind, or coming to take
 * part in the discussion, keeps it from being decided: and a case let go for one reason looks like any other.
 */
export const custodyInMs = 24 * 3_600_000;

/** Takings from before this moment have lapsed. */
export function custodyHorizon(now: Date): Date {
  return new Date(now.getTime() - custodyInMs);
}

/** The moderator who has the case in hand, or null. */
export function holderOf({ takenBy, takenAt }: Custody, now: Date): string | null {
  return takenAt !== null && takenAt > custodyHorizon(now) ? takenBy : null;
}

/** An open case is one moderator's at a time. A decided one can be taken over, to put right what was decided. */
export function mayTake(custody: Custody, moderatorId: string, now: Date): boolean {
  return custody.state === 'DECIDED' || mayDecide(custody, moderatorId, now);
}

/** What nobody has taken is hers once she acts. */
export function mayDecide(custody: Custody, moderatorId: string, now: Date): boolean {
  const holder = holderOf(custody, now);
  return holder === null || holder === moderatorId;
}
