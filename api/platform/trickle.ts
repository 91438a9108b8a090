/** What a sender must keep to, or a reader. */
export interface LeastPace {
  /** How long nothing at all may come. */
  readonly silenceMs: number;
  /** So many bytes must come in each stretch of this length. */
  readonly stretchMs: number;
  readonly stretchBytes: number;
  /** However steadily it comes. */
  readonly totalMs: number;
}

/**
 * Watches bytes that pass, and says once when they come too slowly: a line that breaks off now and then is let be, one that
 * is held open with a few bytes is not.
 * @param passed bytes so far.
 * @returns what ends the watching.
 */
export function watchPace(
  passed: () => number,
  { silenceMs, stretchMs, stretchBytes, totalMs }: LeastPace,
  onTooSlow: () => void,
): () => void {
  const began = performance.now();
  let stretch = { at: began, bytes: passed() };
  let heard = { at: began, bytes: passed() };
  const timer = setInterval(
    () => {
      const now = performance.now();
      const bytes = passed();
      if (bytes > heard.bytes) heard = { at: now, bytes };
      const isSlow = now - stretch.at >= stretchMs && bytes - stretch.bytes < stretchBytes;
      if (now - stretch.at >= stretchMs) stretch = { at: now, bytes };
      if (!isSlow && now - heard.at < silenceMs && now - began < totalMs) return;
      clearInterval(timer);
      onTooSlow();
    },
    Math.max(10, Math.min(1000, silenceMs / 10, stretchMs / 10)),
  );
  timer.unref();
  return () => clearInterval(timer);
}
