import { processors } from '../../analytics/processors.ts';
import type { TechnicalAdminGrant } from '../access/grants.ts';
import type { Services } from '../services.ts';
import { isConfigured } from './configured.ts';
import type { QueueState } from './types.ts';

/** How it goes with each processor, for technical admins: numbers, hours and closed words. */
export async function listQueues(
  { db, config }: Services,
  _grant: TechnicalAdminGrant,
): Promise<QueueState[]> {
  const states = await db.service.processorState.findMany({
    select: {
      processor: true,
      failures: true,
      retryAt: true,
      lastAnswer: true,
      lastAnswerAt: true,
      delivered: true,
      dropped: true,
    },
  });
  const waiting = await db.service.outboxItem.groupBy({
    by: ['processor', 'setAside'],
    _count: { _all: true },
    _min: { hour: true },
  });
  return processors.flatMap((processor) => {
    const state = states.find((one) => one.processor === processor);
    if (!state) return [];
    const rows = waiting.filter((row) => row.processor === processor);
    const live = rows.find(({ setAside }) => setAside === null);
    const aside = rows.filter(({ setAside }) => setAside !== null);
    return [
      {
        ...state,
        configured: isConfigured(config, processor),
        waiting: live?._count._all ?? 0,
        oldestHour: live?._min.hour ?? null,
        setAside: aside.reduce((sum, row) => sum + row._count._all, 0),
        setAsideAnswers: aside.flatMap(({ setAside }) => setAside ?? []),
        delivered: Number(state.delivered),
        dropped: Number(state.dropped),
      },
    ];
  });
}
