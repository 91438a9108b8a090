import Personnummer from 'personnummer';
import { isDayInSomeCentury, isHour } from './calendar.ts';
import type { Candidate } from './finding.ts';
import { type CueLookup, collectMatches, locateCues, textBefore } from './surroundings.ts';

const space = '[ \\u00a0\\u202f]';
const dash = '[-\\u2010-\\u2015\\u2212]';

/** 10 or 12 digits: 850709-9805, 19850709-9805, 8507099805, 850709 9805, 1985 07 09-9805, 340216+9837. */
const written = new RegExp(
  `(?:(?<![\\p{L}\\d]|\\d[-+.,/:])|(?<=p\\.?nr\\.?))(?<date>(?:(?:18|19|20)${space}?)?\\d{2}(?<inner>(?:${space}|${dash})?)\\d{2}\\k<inner>\\d{2})` +
    `(?<separator>${space}?(?:\\+|${dash})?${space}?)(?<last>\\d{4})(?![\\p{L}\\d]|[-.,/:]\\d)`,
  'gu',
);

const named =
  /(?<!\p{L})(?:p\.?nr|pers\.?nr|person-?n(?:r|ummer|ummret)\p{L}*|personal (?:identity )?number|samordnings-?n(?:r|ummer)\p{L}*|födelsen(?:r|ummer)\p{L}*|henkilönumero)(?!\p{L})/giu;
const besidePatient =
  /(?<!\p{L})(?:pat(?:ient(?:en)?)?|pt|kvinnan?|man(?:nen)?|pojken?|flickan?|barnet)[.,:]?[ (]{1,2}$/iu;

/**
 * Swedish personal identity and coordination numbers (Skatteverket, SKV 704 and 707). With a valid check digit they are
 * certain; with a wrong one likely, where the words before say that it is meant as one.
 */
export function findSwedishNumbers(text: string, isThing: CueLookup): Candidate[] {
  const isNamed = locateCues(text, named);
  return collectMatches(text, written, (match): Candidate | null => {
    const { date = '', inner = '', separator = '', last = '' } = match.groups ?? {};
    const digits = date.replace(/\D/g, '');
    const sign = separator.includes('+') ? '+' : digits.length === 6 ? '-' : '';
    // "2024-03-12 1430" is a day and an hour.
    if (inner.trim() !== '' && separator.trim() === '') return null;
    const coordination = Number(digits.slice(-2)) > 60;
    const start = match.index;
    const found = {
      kind: coordination ? 'SWEDISH_COORDINATION_NUMBER' : 'SWEDISH_PERSONAL_NUMBER',
      start,
      end: start + match[0].length,
    } as const;
    const cued = isNamed(start);
    const day = Number(digits.slice(-2)) - (coordination ? 60 : 0);
    const plausible = isDayInSomeCentury(Number(digits.slice(-6, -4)), Number(digits.slice(-4, -2)), day);
    if (plausible && Personnummer.valid(`${digits}${sign}${last}`)) {
      const mayBeHour = isHour(last) && (inner !== '' || separator === ' ' || isRecent(digits));
      const doubtful = mayBeHour || isThing(start);
      return { ...found, certainty: doubtful && !cued ? 'likely' : 'certain', cued };
    }
    if (cued) return { ...found, certainty: 'likely', cued };
    return plausible && besidePatient.test(textBefore(text, start, 16))
      ? { ...found, certainty: 'likely', cued: true }
      : null;
  });
}

/** A day of the last five years: then "240312-1430" is rather when than who. */
function isRecent(digits: string): boolean {
  const age = (new Date().getFullYear() - Number(digits.slice(-6, -4))) % 100;
  return age <= 5 && !/^(?:18|19)\d{6}$/.test(digits);
}
