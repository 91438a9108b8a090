import type { HostileText } from './hostile-text.ts';

/** A member can send so much where Markdown is drawn. */
const most = 20_000;

/** As often as it fits. */
const fill = (piece: string, end = ''): string =>
  piece.repeat(Math.floor((most - end.length) / piece.length)) + end;

/** 1, 2, 3, … of a sign, with something between. */
function growing(sign: string, between: string): string {
  let text = '';
  for (let length = 1; text.length + length + between.length <= most; length++) {
    text += sign.repeat(length) + between;
  }
  return text;
}

/** A beginning, and then as often as it fits. */
const after = (start: string, piece: string): string =>
  start + piece.repeat(Math.floor((most - start.length) / piece.length));

const wideHead = `${'|a'.repeat(500)}|\n${'|-'.repeat(500)}|\n`;

/** The worst that was found, by hand and by drawing texts of marks at random for their time. */
export const hostileMarkdown: readonly HostileText[] = [
  { name: 'blanks, dashes, blanks', text: `a\n${' '.repeat(100)}${'-'.repeat(100)}${' '.repeat(100)}x` },
  { name: '1,500 dashes and an x', text: `${'-'.repeat(1_500)}x` },
  { name: '3,990 dashes and an x', text: `${'-'.repeat(3_990)}x` },
  { name: '20,000 dashes and blanks', text: fill('- ', 'x') },
  { name: '5,000 signs of a quote', text: `${'>'.repeat(5_000)} x` },
  { name: '19,000 signs of a quote', text: `${'>'.repeat(19_000)} x` },
  { name: 'quotes with their blanks', text: fill('> ', 'x') },
  { name: 'a quote of many lines', text: fill('> a\n') },
  { name: 'a list of many items', text: fill('- a\n') },
  { name: 'a list ever deeper', text: growing(' ', '- a\n') },
  { name: 'a list within a line', text: fill('- * 1. ', 'x') },
  { name: 'numbered items', text: fill('1. a\n') },
  { name: 'items and blank lines', text: fill('- a\n\n') },
  { name: 'an item and blank lines', text: `- a${'\n'.repeat(most - 4)}x` },
  { name: 'a table of 500 columns and short rows', text: after(wideHead, '|\n') },
  { name: 'a table of 500 columns and full rows', text: after(wideHead, '|b') },
  { name: 'a table of many rows', text: after('|a|\n|-|\n', '|b|\n') },
  { name: 'heads of tables without tables', text: fill('|a|b|\n') },
  { name: 'tables below each other', text: fill('|a|\n|-|\n|b|\n\n') },
  { name: 'bars', text: fill('|') },
  { name: 'escaped bars', text: after('|a|\n|-|\n|', '\\|') },
  { name: 'brackets', text: fill('[') },
  { name: 'brackets that end', text: fill(']') },
  { name: 'images', text: fill('![') },
  { name: 'links without an end', text: fill('[a](https://a') },
  { name: 'links in brackets', text: fill('[a](https://a(') },
  { name: 'links', text: fill('[a](https://a)') },
  { name: 'a long link', text: fill('https://a', ')') },
  { name: 'bare links', text: fill('www.a ') },
  { name: 'a link of brackets', text: `https://a${'()'.repeat(9_000)}` },
  { name: 'a link of points', text: `https://a${'.'.repeat(19_000)}` },
  { name: 'beginnings of links', text: fill('http://') },
  { name: 'stars', text: fill('*') },
  { name: 'stars and lines', text: fill('*_') },
  { name: 'emphases in emphases', text: fill('*a **a ') },
  { name: 'emphases that open', text: fill('*a ') },
  { name: 'emphases that close', text: fill('a* ') },
  { name: 'emphases that open, then close', text: '*a '.repeat(3_300) + 'a* '.repeat(3_300) },
  { name: 'emphases one after the other', text: fill('*a* ') },
  { name: 'mixed emphases', text: fill('*a _b ~~c **d __e ') },
  { name: 'a long word with stars', text: fill('a1*') },
  { name: 'a long number with a star', text: `*a ${'1'.repeat(19_000)}*` },
  { name: 'tildes', text: fill('~~a ') },
  { name: 'backticks', text: fill('`') },
  { name: 'backticks of other lengths', text: growing('`', ' a ') },
  { name: 'code', text: fill('`a` ') },
  { name: 'fences without an end', text: fill('```a\n') },
  { name: 'fences ever longer', text: growing('`', '\n') },
  { name: 'fences', text: fill('```\n') },
  { name: 'raw HTML', text: fill('<') },
  { name: 'elements', text: fill('<div>') },
  { name: 'comments', text: fill('<!--') },
  { name: 'entities', text: fill('&lt;') },
  { name: 'entities without an end', text: fill('&#x') },
  { name: 'backslashes', text: fill('\\') },
  { name: 'escapes', text: fill('\\*') },
  { name: 'headings', text: fill('# a\n') },
  { name: 'signs of headings', text: fill('#') },
  { name: 'underlines', text: fill('a\n---\n') },
  { name: 'definitions', text: fill('[a]: b\n') },
  { name: 'footnotes', text: fill('[^a]') },
  { name: 'letters on lines of their own', text: fill('a\n') },
  { name: 'line breaks', text: `a${'\n'.repeat(most - 2)}a` },
  { name: 'blanks', text: `a${' '.repeat(most - 2)}a` },
  { name: 'tabs', text: fill('\t', 'a') },
  { name: 'one long word', text: fill('a') },
  { name: 'letters outside the first plane', text: '𝐚*'.repeat(6_600) },
];
