import { PlainError } from './plain-error.ts';

/**
 * Runs a program that lives until it is told to stop. `start` answers how to stop.
 * @param start is handed a signal that is raised when the program is told to stop while it is still starting. It then
 * gives back what it has taken and throws (`throwIfAborted`), or goes on to its end and is stopped there.
 */
export function runAsProgram(start: (told: AbortSignal) => Promise<() => Promise<void>>): void {
  const told = new AbortController();
  let stop: (() => Promise<void>) | undefined;
  let stopping = false;

  const end = async () => {
    if (!stop || stopping) return;
    stopping = true;
    await stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      told.abort();
      end().catch(failProgram);
    });
  }
  start(told.signal)
    .then((stopIt) => {
      stop = stopIt;
      return told.signal.aborted ? end() : undefined;
    })
    // Whatever breaks while it is being stopped, Ctrl-C in the terminal reached the programs it had called, too.
    .catch((error) => (told.signal.aborted ? process.exit(0) : failProgram(error)));
}

/** Ends the process with the work, once all has been printed: idle timers of libraries would keep it for seconds more. */
export function runAsCommand(work: Promise<unknown>): void {
  work.then(() => process.stdout.write('', () => process.exit())).catch(failProgram);
}

/** One clear sentence for what its reader can mend, the stack for the rest. */
export function failProgram(error: unknown): never {
  process.stderr.write(`${sentenceFor(error)}\n`);
  process.exit(1);
}

const troubles: Record<string, string> = {
  ENOSPC: 'There is no space left on the disk.',
  EDQUOT: 'The disk quota is used up.',
  EROFS: 'The disk can only be read, not written to.',
};

function sentenceFor(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof PlainError) return error.message;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  // PostgreSQL's word for it, whichever library hands it on.
  const trouble = troubles[/No space left on device/.test(error.message) ? 'ENOSPC' : code];
  return trouble ?? error.stack ?? error.message;
}
