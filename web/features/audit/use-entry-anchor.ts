import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router';
import { entryAnchor } from './audit-entry.tsx';

interface Loaded {
  /** The number of the oldest entry shown; null before any is. */
  oldest: number | null;
  hasMore: boolean;
  /** Nothing is on its way. */
  ready: boolean;
  loadMore(): Promise<unknown>;
}

/** Follows an address that ends in #entry-17: loads as far back as that, and goes there. */
export function useEntryAnchor({ oldest, hasMore, ready, loadMore }: Loaded): void {
  const { hash, key } = useLocation();
  const done = useRef<string | null>(null);
  const wanted = Number(/^#entry-(\d+)$/.exec(hash)?.[1] ?? Number.NaN);
  const load = useRef(loadMore);
  load.current = loadMore;

  useEffect(() => {
    if (!ready || oldest === null || Number.isNaN(wanted) || done.current === key) return;
    if (oldest > wanted && hasMore) {
      load.current().catch(() => {
        done.current = key;
      });
      return;
    }
    done.current = key;
    const element = document.getElementById(entryAnchor(wanted));
    element?.scrollIntoView({ block: 'start' });
    element?.focus({ preventScroll: true });
  }, [ready, oldest, hasMore, wanted, key]);
}
