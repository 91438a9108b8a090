import type { Services } from '../services.ts';
import { retentionTable } from './table.ts';

export interface RetentionCount {
  id: string;
  count: number;
}

/** How many of each row are due, for a look before the jobs: numbers only. */
export async function countDue(services: Services): Promise<RetentionCount[]> {
  const counts: RetentionCount[] = [];
  for (const { id, keeper } of retentionTable) {
    if (typeof keeper === 'object' && 'count' in keeper && keeper.count) {
      counts.push({ id, count: await keeper.count(services) });
    }
  }
  return counts;
}

/**
 * Takes away whatever is due by this table's own job.
 * @throws AggregateError when rows have failed, after all the others.
 */
export async function applyRetention(services: Services): Promise<RetentionCount[]> {
  const counts: RetentionCount[] = [];
  const failures: unknown[] = [];
  for (const { id, keeper } of retentionTable) {
    if (typeof keeper === 'string' || !('apply' in keeper)) continue;
    try {
      counts.push({ id, count: await keeper.apply(services) });
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'rows of the retention have failed');
  return counts;
}
