import { newId } from '../platform/ids.ts';
import type { Services } from '../services.ts';
import { heapsOf, startOfDay } from './release-policy.ts';

/**
 * The nightly job on the marks of anonymous acts: counts those of days that are over, puts into the queue what may be
 * told (see `heapsOf`), and forgets them all. In one transaction: a crash leaves the marks as they were.
 * @returns how many acts are told and how many are let go of.
 */
export async function releaseCounts({
  db,
  clock,
  config,
}: Services): Promise<{ told: number; left: number }> {
  const today = startOfDay(clock.now());
  return db.service.$transaction(async (tx) => {
    const marks = await tx.$queryRaw<{ payload: string; hour: Date }[]>`
      DELETE FROM telemetry.anonymous_mark WHERE hour < ${today}::timestamptz RETURNING payload, hour`;
    const heaps = config.mixpanel ? heapsOf(marks) : [];
    if (heaps.length > 0) {
      await tx.outboxItem.createMany({
        data: heaps.map(({ payload, hour, count }) => ({
          id: newId(),
          processor: 'MIXPANEL' as const,
          payload: JSON.stringify({ ...JSON.parse(payload), count }),
          hour,
        })),
      });
    }
    const told = heaps.reduce((sum, { count }) => sum + count, 0);
    return { told, left: marks.length - told };
  });
}
