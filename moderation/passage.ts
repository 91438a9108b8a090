/** A place in a text, in UTF-16 code units, as browsers count a selection. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/**
 * The words at a place; null where there are none: outside of the text, empty, or cut through the middle of a character.
 */
export function passageAt(text: string, { start, end }: Place): string | null {
  if (!Number.isInteger(start) || !Number.isInteger(end) || start < 0 || end > text.length) return null;
  if (start >= end || splitsPair(text, start) || splitsPair(text, end)) return null;
  return text.slice(start, end);
}

/** The text with other words at a place. @throws RangeError where `passageAt` finds none. */
export function replacePassage(text: string, place: Place, replacement: string): string {
  if (passageAt(text, place) === null) throw new RangeError('no passage there');
  return text.slice(0, place.start) + replacement + text.slice(place.end);
}

/** Whether a text says the passage again, in whatever case and spacing. */
export function quotes(text: string, passage: string): boolean {
  const plain = (words: string) => words.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
  return plain(text).includes(plain(passage));
}

function splitsPair(text: string, at: number): boolean {
  const unit = (index: number) => text.charCodeAt(index) & 0xfc00;
  return at > 0 && at < text.length && unit(at - 1) === 0xd800 && unit(at) === 0xdc00;
}
