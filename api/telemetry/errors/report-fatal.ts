import { failProgram } from '../../platform/program.ts';
import type { Services } from '../../services.ts';

const withinMs = 2000;

/** Lets the error that ends this process be reported before it does. Without Bugsnag the process ends as Node ends it. */
export function reportFatal({ errors }: Services): void {
  if (!errors) return;
  process.once('uncaughtException', (error) => {
    errors.report(error, { context: 'process', unhandled: true });
    setTimeout(() => failProgram(error), withinMs);
    errors.flush().finally(() => failProgram(error));
  });
}
