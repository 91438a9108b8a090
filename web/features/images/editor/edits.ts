import { type Point, type Rect, type Size, turnPoint, turnRect, turnSize, wholeOf } from './geometry.ts';

/** What is to be burnt black into the picture. */
export type Mark =
  | { kind: 'box'; id: string; rect: Rect }
  | { kind: 'stroke'; id: string; points: readonly Point[]; width: number };

export interface Suggestion {
  id: string;
  rect: Rect;
}

/** Everything that has been done to one picture; the picture itself is not touched before it is exported. */
export interface Edits {
  /** Quarters of a turn clockwise. */
  turn: 0 | 1 | 2 | 3;
  /** Of the whole picture as turned. */
  size: Size;
  /** Null: the whole picture. */
  crop: Rect | null;
  marks: readonly Mark[];
  /** Boxes proposed over text that was found: of no effect until accepted. */
  suggestions: readonly Suggestion[];
}

export interface History {
  past: readonly Edits[];
  present: Edits;
  future: readonly Edits[];
  /** What the last step changed; a further change of the same by the keyboard is the same step. */
  lastKey: string | null;
}

export type EditAction =
  | { type: 'turn'; clockwise: boolean }
  | { type: 'crop'; rect: Rect | null }
  | { type: 'add'; mark: Mark }
  | { type: 'change'; id: string; rect: Rect; by: 'pointer' | 'keyboard' }
  | { type: 'remove'; id: string }
  /** `turn` as the picture lay when the text was looked for. */
  | { type: 'suggest'; rects: readonly Suggestion[]; turn: Edits['turn'] }
  | { type: 'accept'; ids: readonly string[] }
  | { type: 'dismiss'; ids: readonly string[] }
  | { type: 'undo' }
  | { type: 'redo' };

/** How many steps can be taken back. */
const longestPast = 100;

export function startHistory(size: Size): History {
  return {
    past: [],
    present: { turn: 0, size, crop: null, marks: [], suggestions: [] },
    future: [],
    lastKey: null,
  };
}

/** What of the picture is kept. */
export const viewOf = ({ crop, size }: Edits): Rect => crop ?? wholeOf(size);

const turned = (turn: Edits['turn'], by: number) => ((turn + by + 4) % 4) as Edits['turn'];

export function turnEdits(edits: Edits, clockwise: boolean): Edits {
  const { size } = edits;
  const rect = (one: Rect) => turnRect(one, size, clockwise);
  return {
    turn: turned(edits.turn, clockwise ? 1 : -1),
    size: turnSize(size),
    crop: edits.crop && rect(edits.crop),
    marks: edits.marks.map((mark) =>
      mark.kind === 'box'
        ? { ...mark, rect: rect(mark.rect) }
        : { ...mark, points: mark.points.map((point) => turnPoint(point, size, clockwise)) },
    ),
    suggestions: edits.suggestions.map((one) => ({ ...one, rect: rect(one.rect) })),
  };
}

/** Suggestions made when the picture lay otherwise, as it lies now. */
function turnSuggestions(edits: Edits, rects: readonly Suggestion[], madeAt: Edits['turn']): Suggestion[] {
  let size = (edits.turn - madeAt) % 2 === 0 ? edits.size : turnSize(edits.size);
  let found = [...rects];
  for (let turn = madeAt; turn !== edits.turn; turn = turned(turn, 1)) {
    const before = size;
    found = found.map((one) => ({ ...one, rect: turnRect(one.rect, before, true) }));
    size = turnSize(size);
  }
  return found;
}

type Change = Exclude<EditAction, { type: 'undo' | 'redo' }>;

function change(edits: Edits, action: Change): Edits {
  switch (action.type) {
    case 'turn':
      return turnEdits(edits, action.clockwise);
    case 'crop':
      return { ...edits, crop: action.rect };
    case 'add':
      return { ...edits, marks: [...edits.marks, action.mark] };
    case 'change':
      return {
        ...edits,
        marks: edits.marks.map((mark) =>
          mark.kind === 'box' && mark.id === action.id ? { ...mark, rect: action.rect } : mark,
        ),
      };
    case 'remove':
      return { ...edits, marks: edits.marks.filter(({ id }) => id !== action.id) };
    case 'suggest':
      return { ...edits, suggestions: turnSuggestions(edits, action.rects, action.turn) };
    case 'accept': {
      const accepted = edits.suggestions.filter(({ id }) => action.ids.includes(id));
      return {
        ...edits,
        marks: [...edits.marks, ...accepted.map(({ id, rect }) => ({ kind: 'box' as const, id, rect }))],
        suggestions: edits.suggestions.filter(({ id }) => !action.ids.includes(id)),
      };
    }
    case 'dismiss':
      return { ...edits, suggestions: edits.suggestions.filter(({ id }) => !action.ids.includes(id)) };
  }
}

/** The next state of the editing; pure. Suggesting is no step of its own: taking back must not bring it up again. */
export function reduceEdits(history: History, action: EditAction): History {
  const { past, present, future } = history;
  if (action.type === 'undo') {
    const previous = past.at(-1);
    if (!previous) return history;
    return { past: past.slice(0, -1), present: previous, future: [present, ...future], lastKey: null };
  }
  if (action.type === 'redo') {
    const [next, ...rest] = future;
    if (!next) return history;
    return { past: [...past, present], present: next, future: rest, lastKey: null };
  }
  const next = change(present, action);
  if (action.type === 'suggest') return { ...history, present: next };
  const key = action.type === 'change' && action.by === 'keyboard' ? `change ${action.id}` : null;
  if (key !== null && key === history.lastKey) return { ...history, present: next, future: [] };
  return { past: [...past, present].slice(-longestPast), present: next, future: [], lastKey: key };
}
