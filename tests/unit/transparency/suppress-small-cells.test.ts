import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type PublishedCount,
  publishCount,
  suppressSmallCells,
} from '../../../api/transparency/suppress-small-cells.ts';

const isSmall = (count: number) => count === 1 || count === 2;

/** Rows of equal length, with many small counts. */
const tables = fc
  .record({ rows: fc.integer({ min: 1, max: 6 }), columns: fc.integer({ min: 1, max: 7 }) })
  .chain(({ rows, columns }) => {
    const count = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 500 }));
    const row = fc.array(count, { minLength: columns, maxLength: columns });
    return fc.array(row, { minLength: rows, maxLength: rows });
  });

/** Every table of that shape with counts from 0 to `most`. */
function* allTables(rows: number, columns: number, most: number): Generator<number[][]> {
  const cells = rows * columns;
  for (let code = 0; code < (most + 1) ** cells; code += 1) {
    const flat = Array.from({ length: cells }, (_, at) => Math.floor(code / (most + 1) ** at) % (most + 1));
    yield Array.from({ length: rows }, (_, row) => flat.slice(row * columns, (row + 1) * columns));
  }
}

/**
 * The strongest reader: she knows the rule and tries every table. All that look like the published one are possible;
 * a small count is found out where it is the same in all of them.
 */
function foundOut(
  publish: (table: number[][]) => unknown,
  shape: { rows: number; columns: number; most: number },
): number[][][] {
  const worlds = new Map<string, number[][][]>();
  for (const table of allTables(shape.rows, shape.columns, shape.most)) {
    const seen = JSON.stringify(publish(table));
    worlds.set(seen, [...(worlds.get(seen) ?? []), table]);
  }
  return [...worlds.values()]
    .filter((alike) =>
      alike.some((table) =>
        table.some((row, y) =>
          row.some((count, x) => isSmall(count) && alike.every((other) => other[y]?.[x] === count)),
        ),
      ),
    )
    .flat();
}

describe('suppressSmallCells', () => {
  it('keeps back 1 and 2 and nothing else of the cells', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const { cells } = suppressSmallCells(table);
        expect(cells).toEqual(
          table.map((row) =>
            row.map((count) =>
              isSmall(count) ? { count: null, suppressed: true } : { count, suppressed: false },
            ),
          ),
        );
      }),
    );
  });

  it('gives every total that is the sum of cells which are all given, and it is right', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const { rowTotals, columnTotals, total } = suppressSmallCells(table);
        const expected = (counts: number[]): PublishedCount =>
          counts.some(isSmall)
            ? { count: null, suppressed: true }
            : { count: counts.reduce((sum, count) => sum + count, 0), suppressed: false };
        expect(rowTotals).toEqual(table.map(expected));
        expect(columnTotals).toEqual(table[0]?.map((_, at) => expected(table.map((row) => row[at] ?? 0))));
        expect(total).toEqual(expected(table.flat()));
      }),
    );
  });

  it('publishes the same whichever of 1 and 2 each cell that it keeps back is', () => {
    fc.assert(
      fc.property(tables, fc.infiniteStream(fc.constantFrom(1, 2)), (table, draw) => {
        const other = table.map((row) =>
          row.map((count) => (isSmall(count) ? (draw.next().value ?? count) : count)),
        );
        expect(suppressSmallCells(other)).toEqual(suppressSmallCells(table));
      }),
    );
  });

  it.each([
    { rows: 1, columns: 1, most: 9 },
    { rows: 1, columns: 4, most: 6 },
    { rows: 2, columns: 2, most: 6 },
    { rows: 2, columns: 3, most: 4 },
  ])('lets nobody who tries every table of $rows × $columns find out a small count', (shape) => {
    expect(foundOut(suppressSmallCells, shape)).toEqual([]);
  });

  it('is needed: with its total, a single cell kept back would be found out', () => {
    const naive = (table: number[][]) => ({
      cells: table.map((row) => row.map(publishCount)),
      total: table.flat().reduce((sum, count) => sum + count, 0),
    });
    expect(foundOut(naive, { rows: 1, columns: 3, most: 5 })).toContainEqual([[4, 1, 0]]);
  });

  it('of an empty table publishes nothing but noughts', () => {
    expect(suppressSmallCells([])).toEqual({
      cells: [],
      rowTotals: [],
      columnTotals: [],
      total: { count: 0, suppressed: false },
    });
  });
});
