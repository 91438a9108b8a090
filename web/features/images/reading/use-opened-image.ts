import { useEffect, useRef } from 'react';
import { useLocation, useNavigate } from 'react-router';

interface OpenedImage {
  /** The id of the picture that fills the window; null: none of these does. */
  readonly opened: string | null;
  open(id: string): void;
  /** To another picture, in the same entry of the history. */
  goTo(id: string): void;
  close(): void;
}

/**
 * Which picture fills the window: an entry of the browser's history, so that the way back, a gesture on a telephone,
 * closes the picture and does not leave the page.
 * @param ids of the pictures that can; one that no longer can closes.
 * @param onClosed whichever way; told of the picture that was seen last.
 */
export function useOpenedImage(ids: readonly string[], onClosed: (last: string) => void): OpenedImage {
  const location = useLocation();
  const navigate = useNavigate();
  const named = openedIn(location.state);
  const opened = named !== null && ids.includes(named) ? named : null;
  const before = useRef(opened);
  /** The entry that is being left: to go back twice would leave the page. */
  const left = useRef<string | null>(null);

  function close(): void {
    if (left.current === location.key) return;
    left.current = location.key;
    void navigate(-1);
  }

  useEffect(() => {
    const last = before.current;
    before.current = opened;
    if (last === null || opened !== null) return;
    onClosed(last);
    if (named === last) close();
  });

  // Without the hash: what it names would be gone to once more.
  const show = (id: string, replace: boolean) =>
    void navigate(
      { pathname: location.pathname, search: location.search },
      { state: { openedImage: id }, replace, preventScrollReset: true },
    );
  return { opened, open: (id) => show(id, false), goTo: (id) => show(id, true), close };
}

function openedIn(state: unknown): string | null {
  if (typeof state !== 'object' || state === null || !('openedImage' in state)) return null;
  return typeof state.openedImage === 'string' ? state.openedImage : null;
}
