import type { HostileText } from './hostile-text.ts';
import { hostileIdentifierTexts } from './identifiers.ts';
import { hostileMarkdown } from './markdown-texts.ts';
import { cursors, ids, longest, numbers, ownTexts } from './own-texts.ts';
import { hostileStrings } from './strings.ts';

/** Every list of hostile texts, and which of them goes where. */

const lists: readonly (readonly HostileText[])[] = [
  ownTexts,
  hostileStrings,
  hostileIdentifierTexts,
  hostileMarkdown,
];
const eachOf = (list: readonly HostileText[], step: number) => list.filter((_text, at) => at % step === 0);

export const allTexts: readonly HostileText[] = lists.flat();

/** For a field behind which the same rule stands as behind many: one in so many of each list. */
export const someTexts: readonly HostileText[] = lists.flatMap((list) =>
  eachOf(list, Math.ceil(list.length / 12)),
);

/** What pages show: within the largest length of a body. */
export const shownTexts: readonly HostileText[] = [
  ...ownTexts.filter(({ text }) => text.length >= 100 && text.length <= longest),
  ...eachOf(hostileStrings, 10),
  ...eachOf(hostileMarkdown, 3),
];

/** An attempt at a password costs what it costs whatever it is, and only ten are heard. */
const passwords = ownTexts.filter(({ name }) => ['NUL', '20,000 digits', 'lone surrogates'].includes(name));

/** Where what is written is shown to others as it is: everything is tried there. */
const shown = /^(?:postConsultation (?:title|body)|postAnswer body)$/;

export interface Value {
  name: string;
  value: unknown;
}

export function valuesFor(operation: string, path: readonly (string | number)[], scalar: string): Value[] {
  const field = String(path.at(-1));
  if (scalar === 'Int' || scalar === 'Float') {
    return numbers.map((value) => ({ name: JSON.stringify(value), value }));
  }
  if (scalar === 'Boolean') return [{ name: 'a text', value: 'true' }];
  return textsFor(operation, field, scalar).map(({ name, text }) => ({ name, value: text }));
}

function textsFor(operation: string, field: string, scalar: string): readonly HostileText[] {
  if (/password/i.test(field)) return passwords;
  if (field === 'after') return cursors;
  if (scalar === 'ID') return ids;
  return shown.test(`${operation} ${field}`) ? allTexts : someTexts;
}
