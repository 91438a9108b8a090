/** What a processor made of what it was sent. `answer` is a closed word or a status, never a text of the processor's. */
export type Outcome =
  | { readonly kind: 'accepted' }
  /** Away, late, overloaded or talking nonsense: the same again, after a while. */
  | { readonly kind: 'later'; readonly answer: string; readonly retryAfterMs: number | null }
  /** It does not want this, and would not tomorrow. */
  | { readonly kind: 'rejected'; readonly answer: string };

/**
 * How long an answer with the status 429 or 503 asks to wait: seconds or a date, RFC 9110 section 10.2.3. Null where it
 * says nothing that can be read.
 */
export function retryAfterMs(header: string | null, now: number): number | null {
  if (header === null) return null;
  const text = header.trim();
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : Math.max(0, time - now);
}
