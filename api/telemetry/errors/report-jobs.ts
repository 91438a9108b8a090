import type { TaskList } from 'graphile-worker';
import type { ErrorReporter } from './report-errors.ts';

/** The same jobs; one that fails is reported by its name and fails as before. Payloads are not looked at. */
export function reportJobs(tasks: TaskList, reporter: ErrorReporter): TaskList {
  return Object.fromEntries(
    Object.entries(tasks).map(([name, task]) => [
      name,
      async (...args: Parameters<NonNullable<typeof task>>) => {
        try {
          return await task?.(...args);
        } catch (error) {
          reporter.report(error, { context: `job ${name}` });
          throw error;
        }
      },
    ]),
  );
}
