/** What stands beside a passage. Every look is bounded, so that the whole check stays linear in the text. */

/** The characters before `index`, at most `length` of them and none from an earlier line. */
export function textBefore(text: string, index: number, length = 40): string {
  const slice = text.slice(Math.max(0, index - length), index);
  return slice.slice(slice.lastIndexOf('\n') + 1);
}

/** The characters from `index` on, at most `length` of them. */
export function textAfter(text: string, index: number, length = 40): string {
  return text.slice(index, index + length);
}

/**
 * All matches of a global or sticky pattern; where `accept` refuses one, the search goes on one character further
 * instead of behind it, since a refused match may hide the beginning of a good one.
 */
export function collectMatches<Found>(
  text: string,
  pattern: RegExp,
  accept: (match: RegExpExecArray) => Found | null,
): Found[] {
  const found: Found[] = [];
  const search = new RegExp(pattern.source, pattern.flags);
  for (let match = search.exec(text); match; match = search.exec(text)) {
    const accepted = accept(match);
    if (accepted === null) search.lastIndex = match.index + firstSign(match[0]);
    else found.push(accepted);
  }
  return found;
}

/** In UTF-16 units. A search that begins inside a sign of two units steps back to its start, and would never end. */
function firstSign(text: string): number {
  return (text.codePointAt(0) ?? 0) > 0xffff ? 2 : 1;
}

/** A letter stands right before or behind: "Pat850709-9805", "850709-9805hosta". */
export function isGlued(text: string, start: number, end: number): boolean {
  return (
    /\p{L}$/u.test(text.slice(Math.max(0, start - 2), start)) || /^\p{L}/u.test(text.slice(end, end + 2))
  );
}

/** What stands right before is a letter or two of a code rather than a word: "K850709-9804", "SN850709". */
export function isGluedCode(text: string, start: number): boolean {
  return /(?<!\p{L})\p{Lu}{1,3}$/u.test(text.slice(Math.max(0, start - 4), start));
}

/** Tells whether one of the words stands shortly before an index. */
export type CueLookup = (index: number) => boolean;

/**
 * Finds all places of some words once, so that each question costs a binary search. A cue reaches `reach` characters far,
 * over no line, digit or other `barrier`.
 */
export function locateCues(text: string, words: RegExp, reach = 14, barrier = /[\d\n]/u): CueLookup {
  const ends = collectMatches(text, words, (match) => match.index + match[0].length);
  return (index) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) <= index) low = middle + 1;
      else high = middle;
    }
    const end = ends[low - 1];
    return end !== undefined && index - end <= reach && !barrier.test(text.slice(end, index));
  };
}

const things = new RegExp(
  `(?<!\\p{L})(?:${[
    'lot|batch\\p{L}*|sats|parti|(?:\\p{L}{1,12}-)?erä|serie-?n(?:r|ummer)|serial|sn',
    'art(?:ikel)?[.-]{0,2}n(?:r|ummer)|varunummer|katalog\\p{L}*|catalogue|modell?\\p{L}*|ndc|mtnr|opd',
    'order\\p{L}*|ref|referens\\p{L}*|reference|ärende\\p{L}*|dnr|diarie\\p{L}*|case|fall|konsult\\p{L}*|tapaus\\p{L}*',
    'isbn|issn|pmid|pmcid|doi|eudract|rapport|report|studie\\p{L}*|study|version|katetern|kod|code',
  ].join('|')})(?!\\p{L})`,
  'giu',
);

/** Words for what is numbered and is no person: a batch, an order, a case, a book. */
export function locateThings(text: string): CueLookup {
  return locateCues(text, things, 12, /[\d\n.;]/u);
}

const literature =
  /(?<![\p{L}\d])(?:10\.\d{4,9}\/\S{1,80}|(?:PMID|PMCID|ISBN|ISSN|doi)[:\s]{0,2}[\dA-Z][\dXA-Z./-]{4,80}|(?:NCT|ISRCTN)\d{6,10}|(?:18|19|20)\d\d;\s?\d{1,4}(?:\(\d{1,3}\))?:\s?\w?\d{1,6}(?:[-–]\w?\d{1,6})?)/giu;

/** The places of references (DOI, PMID, trial numbers, "2019;394:1145-58"), in the order of the text. */
export function findReferences(text: string): Array<readonly [start: number, end: number]> {
  return collectMatches(text, literature, (match) => [match.index, match.index + match[0].length] as const);
}
