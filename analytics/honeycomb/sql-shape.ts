/**
 * The shape of an SQL statement: its words without any value. Closed: whatever is not a keyword, a plain identifier, an
 * operator or a placeholder makes the whole statement `unreadable`, so that nothing unforeseen passes.
 */

/** What stands in place of a statement that is not understood to its last sign. */
export const unreadable = 'unreadable';
/** Longer shapes are cut to this word: they would be lists of columns, not of use to anybody. */
export const tooLong = 'too long';
const longest = 4000;

const tokens: readonly [RegExp, (text: string) => string | null][] = [
  [/\s+/y, () => ''],
  [/--[^\n]*/y, () => ''],
  // A comment inside a comment is not understood, and neither is a backslash outside of an E'' string: what ends
  // where would depend on settings of the server.
  [/\/\*(?:[^*/]|\*(?!\/)|\/(?!\*))*\*\//y, () => ''],
  [/[Ee]'(?:[^'\\]|''|\\[\s\S])*'(?!')/y, () => '?'],
  [/(?:[BbXxNn]|[Uu]&)?'(?:[^'\\]|'')*'(?!')/y, () => '?'],
  [/\$(?<tag>[A-Za-z_]?\w*)\$[\s\S]*?\$\k<tag>\$/y, () => '?'],
  [/\$\d+/y, () => '?'],
  [/(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?(?![\w.])/y, () => '?'],
  [/"[A-Za-z_][A-Za-z0-9_]{0,62}"/y, (text) => text],
  [/[A-Za-z_][A-Za-z0-9_]{0,62}(?![\w"'])/y, (text) => text],
  [/::|<=|>=|<>|!=|\|\||->>|->|#>>|@>|<@|&&|\/(?!\*)|\*(?!\/)|[-+%=<>(),.;[\]:?!~|&^#@]/y, (text) => text],
];

const known = new Map<string, string>();
const knownAtMost = 1000;

/** @returns the statement with every literal and placeholder as `?`, lists of them as one, comments gone. */
export function sqlShape(statement: string): string {
  const before = known.get(statement);
  if (before !== undefined) return before;
  const shape = readShape(statement);
  if (known.size < knownAtMost) known.set(statement, shape);
  return shape;
}

function readShape(statement: string): string {
  const words: string[] = [];
  for (let at = 0; at < statement.length; ) {
    const token = readToken(statement, at);
    if (token === null) return unreadable;
    if (token.word !== '') words.push(token.word);
    at = token.end;
  }
  const shape = foldLists(words).join(' ').replaceAll(' . ', '.').replaceAll(' ,', ',');
  return shape.length > longest ? tooLong : shape;
}

function readToken(statement: string, at: number): { word: string; end: number } | null {
  for (const [pattern, render] of tokens) {
    pattern.lastIndex = at;
    const text = pattern.exec(statement)?.[0];
    if (!text) continue;
    const word = render(text);
    return word === null ? null : { word, end: at + text.length };
  }
  return null;
}

/** `? , ? , ?` is `?`, and so are rows of them: how many values were given is a value, too. */
function foldLists(words: readonly string[]): string[] {
  const folded: string[] = [];
  for (const word of words) {
    folded.push(word);
    while (endsWith(folded, '?', ',', '?')) folded.splice(-2);
    while (endsWith(folded, '(', '?', ')', ',', '(', '?', ')')) folded.splice(-4);
  }
  return folded;
}

function endsWith(words: readonly string[], ...end: readonly string[]): boolean {
  return end.every((word, at) => words[words.length - end.length + at] === word);
}
