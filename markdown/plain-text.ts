import { parseMarkdown } from './parse.ts';
import type { Block, Line } from './types.ts';

/** How many characters (code points) of a post its excerpt shows. */
export const excerptLength = 280;

/** The words as a reader sees them, line by line: without the marks of emphasis and links, with every other sign. */
export function plainLines(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) => {
    switch (block.type) {
      case 'code':
        return block.text.split('\n');
      case 'heading':
        return [plainLine(block.line)];
      case 'table':
        return block.rows.map((row) => row.map(plainLine).join(' | '));
      case 'list':
        return block.items.flatMap(({ sign, done, lines }) => {
          const [first = '', ...more] = lines.map(plainLine);
          const tick = done === null ? '' : done ? '[x] ' : '[ ] ';
          return [`${sign} ${tick}${first}`, ...more];
        });
      default:
        return block.lines.map(plainLine);
    }
  });
}

function plainLine(line: Line): string {
  return line.map((part) => ('children' in part ? plainLine(part.children) : part.text)).join('');
}

/**
 * The first words of a post, at most 280 characters. Its lines stay lines: run together, "5" and "10 mg" would be
 * another dose.
 */
export function excerptOf(markdown: string): string {
  const lines = plainLines(parseMarkdown(markdown)).map((line) => line.replace(/\s+/g, ' ').trim());
  const text = lines.filter((line) => line !== '').join('\n');
  return [...text].slice(0, excerptLength).join('').trimEnd();
}
