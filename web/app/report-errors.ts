/**
 * Tells our own server that a page broke: class of the error, places in our scripts and which page, never a message,
 * which may quote what she is writing. The browser speaks to nobody else. Whether anything is sent on is the server's matter.
 */

const endpoint = '/telemetry/browser-errors';
/** A page that breaks in a loop is told of a few times. */
const mostReports = 5;

/** As the server knows them. What is none of these is `other`. */
const pages = [
  '/mine',
  '/ask',
  '/settings',
  '/sign-in',
  '/register',
  '/transparency',
  '/consent-form',
  '/privacy/processors',
  '/privacy/anonymity',
  '/privacy/retention',
  '/privacy',
  '/terms',
  '/erasure',
  '/withdraw-image',
  '/moderation',
  '/operations',
];

export type ErrorKind = 'error' | 'rejection' | 'rendering';

interface Place {
  file: string;
  line: number;
  column: number;
}

const told = new Set<string>();

/** Which of the site's pages an address is of; nothing of the address itself. */
export function pageOf(pathname: string): string {
  if (pathname === '/') return '/';
  if (/^\/consultations\/[^/]+$/.test(pathname)) return '/consultations/:id';
  return pages.find((page) => pathname === page || pathname.startsWith(`${page}/`)) ?? 'other';
}

/** Places in scripts that this site serves, from a stack as Chromium, Firefox or Safari writes it. */
export function placesIn(stack: string, origin: string): Place[] {
  const places: Place[] = [];
  for (const line of stack.split('\n').slice(0, 60)) {
    const place = line.split(/[\s()@]/).findLast((part) => part !== '') ?? '';
    const [, address = '', row, column] = place.match(/^(https?:\/\/.+):(\d{1,7}):(\d{1,7})$/) ?? [];
    if (!address.startsWith(`${origin}/assets/`)) continue;
    const [file = ''] = address.slice(origin.length + 1).split(/[?#]/, 1);
    if (file.length <= 100) places.push({ file, line: Number(row), column: Number(column) });
  }
  return places.slice(0, 30);
}

/** Never throws and never waits. */
export function reportError(error: unknown, kind: ErrorKind): void {
  try {
    const isError = error instanceof Error || error instanceof DOMException;
    // An end that she or the network made is no error of ours.
    if (isError && error.name === 'AbortError') return;
    const frames = isError ? placesIn(error.stack ?? '', window.location.origin) : [];
    const name = isError ? error.name.slice(0, 100) : 'Error';
    const body = JSON.stringify({ class: name, page: pageOf(window.location.pathname), kind, frames });
    if (told.has(body) || told.size >= mostReports) return;
    told.add(body);
    fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-requested-with': 'konsilium' },
      credentials: 'same-origin',
      keepalive: true,
      body,
    }).catch(() => undefined);
  } catch {
    // What reports errors must not make any.
  }
}

/** Listens for what nobody caught. */
export function watchErrors(): void {
  window.addEventListener('error', ({ error }) => reportError(error, 'error'));
  window.addEventListener('unhandledrejection', ({ reason }) => reportError(reason, 'rejection'));
}
