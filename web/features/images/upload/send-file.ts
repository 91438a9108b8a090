/** How often, and after what pauses, a file is tried to be sent over a bad line. */
const mostAttempts = 9;
const longestWait = 20_000;
/** An attempt whose upload stands still for so long is given up and begun anew. */
const stalledAfter = 30_000;
/** How long the server may take with a file that has arrived: others may be before it. */
const longestPreparation = 120_000;

export interface StoredFile {
  id: string;
}

/** refused: the server read it and said no, in the reader's language; trying again would not help. */
export type SendOutcome =
  | { kind: 'stored'; file: StoredFile }
  | { kind: 'refused'; message: string }
  | { kind: 'signed-out' }
  /** She has to accept the terms first. */
  | { kind: 'terms' }
  | { kind: 'gave-up' };

/** isTurn: nothing went wrong, but others of hers are before it, from another tab for instance. */
type Attempt = SendOutcome | { kind: 'retry'; after: number; isTurn?: boolean };

/** The server takes three files of a member at a time. */
const mostAtOnce = 2;
let atOnce = 0;
const queue: (() => void)[] = [];

export interface SendOptions {
  path: '/images' | '/images/forms';
  body: Blob;
  /** The same at every attempt: the server then keeps one file, whichever of its answers got lost. */
  uploadId: string;
  language: string;
  /** For whom the page was drawn, in the session that there is by then. */
  drawnFor(): string | null;
  signal: AbortSignal;
  /** From 0 to 1, of the attempt under way. */
  onProgress(share: number): void;
  /** All of it has arrived; the server decodes it now, and may yet refuse it. */
  onArrived(): void;
  /** Between two attempts, while the line is down. */
  onWaiting(): void;
}

/** The pause before attempt `attempt` (from 1), in milliseconds: doubling, half of it at random. */
export function pauseBefore(attempt: number, random = Math.random()): number {
  const full = Math.min(longestWait, 1000 * 2 ** (attempt - 1));
  return full / 2 + (full / 2) * random;
}

/**
 * Sends a file until it is stored or refused, or nine attempts have failed; while the browser knows that it has no line,
 * however long. Of several files two at a time, the others when their turn comes. Rejects only when `signal` aborts.
 */
export async function sendFile(options: SendOptions): Promise<SendOutcome> {
  await takeTurn(options.signal);
  try {
    return await sendUntilDone(options);
  } finally {
    atOnce -= 1;
    queue.shift()?.();
  }
}

async function takeTurn(signal: AbortSignal): Promise<void> {
  while (atOnce >= mostAtOnce) {
    await new Promise<void>((resolve, reject) => {
      const leave = () => {
        queue.splice(queue.indexOf(begin), 1);
        reject(signal.reason);
      };
      const begin = () => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      queue.push(begin);
      signal.addEventListener('abort', leave, { once: true });
    });
  }
  atOnce += 1;
}

async function sendUntilDone(options: SendOptions): Promise<SendOutcome> {
  let failures = 0;
  for (;;) {
    options.signal.throwIfAborted();
    options.onProgress(0);
    const outcome = await tryOnce(options);
    if (outcome.kind !== 'retry') return outcome;
    const { onLine } = navigator;
    if (onLine && !outcome.isTurn) failures += 1;
    if (failures === mostAttempts) return { kind: 'gave-up' };
    options.onWaiting();
    await pause(
      onLine ? Math.max(outcome.after, pauseBefore(Math.max(1, failures))) : longestWait,
      options.signal,
    );
  }
}

/** XMLHttpRequest, since fetch does not tell how much has been sent. */
function tryOnce(options: SendOptions): Promise<Attempt> {
  const { path, body, uploadId, language, drawnFor, signal, onProgress, onArrived } = options;
  return new Promise<Attempt>((resolve, reject) => {
    const request = new XMLHttpRequest();
    let stalled: number | undefined;
    const watch = (patience = stalledAfter) => {
      clearTimeout(stalled);
      stalled = window.setTimeout(() => request.abort(), patience);
    };
    const stop = () => request.abort();
    const settle = (outcome: Attempt) => {
      clearTimeout(stalled);
      signal.removeEventListener('abort', stop);
      if (signal.aborted) reject(signal.reason);
      else resolve(outcome);
    };
    request.upload.onprogress = ({ loaded, total }) => {
      watch();
      if (total > 0) onProgress(loaded / total);
    };
    request.upload.onload = () => {
      watch(longestPreparation);
      onArrived();
    };
    request.onload = () => settle(readAnswer(request));
    request.onerror = () => settle({ kind: 'retry', after: 0 });
    request.onabort = () => settle({ kind: 'retry', after: 0 });
    signal.addEventListener('abort', stop, { once: true });
    request.open('POST', path);
    request.setRequestHeader('content-type', body.type || 'application/octet-stream');
    request.setRequestHeader('x-requested-with', 'konsilium');
    request.setRequestHeader('x-upload-id', uploadId);
    request.setRequestHeader('accept-language', language);
    const marker = drawnFor();
    if (marker !== null) request.setRequestHeader('x-drawn-for', marker);
    watch();
    request.send(body);
  });
}

function readAnswer(request: XMLHttpRequest): Attempt {
  const { status } = request;
  const answer = parse(request.responseText);
  if (status >= 200 && status < 300 && typeof answer.id === 'string') {
    return { kind: 'stored', file: { id: answer.id } };
  }
  if (status === 401 || answer.code === 'DRAWN_FOR_ANOTHER') return { kind: 'signed-out' };
  if (answer.code === 'TERMS_NOT_ACCEPTED') return { kind: 'terms' };
  // What arrived of it was cut off on the way.
  const broken = status === 408 || answer.code === 'UPLOAD_BROKEN';
  if (broken || status === 429 || status >= 500 || status < 400) {
    const seconds = Number(request.getResponseHeader('retry-after'));
    return {
      kind: 'retry',
      after: Number.isFinite(seconds) ? Math.min(seconds * 1000, 60_000) : 0,
      isTurn: answer.code === 'UPLOADS_UNDER_WAY',
    };
  }
  return { kind: 'refused', message: typeof answer.message === 'string' ? answer.message : '' };
}

function parse(text: string): Record<string, unknown> {
  try {
    const answer: unknown = JSON.parse(text);
    return typeof answer === 'object' && answer !== null ? { ...answer } : {};
  } catch {
    return {};
  }
}

/** Ends early when the browser says that the line is back. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      window.removeEventListener('online', end);
      signal.removeEventListener('abort', end);
      if (signal.aborted) reject(signal.reason);
      else resolve();
    };
    const timer = setTimeout(end, ms);
    window.addEventListener('online', end);
    signal.addEventListener('abort', end);
  });
}
