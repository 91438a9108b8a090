import { retryAfterMs } from './delivery.ts';

/**
 * What a processor's deletion interface answered. `answer` is for technical admins: a closed word, or the status with
 * the beginning of the processor's own text, in which ids and keys are blacked out.
 */
export type Deletion<Value> =
  | { readonly kind: 'ok'; readonly value: Value }
  /** Away, late, overloaded or talking nonsense: the same again, after a while. */
  | { readonly kind: 'later'; readonly answer: string; readonly retryAfterMs: number | null }
  /** It does not do this, and would not tomorrow: somebody must look. */
  | { readonly kind: 'refused'; readonly answer: string };

export interface DeletionRequest<Value> {
  readonly url: string;
  readonly init: RequestInit;
  readonly timeoutMs: number;
  /** What must not be repeated in an answer: pseudonyms, tokens. */
  readonly secrets: readonly string[];
  /** The value of an answer with a status of success; null for one that makes no sense. */
  readonly read: (text: string) => Value | null;
}

const longestAnswer = 200;

/** One request. Never rejects. */
export async function callForDeletion<Value>(request: DeletionRequest<Value>): Promise<Deletion<Value>> {
  const { url, init, timeoutMs, secrets, read } = request;
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
    text = await response.text();
  } catch (error) {
    const late = error instanceof Error && error.name === 'TimeoutError';
    return { kind: 'later', answer: late ? 'TIMEOUT' : 'UNREACHABLE', retryAfterMs: null };
  }
  const answer = `HTTP ${response.status} ${blackOut(text, secrets)}`.trim();
  if (response.status === 408 || response.status === 429 || response.status >= 500) {
    const wait = retryAfterMs(response.headers.get('retry-after'), Date.now());
    return { kind: 'later', answer, retryAfterMs: wait };
  }
  if (!response.ok) return { kind: 'refused', answer };
  const value = read(text);
  return value === null ? { kind: 'later', answer: 'NONSENSE', retryAfterMs: null } : { kind: 'ok', value };
}

function blackOut(text: string, secrets: readonly string[]): string {
  const plain = text.replaceAll(/\s+/g, ' ');
  return secrets
    .filter((secret) => secret !== '')
    .reduce((shown, secret) => shown.replaceAll(secret, '…'), plain)
    .slice(0, longestAnswer)
    .trim();
}

/** JSON, or null. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
