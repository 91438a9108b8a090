import { isDayInSomeCentury, isHour } from './calendar.ts';
import type { Candidate } from './finding.ts';
import { hasSwedishCheckDigit } from './nordic-checks.ts';
import {
  type CueLookup,
  collectMatches,
  isGlued,
  isGluedCode,
  locateCues,
  textBefore,
} from './surroundings.ts';

/** 10 or 12 digits: 850709-9805, 19850709-9805, 8507099805, 850709 9805, 1985 07 09-9805, 85.07.09-9805, 340216+9837. */
const written =
  /(?<!\d|\d[-+.,/:])(?<date>(?:(?:18|19|20) ?)?\d{2}(?<inner>[-./ ]?)\d{2}\k<inner>\d{2})(?<separator> ?[-+] ?|[/.]|, | {0,2})(?<last>\d{4})(?!\d|[-.,/:]\d)/gu;

const named =
  /(?<!\p{L})(?:p\.?nr|pers\.?nr|person-?n(?:r|ummer|ummret)\p{L}*|personal (?:identity )?number|samordnings-?n(?:r|ummer)\p{L}*|födelsen(?:r|ummer)\p{L}*|henkilönumero)(?!\p{L})/giu;
const besidePatient =
  /(?<!\p{L})(?:pat(?:ient(?:en)?)?|pt|kvinnan?|man(?:nen)?|pojken?|flickan?|barnet)[.,:]?[ (]{1,2}$/iu;

/**
 * Swedish personal identity and coordination numbers (Skatteverket, SKV 704 and 707). With a valid check digit they are
 * certain. With a wrong one they are likely in the forms that hardly anything else is written in, and in the others where
 * the words before, or a name beside them, say what they are meant as.
 */
export function findSwedishNumbers(text: string, isThing: CueLookup): Candidate[] {
  const isNamed = locateCues(text, named);
  return collectMatches(text, written, (match): Candidate | null => {
    const { date = '', inner = '', separator = '', last = '' } = match.groups ?? {};
    const digits = date.replace(/\D/g, '');
    const sign = separator.trim();
    // "2024-03-12 1430" is a day and an hour.
    if (inner.trim() !== '' && sign === '') return null;
    const start = match.index;
    const end = start + match[0].length;
    const cued = isNamed(start);
    const glued = isGlued(text, start, end);
    const coordination = Number(digits.slice(-2)) >= 60;
    const found = {
      kind: coordination ? 'SWEDISH_COORDINATION_NUMBER' : 'SWEDISH_PERSONAL_NUMBER',
      start,
      end,
      cued,
    } as const;
    const isDated = isPlausible(digits, coordination);
    const isOutright = digits.length === 8 || sign === '-' || sign === '+';
    if (isDated && hasSwedishCheckDigit(`${digits.slice(-6)}${last}`) && (isOutright || isFull(digits))) {
      const mayBeHour = isHour(last) && (inner !== '' || separator === ' ' || isRecent(digits, 5));
      const doubtful = mayBeHour || isThing(start) || sign === ',' || isGluedCode(text, start);
      return { ...found, certainty: doubtful && !cued ? 'likely' : 'certain' };
    }
    if (cued) return { ...found, certainty: 'likely' };
    if (!isDated || isThing(start)) return null;
    if (besidePatient.test(textBefore(text, start, 16))) return { ...found, certainty: 'likely', cued: true };
    if (isHour(last) && isRecent(digits, 15)) return null;
    const isTypical =
      inner === '' && (separator === '-' || separator === '+' || (separator === '' && digits.length === 8));
    if (isTypical && !glued) return { ...found, certainty: 'likely' };
    return sign === '' || sign === '-' ? { ...found, certainty: 'likely', needsName: true } : null;
  });
}

/** A day that exists; in coordination numbers 60 is added to it, and month and day may be 0 where they are unknown. */
function isPlausible(digits: string, coordination: boolean): boolean {
  const [year, month, day] = [-6, -4, -2].map((from) => Number(digits.slice(from, from + 2 || undefined)));
  if (year === undefined || month === undefined || day === undefined) return false;
  if (!coordination) return isDayInSomeCentury(year, month, day);
  return isDayInSomeCentury(year, month || 1, day - 60 || 1);
}

/** Month and day are known. Ten digits and nothing else are too little where they are not. */
const isFull = (digits: string) => digits.slice(-4, -2) !== '00' && digits.slice(-2) !== '60';

/** A day of the last years: then "240312-1430" is rather when than who. */
function isRecent(digits: string, years: number): boolean {
  const age = (new Date().getFullYear() - Number(digits.slice(-6, -4)) + 100) % 100;
  return age <= years && !/^(?:18|19)\d{6}$/.test(digits);
}
