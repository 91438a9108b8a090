import { z } from 'zod';
import {
  type BugsnagDeletionSettings,
  confirmDeletion,
  createDeletion,
  readDeletion,
} from '../../analytics/bugsnag/erase.ts';
import { failed } from './at-mixpanel.ts';
import type { StepContext, StepOutcome } from './types.ts';

const timeoutMs = 15_000;
const pollAfterMs = 5 * 60_000;

/** How far it has come: which of her pseudonyms (she has one, as a rule) is being deleted, by which deletion of Bugsnag's. */
const note = z.object({ at: z.int().min(0), deletion: z.string().nullable() });
type Progress = z.infer<typeof note>;

/**
 * Her errors there: created, confirmed, and asked for until Bugsnag says COMPLETED. A deletion that was created right
 * before a crash, and whose number was lost, expires without having deleted anything; another one is created.
 */
export async function deleteBugsnagErrors(context: StepContext): Promise<StepOutcome> {
  const pseudonyms = await context.pseudonymsAt('BUGSNAG');
  if (pseudonyms.length === 0) return { state: 'NOT_APPLICABLE', answer: 'NOTHING_SENT' };
  const settings = settingsOf(context);
  if (!settings) return { state: 'REFUSED', answer: 'NOT_CONFIGURED' };
  const progress: Progress =
    context.note === null ? { at: 0, deletion: null } : note.parse(JSON.parse(context.note));
  const pseudonym = pseudonyms[progress.at];
  if (pseudonym === undefined) return { state: 'DONE', answer: 'COMPLETED' };
  if (progress.deletion === null) return create(context, settings, progress, pseudonym);

  await context.point('bugsnag:poll');
  const seen = await readDeletion(settings, progress.deletion);
  await context.point('bugsnag:polled');
  if (seen.kind === 'refused') {
    // It may know this deletion no more: the next try creates another.
    await context.setNote(JSON.stringify({ ...progress, deletion: null }));
  }
  if (seen.kind !== 'ok') return failed(seen);
  switch (seen.value.status) {
    case 'AWAITING_CONFIRMATION': {
      await context.point('bugsnag:confirm');
      const confirmed = await confirmDeletion(settings, progress.deletion);
      await context.point('bugsnag:confirmed');
      return confirmed.kind === 'ok' ? later(context, 'ACCEPTED') : failed(confirmed);
    }
    case 'COMPLETED':
      await context.setNote(JSON.stringify({ at: progress.at + 1, deletion: null }));
      return progress.at + 1 < pseudonyms.length
        ? later(context, 'COMPLETED')
        : { state: 'DONE', answer: 'COMPLETED' };
    case 'EXPIRED':
      await context.setNote(JSON.stringify({ ...progress, deletion: null }));
      return later(context, 'EXPIRED');
    default:
      return later(context, seen.value.status);
  }
}

async function create(
  context: StepContext,
  settings: BugsnagDeletionSettings,
  progress: Progress,
  pseudonym: string,
): Promise<StepOutcome> {
  await context.point('bugsnag:create');
  const created = await createDeletion(settings, pseudonym);
  await context.point('bugsnag:created');
  if (created.kind !== 'ok') return failed(created);
  // Before it is confirmed: a confirmed deletion that nobody knows of could not be followed.
  await context.setNote(JSON.stringify({ ...progress, deletion: created.value.id }));
  return later(context, created.value.status);
}

function settingsOf({ services }: StepContext): BugsnagDeletionSettings | null {
  const { bugsnagDeletion } = services.config;
  return bugsnagDeletion ? { ...bugsnagDeletion, timeoutMs } : null;
}

function later({ services }: StepContext, answer: string): StepOutcome {
  return { state: 'WAITING', answer, nextTry: new Date(services.clock.now().getTime() + pollAfterMs) };
}
