import type { Deletion } from '../../analytics/deletion-call.ts';
import {
  deleteProfiles,
  type MixpanelDeletionSettings,
  readDeletion,
  requestDeletion,
} from '../../analytics/mixpanel/erase.ts';
import type { StepContext, StepOutcome } from './types.ts';

const timeoutMs = 15_000;
const minuteInMs = 60_000;
/** What was being sent at the moment of shutting has arrived by then; a deletion does not cover what comes later. */
const settledAfterMs = 15 * minuteInMs;
const pollAfterMs = 20 * minuteInMs;

/** Her profile there. We never make one; some project setting might. */
export async function deleteMixpanelProfile(context: StepContext): Promise<StepOutcome> {
  const ids = await context.pseudonymsAt('MIXPANEL');
  if (ids.length === 0) return { state: 'NOT_APPLICABLE', answer: 'NOTHING_SENT' };
  const { mixpanel } = context.services.config;
  if (!mixpanel) return { state: 'REFUSED', answer: 'NOT_CONFIGURED' };
  const early = beforeSettled(context);
  if (early) return early;
  await context.point('mixpanel_profile:call');
  const answer = await deleteProfiles({ ...mixpanel, timeoutMs }, ids);
  await context.point('mixpanel_profile:answered');
  return answer.kind === 'ok' ? { state: 'DONE' } : failed(answer);
}

/** Everything under her pseudonym there, until Mixpanel says SUCCESS. The note is the number of its deletion. */
export async function deleteMixpanelEvents(context: StepContext): Promise<StepOutcome> {
  const ids = await context.pseudonymsAt('MIXPANEL');
  if (ids.length === 0) return { state: 'NOT_APPLICABLE', answer: 'NOTHING_SENT' };
  const settings = settingsOf(context);
  if (!settings) return { state: 'REFUSED', answer: 'NOT_CONFIGURED' };
  const early = beforeSettled(context);
  if (early) return early;
  if (context.note === null) {
    await context.point('mixpanel_events:request');
    const requested = await requestDeletion(settings, ids);
    await context.point('mixpanel_events:requested');
    if (requested.kind !== 'ok') return failed(requested);
    await context.setNote(requested.value);
    return poll(context, 'PENDING');
  }
  await context.point('mixpanel_events:poll');
  const answer = await readDeletion(settings, context.note);
  await context.point('mixpanel_events:polled');
  // After a no, of whatever kind, the next try asks for a deletion of its own.
  if (answer.kind === 'refused') await context.setNote(null);
  if (answer.kind !== 'ok') return failed(answer);
  switch (answer.value) {
    case 'SUCCESS':
      return { state: 'DONE', answer: 'SUCCESS' };
    case 'FAILURE':
    case 'REVOKED':
    case 'NOT_FOUND':
      await context.setNote(null);
      return { state: 'REFUSED', answer: answer.value };
    default:
      return poll(context, answer.value);
  }
}

function settingsOf({ services }: StepContext): MixpanelDeletionSettings | null {
  const { mixpanel } = services.config;
  return mixpanel?.gdprToken ? { ...mixpanel, gdprToken: mixpanel.gdprToken, timeoutMs } : null;
}

function beforeSettled({ startedAt, services }: StepContext): StepOutcome | null {
  const nextTry = new Date(startedAt.getTime() + settledAfterMs);
  return services.clock.now() < nextTry ? { state: 'WAITING', answer: 'SETTLING', nextTry } : null;
}

function poll({ services }: StepContext, answer: string): StepOutcome {
  return { state: 'WAITING', answer, nextTry: new Date(services.clock.now().getTime() + pollAfterMs) };
}

/** Of any processor: what was no yes. */
export function failed(answer: Exclude<Deletion<unknown>, { kind: 'ok' }>): StepOutcome {
  return answer.kind === 'refused'
    ? { state: 'REFUSED', answer: answer.answer }
    : { state: 'AGAIN', answer: answer.answer, retryAfterMs: answer.retryAfterMs };
}
