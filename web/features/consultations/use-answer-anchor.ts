import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router';
import { useWantedAnswer, wantAnswer } from '../post-link/wanted-answer.ts';

interface Options {
  consultationId: string;
  /** The page has its first answers. */
  ready: boolean;
  busy: boolean;
  hasMore: boolean;
  loadMore(): Promise<unknown>;
}

const anchor = '#answer-';

/** Goes to the answer that is wanted or that the address names (#answer-<id>), loading further pages until it is there. */
export function useAnswerAnchor({ consultationId, ready, busy, hasMore, loadMore }: Options): void {
  const { hash, key } = useLocation();
  const wanted = useWantedAnswer(consultationId);
  /** The navigation that is done with: its answer was reached, or could not be loaded. */
  const settled = useRef<string | null>(null);
  const loading = useRef(false);

  useEffect(() => {
    const named = hash.startsWith(anchor) && settled.current !== key ? hash.slice(anchor.length) : null;
    const answerId = wanted ?? named;
    if (!ready || busy || loading.current || answerId === null) return;
    const settle = () => {
      settled.current = key;
      if (wanted !== null) wantAnswer(null);
    };
    const target = document.getElementById(`answer-${answerId}`);
    if (target) {
      settle();
      target.scrollIntoView({ block: 'start' });
      target.focus({ preventScroll: true });
    } else if (hasMore) {
      loading.current = true;
      loadMore()
        .catch(settle)
        .finally(() => {
          loading.current = false;
        });
    }
  });
}
