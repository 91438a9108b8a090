import type { ErasureId, PhysicianId } from '../platform/ids.ts';
import type { Services } from '../services.ts';

/** One worker's hold on an erasure. It ends by itself some minutes after the worker has died. */
export interface Lease {
  readonly id: ErasureId;
  /** Null once the account is gone. */
  readonly physicianId: PhysicianId | null;
  readonly startedAt: Date;
  /** Rejects when another worker has it by now. */
  renew(): Promise<void>;
  release(): Promise<void>;
}

export const leaseInMs = 5 * 60_000;

/** Takes hold of an erasure that is under way; null while another worker has it. */
export async function takeErasure({ db, clock }: Services, id: ErasureId): Promise<Lease | null> {
  let mine: Date | null = null;
  const take = async (now: Date) => {
    const until = new Date(now.getTime() + leaseInMs);
    const held = mine === null ? [{ leaseUntil: null }, { leaseUntil: { lt: now } }] : [{ leaseUntil: mine }];
    const { count } = await db.service.erasure.updateMany({
      where: { id, state: 'RUNNING', OR: held },
      data: { leaseUntil: until },
    });
    if (count === 1) mine = until;
    return count === 1;
  };
  if (!(await take(clock.now()))) return null;
  const row = await db.service.erasure.findUnique({
    where: { id },
    select: { accountId: true, startedAt: true },
  });
  if (!row?.startedAt) throw new Error('an erasure that runs and has not begun');
  return {
    id,
    physicianId: row.accountId as PhysicianId | null,
    startedAt: row.startedAt,
    async renew() {
      if (!(await take(clock.now()))) throw new Error('another worker has taken the erasure over');
    },
    async release() {
      await db.service.erasure.updateMany({
        where: { id, leaseUntil: mine },
        data: { leaseUntil: null },
      });
    },
  };
}
