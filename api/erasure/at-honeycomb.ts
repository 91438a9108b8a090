import { dayInMs } from '../platform/clock.ts';
import type { StepContext, StepOutcome } from './types.ts';

/**
 * Honeycomb deletes no single event. Her pseudonym is gone, so that what it has belongs to nobody, and it ends by itself
 * on the day that is recorded.
 */
export async function unlinkAtHoneycomb({
  services: { clock, config },
  startedAt,
  pseudonymsAt,
}: StepContext): Promise<StepOutcome> {
  if ((await pseudonymsAt('HONEYCOMB')).length === 0)
    return { state: 'NOT_APPLICABLE', answer: 'NOTHING_SENT' };
  const from = Math.max(startedAt.getTime(), clock.now().getTime());
  const ends = new Date(from + config.honeycombRetentionDays * dayInMs);
  return { state: 'DONE', answer: `UNLINKED ${ends.toISOString().slice(0, 10)}` };
}
