import { useEffect, useRef } from 'react';

/** A patient is told that her picture is gone within a minute: also from a page that somebody has open. */
const askedAgainAfter = 45_000;

/**
 * Asks from time to time, while the page is in sight and when it comes back into it, whether the reader may still have
 * a picture, without fetching it. @param address of one of its files, in this session.
 */
export function useStillThere(address: string | undefined, onGone: () => void): void {
  const told = useRef(onGone);
  told.current = onGone;

  useEffect(() => {
    if (address === undefined) return;
    const stop = new AbortController();
    const ask = async () => {
      if (document.hidden) return;
      const answer = await fetch(address, {
        method: 'HEAD',
        cache: 'no-store',
        headers: { accept: 'image/avif,image/webp,image/jpeg' },
        signal: stop.signal,
      }).catch(() => null);
      if (answer?.status === 404 || answer?.status === 410) told.current();
    };
    const timer = setInterval(ask, askedAgainAfter);
    document.addEventListener('visibilitychange', ask);
    return () => {
      stop.abort();
      clearInterval(timer);
      document.removeEventListener('visibilitychange', ask);
    };
  }, [address]);
}
