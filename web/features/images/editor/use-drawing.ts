import { type Dispatch, type PointerEvent, useRef, useState } from 'react';
import type { EditAction, Edits, Mark } from './edits.ts';
import { type Corner, cutTo, dragCorner, moveRect, type Point, type Rect, rectBetween } from './geometry.ts';

export type Tool = 'box' | 'brush' | 'pan';

type Gesture =
  | { kind: 'draw'; from: Point }
  | { kind: 'move'; id: string; from: Point; rect: Rect }
  | { kind: 'corner'; id: string; corner: Corner; rect: Rect }
  | { kind: 'paint' };

interface Options {
  edits: Edits;
  view: Rect;
  tool: Tool;
  /** In pixels of the picture. */
  brush: number;
  dispatch: Dispatch<EditAction>;
  onSelect(id: string): void;
}

/** A drag of fewer pixels on the screen than this is a tap. */
const tap = 5;

/**
 * Drawing, moving and resizing by mouse, pen or finger. What is being drawn is `pending` until it is let go; a second
 * finger undoes it: the browser then zooms.
 */
export function useDrawing({ edits, view, tool, brush, dispatch, onSelect }: Options) {
  const gesture = useRef<Gesture | null>(null);
  const start = useRef<Point>({ x: 0, y: 0 });
  const [pending, setPending] = useState<Mark | null>(null);

  const placeOf = (event: PointerEvent<SVGSVGElement>): Point => {
    const box = event.currentTarget.getBoundingClientRect();
    return {
      x: view.x + ((event.clientX - box.left) / box.width) * view.width,
      y: view.y + ((event.clientY - box.top) / box.height) * view.height,
    };
  };

  function onPointerDown(event: PointerEvent<SVGSVGElement>) {
    if (!event.isPrimary) return onPointerCancel();
    if (tool === 'pan' || event.button !== 0) return;
    const { mark: id, corner } = event.target instanceof SVGElement ? event.target.dataset : {};
    const at = placeOf(event);
    const grasped = edits.marks.find((mark) => mark.kind === 'box' && mark.id === id);
    // A suggestion is a button; only what is drawn upon is captured.
    if (event.target instanceof SVGElement && event.target.dataset.suggestion) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { x: event.clientX, y: event.clientY };
    if (tool === 'brush') {
      gesture.current = { kind: 'paint' };
      setPending({ kind: 'stroke', id: crypto.randomUUID(), points: [at], width: brush });
    } else if (grasped?.kind === 'box') {
      const { rect } = grasped;
      gesture.current = corner
        ? { kind: 'corner', id: grasped.id, corner: corner as Corner, rect }
        : { kind: 'move', id: grasped.id, from: at, rect };
      setPending(grasped);
      onSelect(grasped.id);
    } else {
      gesture.current = { kind: 'draw', from: at };
      setPending({ kind: 'box', id: crypto.randomUUID(), rect: rectBetween(at, at) });
    }
  }

  function onPointerMove(event: PointerEvent<SVGSVGElement>) {
    const current = gesture.current;
    if (!current || !pending || !event.isPrimary) return;
    const at = placeOf(event);
    if (pending.kind === 'stroke') {
      setPending({ ...pending, points: [...pending.points, at] });
      return;
    }
    if (current.kind === 'draw') {
      setPending({ ...pending, rect: cutTo(rectBetween(current.from, at), view) });
    } else if (current.kind === 'move') {
      const rect = moveRect(current.rect, at.x - current.from.x, at.y - current.from.y, view);
      setPending({ ...pending, rect });
    } else if (current.kind === 'corner') {
      setPending({ ...pending, rect: dragCorner(current.rect, current.corner, at, view) });
    }
  }

  function onPointerUp(event: PointerEvent<SVGSVGElement>) {
    const current = gesture.current;
    gesture.current = null;
    setPending(null);
    if (!current || !pending) return;
    const moved = Math.hypot(event.clientX - start.current.x, event.clientY - start.current.y) >= tap;
    if (pending.kind === 'stroke') {
      dispatch({ type: 'add', mark: pending });
    } else if (current.kind === 'draw') {
      if (!moved || pending.rect.width < 1 || pending.rect.height < 1) return;
      dispatch({ type: 'add', mark: pending });
      onSelect(pending.id);
    } else if (moved) {
      dispatch({ type: 'change', id: pending.id, rect: pending.rect, by: 'pointer' });
    }
  }

  function onPointerCancel() {
    gesture.current = null;
    setPending(null);
  }

  return { pending, handlers: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel } };
}
