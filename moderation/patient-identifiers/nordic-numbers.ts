import { idnr } from '@navikt/fnrvalidator';
import { FinnishSSN } from 'finnish-ssn';
import { isDayInSomeCentury, isHour } from './calendar.ts';
import type { Candidate } from './finding.ts';
import {
  hasFinnishCheckCharacter,
  hasIcelandicCheckDigit,
  hasNorwegianCheckDigits,
} from './nordic-checks.ts';
import { type CueLookup, collectMatches, isGlued, locateCues } from './surroundings.ts';

const finnish = /(?<!\d|\d[-+.,/:])\d{6} ?(?<sign>[-+A-FU-Y]) ?\d{3}(?<check>[\dA-Y])(?!\d|[-./:]\d)/giu;
const namedFinnish =
  /(?<!\p{L})(?:hetu\p{L}*|henkilötunnu\p{L}*|finnish id\p{L}*(?: number| code)?)(?!\p{L})/giu;

/** Finnish henkilötunnus, all century signs of the reform of 2023. Certain by its check character. */
export function findFinnishIds(text: string, isThing: CueLookup): Candidate[] {
  const isNamed = locateCues(text, namedFinnish);
  return collectMatches(text, finnish, (match): Candidate | null => {
    const start = match.index;
    const end = start + match[0].length;
    const cued = isNamed(start);
    const found = { kind: 'FINNISH_PERSONAL_ID', start, end, cued } as const;
    const { sign = '', check = '' } = match.groups ?? {};
    const isDated = isDayMonthYear(match[0]);
    const id = match[0].replaceAll(' ', '').toUpperCase();
    if (isDated && hasFinnishCheckCharacter(id) && FinnishSSN.validate(id)) {
      return { ...found, certainty: isThing(start) && !cued ? 'likely' : 'certain' };
    }
    if (cued) return { ...found, certainty: 'likely' };
    // With a digit at the end it is a Danish number rather.
    if (!isDated || isThing(start) || isGlued(text, start, end) || /\d/.test(check)) return null;
    return { ...found, certainty: 'likely', needsName: sign !== '-' };
  });
}

const norwegian = /(?<!\d|\d[-+.,/:])(?<born>\d{6})(?<separator>[ -]?)\d{3} ?\d{2}(?!\d|[-./:]\d)/gu;
const namedNorwegian =
  /(?<!\p{L})(?:fødselsn\p{L}*|fnr|f\.nr|personn(?:umme)?r|d-n(?:umme)?r|(?:fh|hjelpe|nød)-?n(?:umme)?r|norwegian id\p{L}*(?: number)?)(?!\p{L})/giu;

/**
 * Norwegian fødselsnummer, D-, H- and T-numbers, help numbers (FH, beginning with 8 or 9, without a date) and the
 * synthetic ones of the tests of NAV and Skatteetaten. Certain by both check digits.
 */
export function findNorwegianIds(text: string, isThing: CueLookup): Candidate[] {
  const isNamed = locateCues(text, namedNorwegian);
  return collectMatches(text, norwegian, (match): Candidate | null => {
    const start = match.index;
    const end = start + match[0].length;
    const cued = isNamed(start);
    const found = { kind: 'NORWEGIAN_NATIONAL_ID', start, end, cued } as const;
    const digits = match[0].replace(/\D/g, '');
    if (isNorwegian(digits)) return { ...found, certainty: isThing(start) && !cued ? 'likely' : 'certain' };
    if (cued) return { ...found, certainty: 'likely' };
    if (isThing(start) || isGlued(text, start, end) || !isDayMonthYear(digits)) return null;
    return { ...found, certainty: 'likely', needsName: match.groups?.separator === '' };
  });
}

function isNorwegian(digits: string): boolean {
  if (idnr(digits).status === 'valid') return true;
  const isHelpNumber = digits.startsWith('8') || digits.startsWith('9');
  const isSyntheticOfNav = isDayMonthYear(withMonth(digits, Number(digits.slice(2, 4)) - 65));
  return (isHelpNumber || isSyntheticOfNav) && hasNorwegianCheckDigits(digits);
}

const withMonth = (digits: string, month: number) =>
  month < 1 ? '' : `${digits.slice(0, 2)}${String(month).padStart(2, '0')}${digits.slice(4)}`;

/** The first six digits are a day; 40 is added to the day in D-numbers. */
function isDayMonthYear(written: string): boolean {
  const [day = 0, month = 0, year = 0] = [0, 2, 4].map((from) => Number(written.slice(from, from + 2)));
  return isDayInSomeCentury(year, month, day) || isDayInSomeCentury(year, month, day - 40);
}

/** Day, month and year, with four digits behind a dash, a blank or nothing. */
const sixAndFour = /(?<!\d|\d[-+.,/:])(\d{2})(\d{2})(\d{2})(?<separator> ?- ?|\+| ?)\d{4}(?!\d|[-./:]\d)/gu;
const namedDanish =
  /(?<!\p{L})(?:cpr(?:[- ]?n(?:r|ummer|umber|o)\p{L}*)?|danish id\p{L}*(?: number)?)(?!\p{L})/giu;

/**
 * Danish CPR numbers. Since 2007 they carry no check digit, so day and form are all there is: certain where the words
 * before say CPR, likely elsewhere and only with the dash or beside a name.
 */
export function findDanishCprs(text: string, isThing: CueLookup): Candidate[] {
  const isNamed = locateCues(text, namedDanish);
  return collectMatches(text, sixAndFour, (match): Candidate | null => {
    const [whole, day, month, year] = match;
    if (!isDayInSomeCentury(Number(year), Number(month), Number(day))) return null;
    const start = match.index;
    const found = { kind: 'DANISH_CPR', start, end: start + whole.length } as const;
    if (isNamed(start)) return { ...found, certainty: 'certain', cued: true };
    if (isThing(start)) return null;
    // "240312-1430" is also a day and an hour.
    const isMoment = isDayInSomeCentury(Number(day), Number(month), Number(year)) && isHour(whole.slice(-4));
    if (isMoment) return null;
    const needsName = match.groups?.separator?.trim() === '';
    return { ...found, certainty: 'likely', cued: false, needsName };
  });
}

const namedIcelandic = /(?<!\p{L})(?:kennit(?:ala|ölu|ölur)\p{L}{0,4}|kt\.?)(?!\p{L})/giu;

/** Icelandic kennitölur, of the form of a CPR number but with a check digit. Certain with the word, else likely. */
export function findKennitalas(text: string, isThing: CueLookup): Candidate[] {
  const isNamed = locateCues(text, namedIcelandic);
  return collectMatches(text, sixAndFour, (match): Candidate | null => {
    const digits = match[0].replace(/\D/g, '');
    const start = match.index;
    const cued = isNamed(start);
    const isValid = /[890]$/.test(digits) && hasIcelandicCheckDigit(digits) && isDayMonthYear(digits);
    if (!cued && (!isValid || isThing(start) || match.groups?.separator?.trim() === '')) return null;
    const end = start + match[0].length;
    return {
      kind: 'ICELANDIC_KENNITALA',
      start,
      end,
      certainty: cued && isValid ? 'certain' : 'likely',
      cued,
    };
  });
}
