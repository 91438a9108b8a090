/** A copy of a text in the plain signs that the rules know, with the way back. */
export interface Folded {
  readonly text: string;
  /** For each UTF-16 unit of `text` where in the original it begins and ends. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

/** Names of the HTML entities that Markdown shows as a blank, a dash, nothing, or a sign of an address. */
const entities: Readonly<Record<string, string>> = {
  ...{ nbsp: ' ', ensp: ' ', emsp: ' ', thinsp: ' ', numsp: ' ', puncsp: ' ' },
  ...{ shy: '', zwj: '', zwnj: '', nobreak: '', zerowidthspace: '' },
  ...{ hyphen: '-', dash: '-', ndash: '-', mdash: '-', minus: '-', commat: '@', period: '.' },
};

/** Signs that look like a plain one, or like nothing. Each alternative is bounded or begins with a sign of its own. */
const unusual = new RegExp(
  [
    '(?<entity>&(?:#\\d{1,7}|#x[\\da-f]{1,6}|[a-z]{3,14});)',
    '(?<lineBreak>\\r\\n|[\\r\\u000b\\u000c\\u0085\\u2028\\u2029])',
    '(?<invisible>[\\p{Default_Ignorable_Code_Point}\\u0000-\\u0008\\u000e-\\u001f\\u007f-\\u0084\\u0086-\\u009f]+)',
    '(?<composed>\\p{L}\\p{M}{1,3})',
    '(?<mark>\\p{M}+)',
    '(?<digit>(?![0-9])\\p{Nd})',
    '(?<dash>(?!-)[\\p{Dash}\\u02d7\\u2043])',
    '(?<blanks>[\\p{Zs}\\t]{2,}|(?! )[\\p{Zs}\\t])',
    '(?<lookAlike>[\\uff01-\\uff5e\\u{1d400}-\\u{1d7cb}])',
  ].join('|'),
  'giu',
);

/** Marks of Markdown, and line breaks, inside what would be one number without them. */
const interruptions =
  /(?<=\d)_(?=\d)|(?<=[\d-])(?:\*{2,3}|`|~~|\\|_{2})(?=[\d-])|(?<=\d)[*_](?=-)|(?<=-)[*_](?=\d)|(?<=\d{6}) ?\n ?(?=[-+]\d{3})|(?<=\d{6}[-+]) ?\n ?(?=\d{3})/gu;

/**
 * Invisible signs left out; dashes, runs of blanks, line breaks, digits and full-width letters of every kind in their plain form;
 * letters composed; Markdown inside numbers left out. In time linear in the text.
 */
export function fold(original: string): Folded {
  const places = Int32Array.from({ length: original.length }, (_, index) => index);
  const whole: Folded = { text: original, starts: places, ends: places.map((place) => place + 1) };
  const plain = rewrite(whole, unusual, ({ 0: sign, groups = {} }) => plainForm(sign, groups));
  return rewrite(plain, interruptions, (match) =>
    match[0] === '_' && match.index > 0 ? between(plain.text, match) : '',
  );
}

/** The passage of the original that a passage of the copy stands for, with what was left out inside it. */
export function unfold({ starts, ends }: Folded, start: number, end: number): { start: number; end: number } {
  return { start: starts[start] ?? 0, end: ends[end - 1] ?? 0 };
}

/** "850709_9805" is one number as with a blank, "850709_-9805" as without anything. */
function between(text: string, { index }: RegExpExecArray): string {
  return text[index - 1] === '-' || text[index + 1] === '-' ? '' : ' ';
}

function rewrite(from: Folded, pattern: RegExp, replace: (match: RegExpExecArray) => string): Folded {
  const pieces: string[] = [];
  const starts = new Int32Array(from.text.length);
  const ends = new Int32Array(from.text.length);
  let length = 0;
  let copied = 0;
  const copyTo = (end: number) => {
    pieces.push(from.text.slice(copied, end));
    starts.set(from.starts.subarray(copied, end), length);
    ends.set(from.ends.subarray(copied, end), length);
    length += end - copied;
  };
  for (const match of from.text.matchAll(pattern)) {
    copyTo(match.index);
    copied = match.index + match[0].length;
    const replacement = replace(match);
    pieces.push(replacement);
    // A replacement is never longer than what it stands for.
    starts.fill(from.starts[match.index] ?? 0, length, length + replacement.length);
    ends.fill(from.ends[copied - 1] ?? 0, length, length + replacement.length);
    length += replacement.length;
  }
  if (copied === 0) return from;
  copyTo(from.text.length);
  return { text: pieces.join(''), starts: starts.subarray(0, length), ends: ends.subarray(0, length) };
}

function plainForm(sign: string, groups: Readonly<Record<string, string | undefined>>): string {
  if (groups.entity !== undefined) return plainEntity(sign);
  if (groups.lineBreak !== undefined) return '\n';
  if (groups.composed !== undefined) return composed(sign);
  if (groups.digit !== undefined) return String(digitValue(sign));
  if (groups.dash !== undefined) return '-';
  if (groups.blanks !== undefined) return ' ';
  if (groups.lookAlike !== undefined) return lookAlike(sign);
  return '';
}

function plainEntity(written: string): string {
  const name = written.slice(1, -1).toLowerCase();
  if (!name.startsWith('#')) return entities[name] ?? written;
  const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return written;
  const sign = String.fromCodePoint(code);
  if (sign === '&') return sign;
  const [found] = sign.matchAll(unusual);
  return found ? plainForm(found[0], found.groups ?? {}) : sign;
}

function composed(written: string): string {
  const sign = written.replace(/\p{Default_Ignorable_Code_Point}/gu, '').normalize('NFC');
  return sign.length <= written.length ? sign : written;
}

function lookAlike(sign: string): string {
  const plain = sign.normalize('NFKC');
  return plain.length <= sign.length ? plain : sign;
}

const isDigit = /^\p{Nd}$/u;
const values = new Map<string, number>();

/** Every run of decimal digits in Unicode counts 0 to 9, once or several times over. */
function digitValue(digit: string): number {
  const known = values.get(digit);
  if (known !== undefined) return known;
  const code = digit.codePointAt(0) ?? 0;
  let first = code;
  while (isDigit.test(String.fromCodePoint(first - 1))) first -= 1;
  values.set(digit, (code - first) % 10);
  return (code - first) % 10;
}
