import type { Block, Line } from './types.ts';

/** What a browser draws in well under 100 ms, and more than any question needs. */
export const markdownBounds = { parts: 3_000, columns: 20, cells: 600 } as const;

export type MarkdownExcess = 'TEXT_TOO_MANY_PARTS' | 'TABLE_TOO_LARGE';

/** Why a text is not to be drawn; null where nothing is wrong with it. */
export function markdownExcess(blocks: readonly Block[]): MarkdownExcess | null {
  let parts = 0;
  for (const block of blocks) {
    parts += 1;
    switch (block.type) {
      case 'code':
        break;
      case 'heading':
        parts += partsOf(block.line);
        break;
      case 'table': {
        const cells = block.rows.flat();
        if (block.rows.some((row) => row.length > markdownBounds.columns)) return 'TABLE_TOO_LARGE';
        if (cells.length > markdownBounds.cells) return 'TABLE_TOO_LARGE';
        for (const cell of cells) parts += partsOf(cell);
        break;
      }
      case 'list':
        for (const { lines } of block.items) for (const line of lines) parts += 1 + partsOf(line);
        break;
      default:
        for (const line of block.lines) parts += partsOf(line);
    }
    if (parts > markdownBounds.parts) return 'TEXT_TOO_MANY_PARTS';
  }
  return null;
}

/** A line counts as one however empty it is. */
function partsOf(line: Line): number {
  let parts = 1;
  for (const part of line) {
    if (part.type !== 'text') parts += 1;
    if ('children' in part) parts += partsOf(part.children);
  }
  return parts;
}
