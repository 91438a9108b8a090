import { type Dispatch, useCallback, useEffect, useRef, useState } from 'react';
import type { EditAction, Edits } from './edits.ts';

export type TextSearch =
  | { phase: 'idle' }
  /** From 0 to 1. */
  | { phase: 'looking'; share: number }
  | { phase: 'found'; count: number }
  | { phase: 'failed' };

/** Looks for text and proposes boxes over it. What it needs is loaded when it is asked for the first time. */
export function useTextSuggestions(bitmap: ImageBitmap, dispatch: Dispatch<EditAction>) {
  const [search, setSearch] = useState<TextSearch>({ phase: 'idle' });
  const running = useRef<AbortController | null>(null);

  const stop = useCallback(() => {
    running.current?.abort();
    running.current = null;
    setSearch({ phase: 'idle' });
  }, []);

  useEffect(() => () => running.current?.abort(), []);

  const look = useCallback(
    async (edits: Edits) => {
      if (running.current) return;
      const controller = new AbortController();
      running.current = controller;
      setSearch({ phase: 'looking', share: 0 });
      try {
        const { findText } = await import('./find-text.ts');
        const rects = await findText(bitmap, edits, controller.signal, (share) => {
          if (!controller.signal.aborted) setSearch({ phase: 'looking', share });
        });
        if (controller.signal.aborted) return;
        const found = rects.map((rect) => ({ id: crypto.randomUUID(), rect }));
        dispatch({ type: 'suggest', rects: found, turn: edits.turn });
        setSearch({ phase: 'found', count: found.length });
      } catch {
        if (!controller.signal.aborted) setSearch({ phase: 'failed' });
      } finally {
        if (running.current === controller) running.current = null;
      }
    },
    [bitmap, dispatch],
  );

  return { search, look, stop };
}
