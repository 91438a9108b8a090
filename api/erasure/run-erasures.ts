import type { ErasureId } from '../platform/ids.ts';
import type { Services } from '../services.ts';
import { dropLapsedRequests } from './approve-erasure.ts';
import { beginErasure } from './begin-erasure.ts';
import { finishErasure } from './finish-erasure.ts';
import { type Lease, takeErasure } from './lease.ts';
import { prepareSteps, runStep, type StoredStep } from './run-step.ts';
import { steps as allSteps } from './steps.ts';
import type { ErasureStep, Stage } from './types.ts';

/**
 * Begins what is due and carries every erasure that is under way a little further. Every minute, by as many workers as
 * there are: each erasure is one worker's at a time.
 * @param steps another list in tests only.
 */
export async function runErasures(
  services: Services,
  steps: readonly ErasureStep[] = allSteps,
): Promise<void> {
  const { db, clock, logger } = services;
  await dropLapsedRequests(services);
  const due = await db.service.erasure.findMany({
    where: { state: 'COOLING_OFF', requestedBy: null, startsAt: { lte: clock.now() } },
    select: { id: true },
  });
  for (const { id } of due) await beginErasure(services, id as ErasureId);
  const running = await db.service.erasure.findMany({ where: { state: 'RUNNING' }, select: { id: true } });
  for (const { id } of running) {
    try {
      await runErasure(services, id as ErasureId, steps);
    } catch (err) {
      logger.error({ err }, 'an erasure could not be carried on');
    }
  }
}

/**
 * Carries one erasure as far as it goes now. SHUT one after the other; then what is ours and what the processors have,
 * each by itself; what is ours once more, and the account, when nothing of ours is left to do.
 * @returns whether it is finished.
 */
export async function runErasure(
  services: Services,
  id: ErasureId,
  steps: readonly ErasureStep[] = allSteps,
): Promise<boolean> {
  const lease = await takeErasure(services, id);
  return lease !== null && (await carryOn(services, lease, steps));
}

async function carryOn(services: Services, lease: Lease, steps: readonly ErasureStep[]): Promise<boolean> {
  try {
    const stored = await prepareSteps(services, lease, steps);
    const of = (stage: Stage) => stored.filter(({ step }) => step.stage === stage);
    const shut = await inOrder(of('SHUT'));
    if (shut) {
      for (const each of [...of('ERASE'), ...of('PROCESSORS')]) await runStep(services, lease, each);
    }
    const ours = shut && of('ERASE').every(isDone);
    const gone = ours && (await inOrder(of('ACCOUNT')));
    if (!gone || !stored.every(isDone)) return false;
    await finishErasure(services, lease.id);
    return true;
  } finally {
    await lease.release();
  }

  async function inOrder(some: readonly StoredStep[]): Promise<boolean> {
    for (const each of some) {
      await runStep(services, lease, each);
      if (!isDone(each)) return false;
    }
    return true;
  }
}

const isDone = ({ state }: StoredStep): boolean => state === 'DONE' || state === 'NOT_APPLICABLE';
