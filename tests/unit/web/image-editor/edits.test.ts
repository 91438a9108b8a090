import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type EditAction,
  type Edits,
  reduceEdits,
  startHistory,
  viewOf,
} from '../../../../web/features/images/editor/edits.ts';
import { moveRect, type Rect, wholeOf } from '../../../../web/features/images/editor/geometry.ts';

const size = { width: 400, height: 300 };
const rect = fc.record({
  x: fc.integer({ min: 0, max: 300 }),
  y: fc.integer({ min: 0, max: 200 }),
  width: fc.integer({ min: 1, max: 100 }),
  height: fc.integer({ min: 1, max: 100 }),
});
const id = fc.constantFrom('a', 'b', 'c');
const action: fc.Arbitrary<EditAction> = fc.oneof(
  fc.record({ type: fc.constant('turn' as const), clockwise: fc.boolean() }),
  fc.record({ type: fc.constant('crop' as const), rect: fc.option(rect) }),
  fc.record({
    type: fc.constant('add' as const),
    mark: fc.record({ kind: fc.constant('box' as const), id, rect }),
  }),
  fc.record({ type: fc.constant('remove' as const), id }),
  fc.record({
    type: fc.constant('change' as const),
    id,
    rect,
    by: fc.constantFrom('pointer' as const, 'keyboard' as const),
  }),
);

const edited = (actions: readonly EditAction[]) => actions.reduce(reduceEdits, startHistory(size));
const box = (name: string, at: Rect): EditAction => ({
  type: 'add',
  mark: { kind: 'box', id: name, rect: at },
});
const rectOf = ({ marks }: Edits, name: string) =>
  marks.flatMap((mark) => (mark.kind === 'box' && mark.id === name ? [mark.rect] : []))[0];

describe('editing a picture', () => {
  it('can be taken back to the untouched picture, and done again', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 30 }), (actions) => {
        const done = edited(actions);
        let history = done;
        for (const _step of done.past) history = reduceEdits(history, { type: 'undo' });
        expect(history.present).toEqual(startHistory(size).present);
        for (const _step of done.past) history = reduceEdits(history, { type: 'redo' });
        expect(history.present).toEqual(done.present);
      }),
    );
  });

  it('four quarter turns put every mark back in its place', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 10 }), fc.boolean(), (actions, clockwise) => {
        const before = edited(actions);
        const turns = Array.from({ length: 4 }, () => ({ type: 'turn' as const, clockwise }));
        expect(turns.reduce(reduceEdits, before).present).toEqual(before.present);
      }),
    );
  });

  it('a box stays over what it covers when the picture is turned', () => {
    // Upper left corner, 10 from the left edge: after a turn to the right it is 10 from the upper edge.
    const { present } = edited([
      box('a', { x: 10, y: 20, width: 30, height: 40 }),
      { type: 'turn', clockwise: true },
    ]);
    expect(present.size).toEqual({ width: 300, height: 400 });
    expect(rectOf(present, 'a')).toEqual({ x: 300 - 20 - 40, y: 10, width: 40, height: 30 });
  });

  it('keys pressed one after the other are one step back', () => {
    const move = (x: number): EditAction => ({
      type: 'change',
      id: 'a',
      rect: { x, y: 0, width: 10, height: 10 },
      by: 'keyboard',
    });
    const moved = edited([box('a', { x: 0, y: 0, width: 10, height: 10 }), move(1), move(2), move(3)]);
    const back = reduceEdits(moved, { type: 'undo' }).present;
    expect(rectOf(back, 'a')?.x).toBe(0);
  });

  it('suggestions made before a turn lie over the same text after it', () => {
    const found: EditAction = {
      type: 'suggest',
      rects: [{ id: 's', rect: { x: 10, y: 20, width: 30, height: 40 } }],
      turn: 0,
    };
    const turn: EditAction = { type: 'turn', clockwise: false };
    expect(edited([turn, found]).present.suggestions).toEqual(edited([found, turn]).present.suggestions);
    expect(edited([turn, turn, turn, found]).present.suggestions).toEqual(
      edited([found, turn, turn, turn]).present.suggestions,
    );
  });

  it('what is accepted becomes a box, what is dismissed vanishes, and both can be taken back', () => {
    const suggestions = ['s', 't'].map((name, at) => ({
      id: name,
      rect: { x: at * 50, y: 0, width: 20, height: 10 },
    }));
    const found = edited([{ type: 'suggest', rects: suggestions, turn: 0 }]);
    const accepted = reduceEdits(found, { type: 'accept', ids: ['s'] });
    const dismissed = reduceEdits(accepted, { type: 'dismiss', ids: ['t'] });
    expect(dismissed.present.suggestions).toEqual([]);
    expect(dismissed.present.marks.map(({ id: name }) => name)).toEqual(['s']);
    expect(reduceEdits(dismissed, { type: 'undo' }).present.suggestions).toEqual([suggestions[1]]);
  });

  it('a box cannot be moved out of what is seen', () => {
    fc.assert(
      fc.property(
        rect,
        fc.integer({ min: -900, max: 900 }),
        fc.integer({ min: -900, max: 900 }),
        (at, dx, dy) => {
          const moved = moveRect(at, dx, dy, wholeOf(size));
          expect(moved.x).toBeGreaterThanOrEqual(0);
          expect(moved.y).toBeGreaterThanOrEqual(0);
          expect(moved.x + moved.width).toBeLessThanOrEqual(size.width);
          expect(moved.y + moved.height).toBeLessThanOrEqual(size.height);
        },
      ),
    );
    expect(viewOf(edited([]).present)).toEqual(wholeOf(size));
  });
});
