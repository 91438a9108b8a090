import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router';

interface Options {
  /** The page has its first answers. */
  ready: boolean;
  busy: boolean;
  hasMore: boolean;
  loadMore(): Promise<unknown>;
}

/** Goes to the answer that the address names (#answer-<id>), loading further pages until it is there. */
export function useAnswerAnchor({ ready, busy, hasMore, loadMore }: Options): void {
  const { hash, key } = useLocation();
  const reached = useRef<string | null>(null);

  useEffect(() => {
    if (!ready || busy || !hash.startsWith('#answer-') || reached.current === key) return;
    const target = document.getElementById(hash.slice(1));
    if (target) {
      reached.current = key;
      target.scrollIntoView({ block: 'start' });
      target.focus({ preventScroll: true });
    } else if (hasMore) {
      void loadMore();
    }
  }, [ready, busy, hash, key, hasMore, loadMore]);
}
