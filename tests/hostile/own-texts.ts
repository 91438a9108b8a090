import type { HostileText } from './hostile-text.ts';

/** As long as the longest body that a member may write. */
export const longest = 20_000;

const fill = (unit: string, length = longest): string =>
  unit.repeat(Math.ceil(length / unit.length)).slice(0, length);

export const ownTexts: readonly HostileText[] = [
  { name: 'nothing', text: '' },
  { name: '20,000 digits', text: fill('7') },
  { name: '20,000 combining marks', text: `a${fill('\u0301', longest - 1)}` },
  { name: 'combining marks out of order', text: `a${fill('\u0301\u0323', longest - 1)}` },
  { name: 'letters that grow when normalised', text: fill('\ufdfa') },
  { name: 'letters that grow when written large', text: fill('\u0149ß\u0390') },
  { name: 'Hangul in parts', text: fill('\u1112\u1161\u11ab') },
  { name: 'emoji in families', text: fill('👩‍👩‍👧‍👦') },
  { name: 'lone surrogates', text: fill('\ud800a\udfff') },
  { name: 'NUL', text: `Vad\u0000 tror ni om provet?` },
  { name: 'NUL again and again', text: fill('\u0000') },
  { name: 'right to left', text: fill('שלום עליכם ') },
  { name: 'overrides of direction', text: fill('\u202ea\u202db\u202c') },
  { name: 'zero width', text: fill('\u200b') },
  { name: 'one word', text: fill('elektroencefalografi') },
  { name: 'blanks, then a letter', text: `a${fill(' ', longest - 2)}b` },
  { name: 'line breaks, then a letter', text: `a${fill('\n', longest - 2)}b` },
  { name: 'tabs and blanks in turn', text: fill('\t \u00a0') },
  { name: 'words of one letter', text: fill('a ') },
  { name: 'entities', text: fill('&amp;') },
  { name: 'entities that do not end', text: fill('&#x1F') },
  { name: 'backslashes', text: fill('\\') },
  { name: 'quotation marks', text: fill('"') },
  { name: 'tags', text: fill('<a><b>') },
  { name: 'tags that do not end', text: fill('<a') },
  { name: 'comments', text: fill('<!--') },
  { name: 'addresses of mail', text: fill('a@') },
  { name: 'a very large number', text: `1e${fill('9', 300)}` },
  { name: 'a prototype key', text: '__proto__' },
  { name: 'a constructor', text: 'constructor' },
  { name: 'SQL', text: `'; DROP TABLE forum.consultation; --` },
  { name: 'a pattern of LIKE', text: fill('%_') },
  { name: 'JSON in JSON', text: fill('[', 10_000) },
  { name: 'a template', text: fill('{{x}}<%= x %>') },
  { name: 'CSS', text: '</style><script>alert(1)</script>' },
  { name: 'a header of its own', text: 'a\r\nSet-Cookie: konsilium=x\r\n\r\nb' },
  { name: 'far more than the longest', text: fill('lång text ', 150_000) },
];

export const ids: readonly HostileText[] = [
  { name: 'no id', text: '' },
  { name: 'a word', text: 'none' },
  { name: 'another kind of UUID', text: '11111111-1111-1111-1111-111111111111' },
  { name: 'an id in capitals', text: 'A1B2C3D4-0000-4000-8000-00000000ABCD' },
  { name: 'nobody’s id', text: '00000000-0000-4000-8000-000000000000' },
  { name: 'an id and NUL', text: '00000000-0000-4000-8000-00000000000\u0000' },
  { name: 'a way up', text: '../../../../etc/passwd' },
  { name: 'a prototype key', text: '__proto__' },
  { name: 'a lone surrogate', text: '\ud800' },
  { name: '20,000 digits', text: fill('7') },
];

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

export const cursors: readonly HostileText[] = [
  ...ids,
  { name: 'a cursor of nothing', text: encode(null) },
  { name: 'a cursor of an object', text: encode({ __proto__: 1, a: { b: 1 } }) },
  { name: 'a cursor of wrong kinds', text: encode([1, {}]) },
  { name: 'a cursor with a date that is none', text: encode(['+275760-09-13T00:00:00.001Z', 'x']) },
  { name: 'a cursor of NUL', text: encode(['\u0000', '\u0000']) },
  { name: 'a deep cursor', text: Buffer.from('['.repeat(9_000)).toString('base64url') },
];

export const numbers: readonly unknown[] = [
  -1,
  0,
  2 ** 31 - 1,
  -(2 ** 31),
  2 ** 31,
  1e308,
  0.5,
  '7',
  null,
  [],
];
