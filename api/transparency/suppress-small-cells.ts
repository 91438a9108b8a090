/** A count as it is published: the number, or that it is kept back. */
export type PublishedCount = { count: number; suppressed: false } | { count: null; suppressed: true };

export interface PublishedTable {
  cells: PublishedCount[][];
  rowTotals: PublishedCount[];
  columnTotals: PublishedCount[];
  total: PublishedCount;
}

/** Fewer than this, and more than none, could point at one person. */
export const smallestPublished = 3;

const kept: PublishedCount = { count: null, suppressed: true };

/** A count that stands alone. None at all is said: there is nobody to point at. */
export function publishCount(count: number): PublishedCount {
  return count > 0 && count < smallestPublished ? kept : { count, suppressed: false };
}

/** A sum of published counts; kept back as soon as one of them is, since the rest could be subtracted from it. */
export function publishSum(parts: readonly PublishedCount[]): PublishedCount {
  let count = 0;
  for (const part of parts) {
    if (part.suppressed) return kept;
    count += part.count;
  }
  return { count, suppressed: false };
}

/**
 * A table of counts with its totals, in which no count of 1 or 2 can be found out.
 *
 * Every total is computed from published cells alone, so totals add nothing to what the cells say; and 1 and 2 are
 * published alike. So each cell that is kept back could be either, whatever the others are, and also for a reader who
 * knows this rule. Keeping back second cells instead (Cox, JASA 75, 1980, 377-385) would save some totals, at the
 * price of a choice that itself must give nothing away.
 * @param table rows of equal length, of whole numbers from 0 on.
 */
export function suppressSmallCells(table: readonly (readonly number[])[]): PublishedTable {
  const cells = table.map((row) => row.map(publishCount));
  const columns = Array.from({ length: cells[0]?.length ?? 0 }, (_, at) =>
    cells.map((row) => row[at] ?? publishCount(0)),
  );
  return {
    cells,
    rowTotals: cells.map(publishSum),
    columnTotals: columns.map(publishSum),
    total: publishSum(cells.flat()),
  };
}
