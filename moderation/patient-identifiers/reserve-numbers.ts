import { isDayInSomeCentury } from './calendar.ts';
import type { Candidate } from './finding.ts';
import { type CueLookup, collectMatches, locateCues } from './surroundings.ts';

/** A date and four signs with a letter among them: 850709-T980, 19910203-M012, 910203-K04A. */
const withLetter =
  /(?<![\p{L}\d]|\d[-+.,/:])(?:19|20)?(?<date>\d{6})(?<separator>[- ]?)(?<last>(?=\d{0,3}[A-Z])[\dA-Z]{4})(?![\p{L}\d]|[-./:]\d)/gu;
/** The national format (Inera): 22, 23, 25 … in place of the century, two letters, sex and check digit: 22850709AB12. */
const national =
  /(?<![\p{L}\d]|\d[-+.,/:])(?:00|[2-9]\d)(?<date>\d{6})(?<separator>-?)[A-HJ-NPR-UXYZ]{2}\d{2}(?![\p{L}\d]|[-./:]\d)/gu;
/** Twelve digits that begin with 99 (Stockholm), and the cards of asylum seekers: 50-1234567. */
const undatedForms = /(?<![\p{L}\d]|\d[-+.,/:])(?:99\d{6}-?\d{4}|\d{2}-\d{6,8})(?![\p{L}\d]|[-./:]\d)/gu;

const named =
  /(?<!\p{L})(?:(?:nationellt )?reserv-?(?:n(?:r|ummer|umret)|id\p{L}*)|(?:tillfälligt|temporärt|interims)[- ]?(?:person)?-?(?:n(?:r|ummer)|id)|t-nummer|lma-?(?:n(?:r|ummer)|kort)|p\.?nr|pers\.?nr|person-?n(?:r|ummer)|reserve (?:number|id))(?!\p{L})/giu;
/** What is given out without a region's own rules: the letters of Skatteverket, or two letters (Skåne). */
const known = /^(?:[TRSUWXJKLMN]\d{3}|[A-Z]{2}\d{2})$/;

/**
 * Numbers that Swedish health care and the Tax Agency give to persons without a personal number. They carry no check
 * digit that all regions compute alike: certain where the words before name them, else likely.
 */
export function findReserveNumbers(text: string, isThing: CueLookup): Candidate[] {
  const isNamed = locateCues(text, named, 18, /[\n;]/u);
  const candidate = (match: RegExpExecArray, cued: boolean): Candidate => {
    const end = match.index + match[0].length;
    return {
      kind: 'SWEDISH_RESERVE_NUMBER',
      start: match.index,
      end,
      certainty: cued ? 'certain' : 'likely',
      cued,
    };
  };
  const dated = [withLetter, national].flatMap((pattern) =>
    collectMatches(text, pattern, (match): Candidate | null => {
      const { date = '', last = '', separator } = match.groups ?? {};
      const cued = isNamed(match.index);
      if (cued) return /^(?:X{4}|[A-Z]{4})$/.test(last) ? null : candidate(match, true);
      const isDay = [0, 60].some((added) =>
        isDayInSomeCentury(Number(date.slice(0, 2)), Number(date.slice(2, 4)), Number(date.slice(4)) - added),
      );
      if (!isDay || isThing(match.index)) return null;
      if (last === '') return candidate(match, false);
      return separator === '-' && known.test(last) ? candidate(match, false) : null;
    }),
  );
  const undated = collectMatches(text, undatedForms, (match) =>
    isNamed(match.index) ? candidate(match, true) : null,
  );
  return [...dated, ...undated];
}
