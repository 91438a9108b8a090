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
  /** The navigation that is done with: its answer was reached, or could not be loaded. */
  const settled = useRef<string | null>(null);
  const loading = useRef(false);

  useEffect(() => {
    if (!ready || busy || loading.current || !hash.startsWith('#answer-') || settled.current === key) return;
    const target = document.getElementById(hash.slice(1));
    if (target) {
      settled.current = key;
      target.scrollIntoView({ block: 'start' });
      target.focus({ preventScroll: true });
    } else if (hasMore) {
      loading.current = true;
      loadMore()
        .catch(() => {
          settled.current = key;
        })
        .finally(() => {
          loading.current = false;
        });
    }
  });
}
