/** The words of a Markdown text without its marks, on one line, for a card that shows a few lines of it. */
export function plainExcerpt(markdown: string, longest = 400): string {
  const plain = markdown
    .slice(0, longest * 2)
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^\s{0,3}(#{1,6}|>|[-*+]|\d+[.)])\s+/gm, '')
    .replace(/(\*\*|__|~~|`+)(.+?)\1/gs, '$2')
    .replace(/(?<![\p{L}\p{N}])[*_](\S(?:.*?\S)?)[*_](?![\p{L}\p{N}])/gu, '$1')
    .replace(/\s+/g, ' ')
    .trim();
  return plain.length > longest ? `${plain.slice(0, longest).trimEnd()} …` : plain;
}
