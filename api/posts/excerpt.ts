/** How many characters of a post its excerpt shows. */
export const excerptLength = 280;

/** How much of the source is read for it, whatever Markdown stands around its words. */
export const excerptSource = 4_000;

/**
 * The first words of a Markdown text, on one line and without its marks: at most 280 characters (code points).
 * Not a parser: what looks like Markdown in a sentence of a doctor ("5*10 mg") stays as she wrote it.
 */
export function excerptOf(markdown: string): string {
  const text = markdown
    .slice(0, excerptSource)
    .replace(/^ {0,3}(```|~~~).*$/gm, '')
    .replace(/^ {0,3}([-*_])( {0,3}\1){2,} *$/gm, '')
    .replace(/^\s*\|?[ :|-]*-{3,}[ :|-]*\|?\s*$/gm, '')
    .replace(/^ {0,3}(> ?)+/gm, '')
    .replace(/^ {0,3}#{1,6} +/gm, '')
    .replace(/^\s*([-*+]|\d{1,3}[.)]) +(\[[ xX]\] +)?/gm, '')
    .replace(/!?\[([^[\]\n]*)\]\([^()\s]*(?: "[^"\n]*")?\)/g, '$1')
    .replace(/<(https?:[^<>\s]+)>/g, '$1')
    .replace(/<\/?[a-zA-Z][^<>\n]*>/g, '')
    .replace(/(?<![\p{L}\p{N}*\\])(\*{1,3})(?=\S)([^*\n]*[^*\s\\])\1(?![\p{L}\p{N}*])/gu, '$2')
    .replace(/(?<![\p{L}\p{N}_\\])(_{1,3})(?=\S)([^_\n]*[^_\s\\])\1(?![\p{L}\p{N}_])/gu, '$2')
    .replace(/~~(?=\S)([^~\n]*)~~/g, '$1')
    .replace(/`+([^`\n]*)`+/g, '$1')
    .replace(/^\s*\|(.*)\|\s*$/gm, '$1')
    .replace(/ \| /g, ' ')
    .replace(/\\([\\`*_{}[\]()#+.!|>~-])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
  return [...text].slice(0, excerptLength).join('').trimEnd();
}
