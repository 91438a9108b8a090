import { useElementSize, useMergedRef } from '@mantine/hooks';
import {
  type Dispatch,
  type KeyboardEvent,
  type PointerEvent,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { useText } from '../../../locales/i18n.ts';
import classes from './editor-stage.module.css';
import type { EditAction, Edits } from './edits.ts';
import { viewOf } from './edits.ts';
import { growRect, moveRect, type Rect } from './geometry.ts';
import { MarkLayer, Stroke } from './mark-layer.tsx';
import { releaseCanvas, showPicture } from './render-image.ts';
import { type Tool, useDrawing } from './use-drawing.ts';
import { arrowStep, useKeyboardBrush } from './use-keyboard-brush.ts';

interface Props {
  bitmap: ImageBitmap;
  edits: Edits;
  tool: Tool;
  /** In pixels of the picture. */
  brush: number;
  /** 1: the whole picture fits. */
  zoom: number;
  selected: string | null;
  dispatch: Dispatch<EditAction>;
  onSelect(id: string | null): void;
  onZoom(closer: boolean): void;
  announce(message: string): void;
}

/** The picture with what is drawn on it. */
export function EditorStage(props: Props) {
  const { bitmap, edits, tool, brush, zoom, selected, dispatch, onSelect, onZoom, announce } = props;
  const { t } = useText();
  const view = viewOf(edits);
  const { ref: sizeRef, width: roomWide, height: roomHigh } = useElementSize<HTMLDivElement>();
  const [viewport, setViewport] = useState<HTMLDivElement | null>(null);
  const viewportRef = useMergedRef(sizeRef, setViewport);
  const canvas = useRef<HTMLCanvasElement>(null);
  const svg = useRef<SVGSVGElement>(null);
  const fit = roomWide > 0 ? Math.min(roomWide / view.width, roomHigh / view.height, 3) : 0;
  const scale = fit * zoom;
  const drawing = useDrawing({ edits, view, tool, brush, dispatch, onSelect });
  const keys = useKeyboardBrush({
    view,
    brush,
    dispatch,
    onPen: (down) => announce(t(down ? 'imageEditor:said.penDown' : 'imageEditor:said.penUp')),
  });
  useCentredZoom(viewport, zoom);

  // Whatever is selected has the keyboard: a new box can be moved, or taken away again, at once.
  useEffect(() => {
    if (!selected) return;
    const box = svg.current?.querySelector<SVGRectElement>(`[data-mark="${selected}"]:not([data-corner])`);
    if (box && box !== document.activeElement) box.focus({ preventScroll: true });
  }, [selected]);

  const { turn, crop } = edits;
  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn anew when the picture is turned or cropped, not for each mark
  useEffect(() => {
    const drawn = canvas.current;
    if (drawn) showPicture(drawn, bitmap, edits, view);
    return () => {
      if (drawn) releaseCanvas(drawn);
    };
  }, [bitmap, turn, crop]);

  function changeBox(event: KeyboardEvent, { id, rect }: { id: string; rect: Rect }) {
    if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      dispatch({ type: 'remove', id });
      onSelect(null);
      svg.current?.focus();
      announce(t('imageEditor:said.boxRemoved'));
      return;
    }
    const step = arrowStep(event, view);
    if (!step) return;
    event.preventDefault();
    const [dx, dy] = step;
    const next = event.shiftKey
      ? growRect(rect, dx, dy, view, Math.max(view.width, view.height) / 200)
      : moveRect(rect, dx, dy, view);
    dispatch({ type: 'change', id, rect: next, by: 'keyboard' });
    const share = (part: number, whole: number) => Math.round((part / whole) * 100);
    announce(
      t(event.shiftKey ? 'imageEditor:said.boxSize' : 'imageEditor:said.boxPlace', {
        x: share(next.x - view.x, view.width),
        y: share(next.y - view.y, view.height),
        width: share(next.width, view.width),
        height: share(next.height, view.height),
      }),
    );
  }

  function onKeyDown(event: KeyboardEvent<SVGSVGElement>) {
    if (event.key === '+' || event.key === '-') {
      event.preventDefault();
      onZoom(event.key === '+');
      return;
    }
    if (event.target !== event.currentTarget || tool !== 'brush') return;
    if (keys.onKey(event)) {
      event.preventDefault();
      event.stopPropagation();
    }
  }

  /** A finger scrolls by itself. */
  function panByMouse({ pointerType, buttons, movementX, movementY }: PointerEvent) {
    if (tool !== 'pan' || pointerType !== 'mouse' || buttons !== 1) return;
    viewport?.scrollBy(-movementX, -movementY);
  }

  const unit = scale > 0 ? 1 / scale : 1;
  return (
    <div ref={viewportRef} className={classes.viewport} onPointerMove={panByMouse}>
      <div className={classes.sheet} style={{ width: view.width * scale, height: view.height * scale }}>
        <canvas ref={canvas} className={classes.picture} aria-hidden />
        <svg
          ref={svg}
          className={classes.overlay}
          data-tool={tool}
          viewBox={`${view.x} ${view.y} ${view.width} ${view.height}`}
          role="application"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: the brush is led by the keyboard here
          tabIndex={0}
          aria-label={t('imageEditor:picture')}
          aria-describedby="image-editor-picture-help"
          onKeyDown={onKeyDown}
          onBlur={keys.lift}
          {...drawing.handlers}
        >
          <MarkLayer
            edits={edits}
            pending={drawing.pending}
            selected={selected}
            unit={unit}
            onSelect={onSelect}
            onBoxKey={changeBox}
            onAccept={(id) => {
              dispatch({ type: 'accept', ids: [id] });
              onSelect(id);
              announce(t('imageEditor:said.accepted', { count: 1 }));
            }}
            onDismiss={(id) => {
              dispatch({ type: 'dismiss', ids: [id] });
              svg.current?.focus();
              announce(t('imageEditor:said.dismissed'));
            }}
          />
          {keys.stroke && <Stroke points={keys.stroke.points} width={brush} />}
          {tool === 'brush' && (
            <circle
              className={classes.cursor}
              cx={keys.cursor.x}
              cy={keys.cursor.y}
              r={brush / 2}
              aria-hidden
            />
          )}
        </svg>
      </div>
    </div>
  );
}

/** Keeps in the middle what was in the middle. */
function useCentredZoom(viewport: HTMLDivElement | null, zoom: number): void {
  const previous = useRef(zoom);
  useLayoutEffect(() => {
    const ratio = zoom / previous.current;
    previous.current = zoom;
    if (!viewport || ratio === 1) return;
    const { clientWidth, clientHeight, scrollLeft, scrollTop } = viewport;
    viewport.scrollLeft = (scrollLeft + clientWidth / 2) * ratio - clientWidth / 2;
    viewport.scrollTop = (scrollTop + clientHeight / 2) * ratio - clientHeight / 2;
  }, [viewport, zoom]);
}
