import type { StepContext, StepOutcome } from './types.ts';

/** How long Honeycomb keeps what it was sent, unless the operator has agreed otherwise with it. */
const retentionDays = 60;

/**
 * Honeycomb deletes no single event. Her pseudonym is gone, so that what it has belongs to nobody, and it ends by itself
 * on the day that is recorded.
 */
export async function unlinkAtHoneycomb({
  services,
  startedAt,
  pseudonymsAt,
}: StepContext): Promise<StepOutcome> {
  if ((await pseudonymsAt('HONEYCOMB')).length === 0)
    return { state: 'NOT_APPLICABLE', answer: 'NOTHING_SENT' };
  const from = Math.max(startedAt.getTime(), services.clock.now().getTime());
  const ends = new Date(from + retentionDays * 24 * 3_600_000);
  return { state: 'DONE', answer: `UNLINKED ${ends.toISOString().slice(0, 10)}` };
}
