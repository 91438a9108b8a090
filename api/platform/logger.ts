import { type DestinationStream, type Logger, pino } from 'pino';

export type { Logger };

/**
 * Logs ids of requests, codes and durations. Never text, input, addresses, names or an author's id:
 * the serialisers below drop what a library might attach to an error.
 */
export function createLogger(level: string, destination: DestinationStream = pino.destination(1)): Logger {
  return pino(
    {
      level,
      base: null,
      serializers: {
        err: (error: unknown) =>
          error instanceof Error
            ? { type: error.name, code: 'code' in error ? error.code : undefined, stack: frames(error) }
            : { type: typeof error },
      },
    },
    destination,
  );
}

/** The stack without its first lines: an error's message may quote what a doctor wrote. */
function frames(error: Error): string {
  return (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
}
