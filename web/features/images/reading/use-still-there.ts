import { useEffect, useRef } from 'react';

/** A patient is told that her picture is gone within a minute: also from a page that somebody has open. */
const askedAgainAfter = 45_000;

interface Shown {
  /** Of one of the picture's files, in this session. */
  address: string | undefined;
  blurred: boolean;
}

/**
 * Asks from time to time, while the page is in sight and when it comes back into it, whether the reader may still have
 * a picture, and as sharp as it is shown, without fetching it.
 */
export function useStillThere({ address, blurred }: Shown, onChanged: () => void): void {
  const told = useRef(onChanged);
  told.current = onChanged;

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
      if (answer && hasChanged(answer, blurred)) told.current();
    };
    const timer = setInterval(ask, askedAgainAfter);
    document.addEventListener('visibilitychange', ask);
    return () => {
      stop.abort();
      clearInterval(timer);
      document.removeEventListener('visibilitychange', ask);
    };
  }, [address, blurred]);
}

function hasChanged({ status, headers }: Response, blurred: boolean): boolean {
  if (status === 404 || status === 410) return true;
  const now = headers.get('x-image-blurred');
  return now !== null && (now === '1') !== blurred;
}
