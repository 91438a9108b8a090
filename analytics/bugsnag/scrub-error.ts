import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import Bugsnag, { type Client } from '@bugsnag/js';
import { type Frame, limits, type ReportedError } from './report.ts';

/**
 * An error of this process as class, code and places: no word of its message, which may quote what a doctor wrote, a
 * statement with its values, an address or a path.
 */

/** Bugsnag's own reader of stacks. Closed on every side: it sends nothing, listens to nothing and remembers nothing. */
let reader: Client | undefined;

function stackReader(): Client {
  reader ??= Bugsnag.createClient({
    apiKey: '0'.repeat(32),
    logger: null,
    autoDetectErrors: false,
    autoTrackSessions: false,
    enabledErrorTypes: { unhandledExceptions: false, unhandledRejections: false },
    enabledBreadcrumbTypes: [],
    maxBreadcrumbs: 0,
    sendCode: false,
    hostname: 'konsilium',
    // Nowhere: port 9 discards, and what this client would send is refused before.
    endpoints: { notify: 'http://127.0.0.1:9', sessions: 'http://127.0.0.1:9' },
    onError: () => false,
    onSession: () => false,
  });
  return reader;
}

/** Itself and its causes, outermost first. Never throws. */
export function scrubError(thrown: unknown): ReportedError[] {
  const errors: ReportedError[] = [];
  const seen = new Set<unknown>();
  let next = thrown;
  while (next !== undefined && next !== null && !seen.has(next) && errors.length < limits.causes) {
    seen.add(next);
    errors.push(scrubOne(next));
    next = next instanceof Error ? next.cause : undefined;
  }
  return errors.length > 0 ? errors : [scrubOne(thrown)];
}

function scrubOne(thrown: unknown): ReportedError {
  if (!(thrown instanceof Error)) return { class: 'NotAnError', code: null, frames: [] };
  try {
    return { class: classOf(thrown), code: codeOf(thrown), frames: framesOf(thrown) };
  } catch {
    return { class: 'UnreadableError', code: null, frames: [] };
  }
}

/** The class as the program declares it; a name that was set on the error could be anything. */
function classOf(error: Error): string {
  const { name } = error.constructor;
  return /^[A-Z][A-Za-z]{0,50}(Error|Exception)$/.test(name) ? name : 'Error';
}

/** Codes of PostgreSQL (five signs), of Prisma (P and four digits), of Node and of ours (words in capitals). */
function codeOf(error: Error): string | null {
  const code = 'code' in error ? error.code : null;
  if (typeof code !== 'string') return null;
  if (/^P\d{4}$/.test(code)) return code;
  // https://www.postgresql.org/docs/current/errcodes-appendix.html: class and condition.
  if (/^[0-9A-HXP][0-9A-Z][0-9A-Z]{3}$/.test(code) && /\d/.test(code)) return code;
  return /^(E[A-Z0-9]{3,15}|ERR_[A-Z_]{3,50}|UND_ERR_[A-Z_]{3,40}|[A-Z]{2,20}(_[A-Z]{2,20}){1,4})$/.test(code)
    ? code
    : null;
}

function framesOf(error: Error): Frame[] {
  const { places, named } = placesOf(error);
  if (places === '') return [];
  const bare = new Error();
  bare.stack = `Error\n${places}`;
  const handled = { severity: 'error', unhandled: false, severityReason: { type: 'handledException' } };
  const [read] = stackReader().Event.create(bare, true, handled, 'scrub', 0).errors;
  return (read?.stacktrace ?? []).slice(0, limits.frames).map((frame) => ({
    file: fileOf(frame.file),
    line: whole(frame.lineNumber),
    column: whole(frame.columnNumber),
    method:
      named && frame.method && /^(async |new )?[\w$.#<>]{1,100}$/.test(frame.method) ? frame.method : null,
  }));
}

/**
 * The lines of the stack that are places. A message of several lines can look like places: where the stack does not
 * begin with the message as it is, the names in it are not believed, and files only where they exist.
 */
function placesOf(error: Error): { places: string; named: boolean } {
  const stack = typeof error.stack === 'string' ? error.stack : '';
  const at = error.message === '' ? -1 : stack.indexOf(error.message);
  const head = error.message === '' ? 0 : at + error.message.length;
  const named = (at >= 0 && at <= 200) || (error.message === '' && /^\w*\n/.test(stack));
  const lines = (at < 0 ? stack : stack.slice(head)).split('\n').filter((line) => /^\s+at /.test(line));
  return { places: lines.slice(0, limits.frames).join('\n'), named };
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const existing = new Map<string, boolean>();

/** Relative to the project, and only what is there; everything else is `elsewhere`. */
function fileOf(file: string): string {
  if (/^node:[\w/]+$/.test(file)) return file;
  const place = file.startsWith('file://') ? fileURLToPath(file) : file;
  const within = path.isAbsolute(place) ? path.relative(root, place) : '';
  if (!/^(?!\.\.)[\w./@+-]+\.[cm]?[jt]sx?$/.test(within) || within.length > 300) return 'elsewhere';
  let exists = existing.get(within);
  if (exists === undefined) {
    exists = existsSync(path.join(root, within));
    if (existing.size < 2000) existing.set(within, exists);
  }
  return exists ? within : 'elsewhere';
}

function whole(value: number | undefined): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 10_000_000
    ? value
    : null;
}
