/** Joins Markdown blocks (a paragraph, a whole list) with the blank line that separates them. */
export function paragraphs(...blocks: readonly string[]): string {
  return blocks.join('\n\n');
}
