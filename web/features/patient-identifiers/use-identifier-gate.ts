import { useRef } from 'react';
import { type IdentifierCheck, useIdentifierCheck } from './use-identifier-check.ts';
import type { CheckedText } from './verdict.ts';

/** What goes with a text that may leave the browser. */
export interface Passed {
  identifierOverride: string | null;
}

export interface IdentifierGate {
  check: IdentifierCheck;
  noticeRef: React.RefObject<HTMLDivElement | null>;
  /** Ask it before anything is sent. Null: nothing may be; the notice then says why, and it or what is missing has the focus. */
  pass(): Promise<Passed | null>;
}

/** The identifier check of one form. Show it with `IdentifierGateNotice`. */
export function useIdentifierGate(texts: readonly CheckedText[]): IdentifierGate {
  const check = useIdentifierCheck(texts);
  const noticeRef = useRef<HTMLDivElement>(null);
  return {
    check,
    noticeRef,
    async pass() {
      const { mayPublish, override } = await check.settle();
      if (mayPublish) return { identifierOverride: override?.reason ?? null };
      // Drawn first: what is missing is marked in it.
      await new Promise(requestAnimationFrame);
      const notice = noticeRef.current;
      const missing = notice?.querySelector<HTMLElement>('[aria-invalid="true"]');
      (missing ?? notice)?.focus({ preventScroll: true });
      (missing ?? notice)?.scrollIntoView({ block: 'center' });
      return null;
    },
  };
}
