import { type Outcome, retryAfterMs } from '../delivery.ts';
import type { ErrorReport } from './report.ts';

export const largestBatch = 10;

export interface BugsnagSettings {
  apiKey: string;
  /** Without a slash at its end. */
  notifyUrl: string;
  /** How long a whole request may take. */
  timeoutMs: number;
}

export interface BugsnagEvent {
  report: ErrorReport;
  /** A pseudonym at Bugsnag; null: nobody's. */
  pseudonym: string | null;
  /** A whole hour. */
  hour: Date;
}

/**
 * Sends reports as Bugsnag's error reporting API wants them (payload version 4). The event is written here by name, so
 * that nothing is in it that a library might add. Never rejects.
 */
export async function sendToBugsnag(
  { apiKey, notifyUrl, timeoutMs }: BugsnagSettings,
  events: readonly BugsnagEvent[],
): Promise<Outcome> {
  try {
    const response = await fetch(`${notifyUrl}/`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'bugsnag-api-key': apiKey,
        'bugsnag-payload-version': '4',
        'bugsnag-sent-at': new Date().toISOString(),
      },
      body: JSON.stringify({ apiKey, payloadVersion: '4', notifier, events: events.map(toWire) }),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.arrayBuffer();
    return judge(response);
  } catch (error) {
    const late = error instanceof Error && error.name === 'TimeoutError';
    return { kind: 'later', answer: late ? 'TIMEOUT' : 'UNREACHABLE', retryAfterMs: null };
  }
}

const notifier = { name: 'Konsilium', version: '1', url: 'https://www.bugsnag.com/' };

/** The only machine there is, as far as Bugsnag knows. */
const hostname = 'konsilium';

function toWire({ report, pseudonym, hour }: BugsnagEvent) {
  const { side, context, unhandled, release, errors } = report;
  return {
    payloadVersion: '4',
    context,
    severity: 'error',
    unhandled,
    severityReason: { type: unhandled ? 'unhandledException' : 'handledException' },
    exceptions: errors.map((error) => ({
      errorClass: error.class,
      message: error.code ?? '',
      type: side === 'server' ? 'nodejs' : 'browserjs',
      stacktrace: error.frames.map(({ file, line, column, method }) => ({
        file,
        ...(line === null ? {} : { lineNumber: line }),
        ...(column === null ? {} : { columnNumber: column }),
        ...(method === null ? {} : { method }),
        inProject: !/^(node:|node_modules\/|elsewhere$)/.test(file),
      })),
    })),
    breadcrumbs: [],
    metaData: {},
    app: { type: side, releaseStage: release },
    device: { hostname, time: hour.toISOString() },
    ...(pseudonym === null ? {} : { user: { id: pseudonym } }),
  };
}

/** Bugsnag says yes with a bare 200 or 202; a proxy's page that says 200 is none. */
function judge({ status, headers }: Response): Outcome {
  const answer = `HTTP ${status}`;
  const isPage = headers.get('content-type')?.startsWith('text/html') ?? false;
  if ((status === 200 || status === 202) && !isPage) return { kind: 'accepted' };
  if (status === 400 || status === 413) return { kind: 'rejected', answer };
  const wait = retryAfterMs(headers.get('retry-after'), Date.now());
  return { kind: 'later', answer: isPage ? 'NONSENSE' : answer, retryAfterMs: wait };
}
