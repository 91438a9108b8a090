import type { KeyboardEvent } from 'react';
import { useText } from '../../../locales/i18n.ts';
import type { Edits, Mark } from './edits.ts';
import { corners, type Point, type Rect } from './geometry.ts';
import classes from './mark-layer.module.css';

interface Props {
  edits: Edits;
  /** What is being drawn or moved just now; stands for the mark with the same id. */
  pending: Mark | null;
  selected: string | null;
  /** Pixels of the picture to one on the screen. */
  unit: number;
  onSelect(id: string | null): void;
  onBoxKey(event: KeyboardEvent, box: { id: string; rect: Rect }): void;
  onAccept(id: string): void;
  onDismiss(id: string): void;
}

/** What lies above the picture: black boxes and strokes, and proposals for boxes. Each of them can be tabbed to. */
export function MarkLayer({
  edits,
  pending,
  selected,
  unit,
  onSelect,
  onBoxKey,
  onAccept,
  onDismiss,
}: Props) {
  const { t } = useText();
  const marks = edits.marks.map((mark) => (mark.id === pending?.id ? pending : mark));
  const shown = pending && !marks.includes(pending) ? [...marks, pending] : marks;
  const boxes = shown.filter((mark) => mark.kind === 'box');
  return (
    <>
      {shown.map((mark) => {
        if (mark.kind === 'stroke') return <Stroke key={mark.id} points={mark.points} width={mark.width} />;
        const { id, rect } = mark;
        return (
          <g key={id}>
            {/* biome-ignore lint/a11y/useSemanticElements: there is no button within SVG */}
            <rect
              {...rect}
              data-mark={id}
              className={classes.box}
              role="button"
              tabIndex={0}
              aria-label={t('imageEditor:box.label', {
                number: boxes.indexOf(mark) + 1,
                total: boxes.length,
              })}
              aria-describedby="image-editor-box-help"
              onFocus={() => onSelect(id)}
              onKeyDown={(event) => onBoxKey(event, { id, rect })}
            />
            {selected === id && <Handles id={id} rect={rect} unit={unit} />}
          </g>
        );
      })}
      {edits.suggestions.map(({ id, rect }, index) => (
        // biome-ignore lint/a11y/useSemanticElements: there is no button within SVG
        <rect
          key={id}
          {...rect}
          data-suggestion={id}
          className={classes.suggestion}
          role="button"
          tabIndex={0}
          aria-label={t('imageEditor:text.suggestion', {
            number: index + 1,
            total: edits.suggestions.length,
          })}
          onClick={() => onAccept(id)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' || event.key === ' ') {
              event.preventDefault();
              onAccept(id);
            } else if (event.key === 'Delete' || event.key === 'Backspace') {
              event.preventDefault();
              onDismiss(id);
            }
          }}
        />
      ))}
    </>
  );
}

export function Stroke({ points, width }: { points: readonly Point[]; width: number }) {
  const [first] = points;
  if (!first) return null;
  const line = points.length === 1 ? [first, first] : points;
  return (
    <polyline
      className={classes.stroke}
      points={line.map(({ x, y }) => `${x},${y}`).join(' ')}
      strokeWidth={width}
    />
  );
}

/** For mouse and finger only; the keyboard changes the size with Shift and arrows. */
function Handles({ id, rect, unit }: { id: string; rect: Rect; unit: number }) {
  const size = 14 * unit;
  const reach = 32 * unit;
  return corners.map((corner) => {
    const x = corner.endsWith('w') ? rect.x : rect.x + rect.width;
    const y = corner.startsWith('n') ? rect.y : rect.y + rect.height;
    return (
      <g key={corner} aria-hidden>
        <rect
          className={classes.handle}
          x={x - size / 2}
          y={y - size / 2}
          width={size}
          height={size}
          rx={size / 4}
        />
        <rect
          data-mark={id}
          data-corner={corner}
          className={classes.reach}
          style={{ cursor: corner === 'nw' || corner === 'se' ? 'nwse-resize' : 'nesw-resize' }}
          x={x - reach / 2}
          y={y - reach / 2}
          width={reach}
          height={reach}
        />
      </g>
    );
  });
}
