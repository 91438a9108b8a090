import { useEffect, useRef } from 'react';
import { useLocation, useNavigate } from 'react-router';

interface OpenedImage {
  /** The id of the picture that fills the window; null: none of these does. */
  readonly opened: string | null;
  open(id: string): void;
  close(): void;
}

/**
 * Which picture fills the window: an entry of the browser's history, so that the way back, a gesture on a telephone,
 * closes the picture and does not leave the page.
 * @param ids of the pictures that can.
 * @param onClosed whichever way.
 */
export function useOpenedImage(ids: readonly string[], onClosed: (first: string) => void): OpenedImage {
  const location = useLocation();
  const navigate = useNavigate();
  const named = openedIn(location.state);
  const opened = named !== null && ids.includes(named) ? named : null;
  const before = useRef(opened);
  const told = useRef(onClosed);
  told.current = onClosed;
  /** The entry that is being left: to go back twice would leave the page. */
  const left = useRef<string | null>(null);

  useEffect(() => {
    const closed = before.current;
    before.current = opened;
    if (closed !== null && opened === null) told.current(closed);
  }, [opened]);

  return {
    opened,
    open(id) {
      // Without the hash: what it names would be gone to once more.
      const { pathname, search } = location;
      void navigate({ pathname, search }, { state: { openedImage: id }, preventScrollReset: true });
    },
    close() {
      if (left.current === location.key) return;
      left.current = location.key;
      void navigate(-1);
    },
  };
}

function openedIn(state: unknown): string | null {
  if (typeof state !== 'object' || state === null || !('openedImage' in state)) return null;
  return typeof state.openedImage === 'string' ? state.openedImage : null;
}
