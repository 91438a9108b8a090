import { randomInt } from 'node:crypto';
import { type ErrorReport, errorReport } from '../../../analytics/bugsnag/report.ts';
import { scrubError } from '../../../analytics/bugsnag/scrub-error.ts';
import { pseudonymFor } from '../../identity/pseudonyms.ts';
import { toHour } from '../../platform/clock.ts';
import type { PhysicianId } from '../../platform/ids.ts';
import type { Services } from '../../services.ts';
import { enqueue } from '../outbox.ts';

/** Where an error happened, in names of our own, never in anything that was sent. */
export interface Circumstances {
  /** Such as `graphql physician consultation`. */
  context: string;
  /** It reached nobody who expected it. */
  unhandled?: boolean;
  /**
   * Who met it, where nothing in what she did can be done anonymously: then, if she agrees, her pseudonym goes with it.
   */
  physician?: PhysicianId | null;
}

/** Errors on their way to Bugsnag. Nothing of it throws, and nobody waits for it. */
export interface ErrorReporter {
  /** Cuts the error down at once; nothing else of it is kept. */
  report(thrown: unknown, circumstances: Circumstances): void;
  /** As `report`, for one that was cut down elsewhere. */
  add(report: ErrorReport, physician: PhysicianId | null): void;
  /** Ends when what was reported so far has been put into the queue, or cannot be. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

export const reportLimits = {
  /** Reports in memory that the database has not taken yet. */
  waiting: 500,
  /** The same error at the same place, in one hour. */
  perErrorAndHour: 20,
  /** Reports leave at a random moment of this time after the end of their hour. */
  lateByMs: 600_000,
} as const;

const hourMs = 3_600_000;
const retryMs = 15_000;
const closeWithinMs = 2000;

interface Waiting {
  report: ErrorReport;
  physician: PhysicianId | null;
  hour: Date;
}

/**
 * An error is a row in the queue of its own short transaction: that of the act has failed. While the database is away
 * reports wait in memory, up to a limit; what is dropped is counted in the log. Where Bugsnag has no key there is none.
 */
export function openErrorReporter(services: () => Services): ErrorReporter | null {
  const { config } = services();
  if (!config.bugsnag) return null;
  const release = config.production ? 'production' : 'development';
  const waiting: Waiting[] = [];
  const seen = new Map<string, number>();
  let seenHour = 0;
  let dropped = 0;
  let running: Promise<void> | null = null;
  let timer: NodeJS.Timeout | null = null;

  return { report, add, flush, close };

  function report(thrown: unknown, { context, unhandled = false, physician = null }: Circumstances): void {
    const parsed = errorReport.safeParse({
      side: 'server',
      context,
      unhandled,
      release,
      errors: scrubError(thrown),
    });
    if (parsed.success) add(parsed.data, physician);
    else services().logger.error('an error could not be made fit to be reported');
  }

  function add(one: ErrorReport, physician: PhysicianId | null): void {
    const hour = toHour(services().clock.now());
    if (isTooOften(one, hour) || waiting.length >= reportLimits.waiting) {
      dropped += 1;
      return;
    }
    waiting.push({ report: one, physician, hour });
    void flush();
  }

  function isTooOften({ context, errors }: ErrorReport, hour: Date): boolean {
    if (seenHour !== hour.getTime()) {
      seenHour = hour.getTime();
      seen.clear();
      if (dropped > 0) services().logger.warn({ dropped }, 'errors were not reported: too many of a kind');
      dropped = 0;
    }
    const [first] = errors;
    const kind = JSON.stringify([context, first?.class, first?.code, first?.frames[0]]);
    const count = (seen.get(kind) ?? 0) + 1;
    if (seen.size < 1000 || seen.has(kind)) seen.set(kind, count);
    return count > reportLimits.perErrorAndHour;
  }

  function flush(): Promise<void> {
    running ??= store().finally(() => {
      running = null;
    });
    return running;
  }

  async function store(): Promise<void> {
    for (let next = waiting[0]; next; next = waiting[0]) {
      try {
        await put(services(), next);
        waiting.shift();
      } catch {
        timer ??= setTimeout(() => {
          timer = null;
          void flush();
        }, retryMs).unref();
        return;
      }
    }
  }

  async function close(): Promise<void> {
    if (timer) clearTimeout(timer);
    let limit: NodeJS.Timeout | undefined;
    await Promise.race([
      flush(),
      new Promise((resolve) => {
        limit = setTimeout(resolve, closeWithinMs);
      }),
    ]);
    clearTimeout(limit);
    if (timer) clearTimeout(timer);
    if (waiting.length > 0) services().logger.warn({ dropped: waiting.length }, 'errors were not reported');
    waiting.length = 0;
  }
}

/** With the hour for its time, to leave when that is over: nobody at Bugsnag learns when it was. */
async function put(services: Services, { report, physician, hour }: Waiting): Promise<void> {
  const own = physician && (await pseudonymFor(services, physician, 'BUGSNAG').catch(() => null));
  await enqueue(
    services.db.service,
    services,
    { processor: 'BUGSNAG', payload: JSON.stringify(report), pseudonymId: own?.id ?? null },
    { hour, notBefore: new Date(hour.getTime() + hourMs + randomInt(reportLimits.lateByMs)) },
  );
}
