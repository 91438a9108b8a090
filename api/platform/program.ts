import { PlainError } from './plain-error.ts';

/**
 * Runs a program that lives until it is told to stop. `start` answers how to stop; signals that arrive while it is
 * still starting are remembered, so that no database is left behind.
 */
export function runAsProgram(start: () => Promise<() => Promise<void>>): void {
  let stop: (() => Promise<void>) | undefined;
  let stopping = false;
  let asked = false;

  const end = async () => {
    if (!stop || stopping) return;
    stopping = true;
    await stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      asked = true;
      end().catch(failProgram);
    });
  }
  start()
    .then((stopIt) => {
      stop = stopIt;
      return asked ? end() : undefined;
    })
    .catch(failProgram);
}

/** One clear sentence for what its reader can mend, the stack for the rest. */
export function failProgram(error: unknown): never {
  const text = error instanceof PlainError || !(error instanceof Error) ? String(error) : error.stack;
  process.stderr.write(`${error instanceof PlainError ? error.message : text}\n`);
  process.exit(1);
}
