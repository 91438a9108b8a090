import { idnr } from '@navikt/fnrvalidator';
import { FinnishSSN } from 'finnish-ssn';
import { isDayInSomeCentury, isHour } from './calendar.ts';
import type { Candidate } from './finding.ts';
import { type CueLookup, collectMatches, locateCues } from './surroundings.ts';

const finnish = /(?<![\p{L}\d]|\d[-+.,/:])\d{6}[-+\u2013A-FU-Y]\d{3}[\dA-Y](?![\p{L}\d]|[-./:]\d)/giu;
const namedFinnish =
  /(?<!\p{L})(?:hetu\p{L}*|henkilötunnu\p{L}*|finnish id\p{L}*(?: number| code)?)(?!\p{L})/giu;

/** Finnish henkilötunnus, all century signs of the reform of 2023. Certain by its check character. */
export function findFinnishIds(text: string, isThing: CueLookup): Candidate[] {
  const isNamed = locateCues(text, namedFinnish);
  return collectMatches(text, finnish, (match): Candidate | null => {
    const start = match.index;
    const found = { kind: 'FINNISH_PERSONAL_ID', start, end: start + match[0].length } as const;
    const cued = isNamed(start);
    const [day, month, year] = [0, 2, 4].map((from) => Number(match[0].slice(from, from + 2)));
    const isDated = isDayInSomeCentury(year ?? 0, month ?? 0, day ?? 0);
    if (isDated && FinnishSSN.validate(match[0].replace('\u2013', '-').toUpperCase())) {
      return { ...found, certainty: isThing(start) && !cued ? 'likely' : 'certain', cued };
    }
    return cued ? { ...found, certainty: 'likely', cued } : null;
  });
}

const norwegian = /(?<![\p{L}\d]|\d[-+.,/:])\d{6}[ \u00a0-]?\d{5}(?![\p{L}\d]|[-./:]\d)/gu;
const namedNorwegian =
  /(?<!\p{L})(?:fødselsn\p{L}*|fnr|personnummer|d-nummer|norwegian id\p{L}*(?: number)?)(?!\p{L})/giu;

/** Norwegian fødselsnummer, D-, H- and T-numbers. Certain by both check digits. */
export function findNorwegianIds(text: string, isThing: CueLookup): Candidate[] {
  const isNamed = locateCues(text, namedNorwegian);
  return collectMatches(text, norwegian, (match): Candidate | null => {
    const start = match.index;
    const found = { kind: 'NORWEGIAN_NATIONAL_ID', start, end: start + match[0].length } as const;
    const cued = isNamed(start);
    if (idnr(match[0].replace(/\D/g, '')).status === 'valid') {
      return { ...found, certainty: isThing(start) && !cued ? 'likely' : 'certain', cued };
    }
    return cued ? { ...found, certainty: 'likely', cued } : null;
  });
}

const danish = /(?<![\p{L}\d]|\d[-+.,/:])(\d{2})(\d{2})(\d{2})([- \u2013]?)\d{4}(?![\p{L}\d]|[-./:]\d)/gu;
const namedDanish =
  /(?<!\p{L})(?:cpr(?:[- ]?n(?:r|ummer|umber|o)\p{L}*)?|danish id\p{L}*(?: number)?)(?!\p{L})/giu;

/**
 * Danish CPR numbers. Since 2007 they carry no check digit, so day and form are all there is: certain where the words
 * before say CPR, likely elsewhere and only with the dash.
 */
export function findDanishCprs(text: string, isThing: CueLookup): Candidate[] {
  const isNamed = locateCues(text, namedDanish);
  return collectMatches(text, danish, (match): Candidate | null => {
    const [whole, day, month, year, separator = ''] = match;
    if (!isDayInSomeCentury(Number(year), Number(month), Number(day))) return null;
    const start = match.index;
    const found = { kind: 'DANISH_CPR', start, end: start + whole.length } as const;
    if (isNamed(start)) return { ...found, certainty: 'certain', cued: true };
    if (separator.trim() === '' || isThing(start)) return null;
    // "240312-1430" is also a day and an hour.
    const isMoment = isDayInSomeCentury(Number(day), Number(month), Number(year)) && isHour(whole.slice(-4));
    if (isMoment) return null;
    return { ...found, certainty: 'likely', cued: false };
  });
}
