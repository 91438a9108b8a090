import { type Dispatch, type KeyboardEvent, useState } from 'react';
import type { EditAction } from './edits.ts';
import type { Point, Rect } from './geometry.ts';

interface Stroke {
  id: string;
  points: readonly Point[];
}

interface Options {
  view: Rect;
  /** In pixels of the picture. */
  brush: number;
  dispatch: Dispatch<EditAction>;
  /** Told when the brush is put down and lifted. */
  onPen(down: boolean): void;
}

const directions: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** How far an arrow key goes, in pixels of the picture: a hundredth of it, with Alt a single pixel. */
export function arrowStep(event: KeyboardEvent, view: Rect): readonly [number, number] | null {
  const direction = directions[event.key];
  if (!direction) return null;
  const step = event.altKey ? 1 : Math.max(1, Math.round(Math.max(view.width, view.height) / 100));
  return [direction[0] * step, direction[1] * step];
}

/** The brush without a mouse: arrows move it, the space bar puts it down and lifts it. */
export function useKeyboardBrush({ view, brush, dispatch, onPen }: Options) {
  const [place, setPlace] = useState<Point | null>(null);
  const [stroke, setStroke] = useState<Stroke | null>(null);
  const at = place ?? { x: view.x + view.width / 2, y: view.y + view.height / 2 };

  function lift() {
    if (!stroke) return;
    dispatch({ type: 'add', mark: { kind: 'stroke', ...stroke, width: brush } });
    setStroke(null);
    onPen(false);
  }

  /** True when the key was meant for the brush. */
  function onKey(event: KeyboardEvent): boolean {
    const step = arrowStep(event, view);
    if (step) {
      const next = {
        x: Math.min(Math.max(at.x + step[0], view.x), view.x + view.width),
        y: Math.min(Math.max(at.y + step[1], view.y), view.y + view.height),
      };
      setPlace(next);
      if (stroke) setStroke({ ...stroke, points: [...stroke.points, next] });
      return true;
    }
    if (event.key === ' ') {
      if (stroke) lift();
      else {
        setPlace(at);
        setStroke({ id: crypto.randomUUID(), points: [at] });
        onPen(true);
      }
      return true;
    }
    if (event.key === 'Escape' && stroke) {
      lift();
      return true;
    }
    return false;
  }

  return { cursor: at, stroke, onKey, lift };
}
