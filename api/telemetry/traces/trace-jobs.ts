import type { TaskList } from 'graphile-worker';
import { OpenTrace, within } from './open-trace.ts';
import type { FinishTrace } from './tracing.ts';

/** Jobs that tend the service as a whole. What any other one does may follow from something anonymous. */
const tending = new Set([
  'tend_claims',
  'forget_order',
  'forget_order_at_night',
  'expire_lookups',
  'checkpoint_audit',
]);

/** The same jobs, each run followed to its end. Payloads are not looked at. */
export function traceJobs(tasks: TaskList, finish: FinishTrace): TaskList {
  return Object.fromEntries(
    Object.entries(tasks).map(([name, task]) => [
      name,
      async (...args: Parameters<NonNullable<typeof task>>) => {
        const trace = new OpenTrace();
        if (tending.has(name)) trace.cover = { kind: 'hour', pseudonym: null };
        trace.failed = true;
        try {
          const result = await within(trace, () => task?.(...args));
          trace.failed = false;
          return result;
        } finally {
          finish(trace, { 'job.name': name });
        }
      },
    ]),
  );
}
