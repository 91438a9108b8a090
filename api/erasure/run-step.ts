import type { ErasureStepState } from '../../prisma/client/enums.ts';
import type { Services } from '../services.ts';
import type { Lease } from './lease.ts';
import { readPseudonyms } from './pseudonyms.ts';
import { tellOfRefusal } from './tell-of-refusals.ts';
import type { ErasureStep, StepContext, StepOutcome } from './types.ts';

/** A step and how it stands; brought up to date by `runStep`. */
export interface StoredStep {
  readonly step: ErasureStep;
  state: ErasureStepState;
  attempts: number;
  note: string | null;
  nextTry: Date | null;
}

/** The steps of an erasure as they stand, in their order; those that a newer version has brought are added. */
export async function prepareSteps(
  { db }: Services,
  { id }: Lease,
  steps: readonly ErasureStep[],
): Promise<StoredStep[]> {
  await db.service.erasureStep.createMany({
    data: steps.map(({ name }) => ({ erasureId: id, name })),
    skipDuplicates: true,
  });
  const rows = await db.service.erasureStep.findMany({
    where: { erasureId: id },
    select: { name: true, state: true, attempts: true, note: true, nextTry: true },
  });
  const known = new Map(rows.map((row) => [row.name, row]));
  return steps.map((step) => {
    const row = known.get(step.name);
    if (!row) throw new Error('a step that was not stored');
    const { state, attempts, note, nextTry } = row;
    return { step, state, attempts, note, nextTry };
  });
}

/** Runs a step if it is its time, and writes down how it ended. What it throws is an attempt that failed. */
export async function runStep(services: Services, lease: Lease, stored: StoredStep): Promise<void> {
  const { step } = stored;
  const now = services.clock.now();
  const due = stored.nextTry === null || stored.nextTry <= now;
  if ((stored.state !== 'PENDING' && stored.state !== 'WAITING') || !due) return;
  await lease.renew();
  const point = async (name: string) => services.atFaultPoint?.(name);
  await point(`${step.name}:before`);
  const outcome = await attempt(services, contextOf(services, lease, stored, point), stored);
  if (isOver(outcome)) await point(`${step.name}:after`);
  await writeDown(services, lease, stored, outcome);
}

const isOver = ({ state }: StepOutcome): boolean => state === 'DONE' || state === 'NOT_APPLICABLE';

async function attempt(
  { logger }: Services,
  context: StepContext,
  { step }: StoredStep,
): Promise<StepOutcome> {
  try {
    return await step.run(context);
  } catch (err) {
    logger.error({ err, step: step.name }, 'a step of an erasure failed');
    return { state: 'AGAIN', answer: `FAILED ${codeOf(err)}`, retryAfterMs: null };
  }
}

const minuteInMs = 60_000;

/** Half a minute, then twice as long each time, at most an hour. */
export function pauseAfter(attempts: number): number {
  return Math.min(2 ** Math.min(attempts - 2, 10), 60) * minuteInMs;
}

async function writeDown(
  services: Services,
  { id }: Lease,
  stored: StoredStep,
  outcome: StepOutcome,
): Promise<void> {
  const { db, clock } = services;
  const over = isOver(outcome);
  stored.state = outcome.state === 'AGAIN' ? 'WAITING' : outcome.state;
  stored.attempts += outcome.state === 'AGAIN' || outcome.state === 'REFUSED' ? 1 : 0;
  stored.nextTry = nextTryOf(outcome, stored.attempts, clock.now());
  if (over) stored.note = null;
  await db.service.$transaction(async (tx) => {
    if (outcome.state === 'REFUSED') await tellOfRefusal(services, tx);
    await tx.erasureStep.updateMany({
      where: { erasureId: id, name: stored.step.name },
      data: {
        state: stored.state,
        attempts: stored.attempts,
        nextTry: stored.nextTry,
        answer: outcome.answer?.slice(0, 300) ?? null,
        ...(over ? { note: null } : {}),
      },
    });
  });
}

function nextTryOf(outcome: StepOutcome, attempts: number, now: Date): Date | null {
  if (outcome.state === 'WAITING') return outcome.nextTry;
  if (outcome.state !== 'AGAIN') return null;
  const asked = Math.min(outcome.retryAfterMs ?? 0, 24 * 60 * minuteInMs);
  return new Date(now.getTime() + Math.max(pauseAfter(attempts), asked));
}

function contextOf(
  services: Services,
  lease: Lease,
  stored: StoredStep,
  point: StepContext['point'],
): StepContext {
  const { step } = stored;
  return {
    services,
    erasureId: lease.id,
    startedAt: lease.startedAt,
    accountIsGone: lease.physicianId === null,
    point,
    get physicianId() {
      if (!lease.physicianId) throw new Error('the account is gone already');
      return lease.physicianId;
    },
    get note() {
      return stored.note;
    },
    async setNote(note) {
      await services.db.service.erasureStep.updateMany({
        where: { erasureId: lease.id, name: step.name },
        data: { note },
      });
      stored.note = note;
    },
    pseudonymsAt: (processor) => readPseudonyms(services, lease.id, processor),
  };
}

/** Nothing of the message, which may quote what the step worked on. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'UNKNOWN';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
