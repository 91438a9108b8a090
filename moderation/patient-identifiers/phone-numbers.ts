import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { Candidate } from './finding.ts';
import { type CueLookup, collectMatches, isGlued, locateCues } from './surroundings.ts';

const gap = '[ \\u00a0\\u202f().\\u2010-\\u2015-]';
const abroad = new RegExp(`(?<![\\d+-]|\\d[.,:])(?:\\+|00)[1-9](?:${gap}{0,3}\\d){6,14}(?!\\d)`, 'gu');
const national = new RegExp(
  `(?<![\\d+/-]|\\d[.,:])\\(?0[1-9](?:${gap}{0,2}\\d){5,10}(?!\\d|[.,:/]\\d)`,
  'gu',
);
const anyDigits = new RegExp(`\\(?[1-9](?:${gap}{0,2}\\d){6,11}(?!\\p{L}|\\d|[.,:/]\\d)`, 'uy');

/** Words after which a number is one to call. */
const called =
  /(?<!\p{L})(?:tel|tfn|tlf|telefon\p{L}*|phone|mobil\p{L}*|mobile|cell|puh|puhelin\p{L}*|gsm|sms\p{L}*|ring\p{L}*|call|nås|soita|numerosta|reached|contact|kontakt\p{L}*)(?!\p{L})/giu;
const phoneWord =
  /(?<!\p{L})(?:tel|tfn|tlf|telefon|telefonnummer|phone|mobil|mobilnummer|mobile|puh|puhelin|gsm)(?!\p{L})[.:\s]{1,3}(?:nr\.?\s|no\.?\s|number\s)?/giu;

const homes: readonly CountryCode[] = ['SE', 'FI'];
const elsewhere: readonly CountryCode[] = ['SE', 'FI', 'NO', 'DK', 'GB', 'US'];
const swedishMobile = /^\(?07[02369]/;
/** Numbers of organisations: 010, 020, 0200, 0771 and their like. Never more than likely. */
const organisation = /^\(?0(?:10|20|77)/;
const dayLike = /^0\d[- .]\d{2}[- .]\d{4}$/;

/**
 * Telephone numbers, judged by libphonenumber. Certain: a valid number with its country code, a Swedish mobile number, or a
 * valid number after a word such as "tel". Likely: other Swedish or Finnish numbers.
 */
export function findPhoneNumbers(text: string, isThing: CueLookup): Candidate[] {
  const isCalled = locateCues(text, called, 24, /[\d\n+;]/u);
  const judge = createJudge();
  return [
    ...findAbroad(text, judge, isCalled),
    ...findNational(text, judge, isCalled, isThing),
    ...findAfterWord(text, judge),
  ];
}

function findAbroad(text: string, judge: Judge, isCalled: CueLookup): Candidate[] {
  return collectMatches(text, abroad, (match): Candidate | null => {
    const cued = isCalled(match.index);
    if (!cued && isGlued(text, match.index, match.index + match[0].length)) return null;
    for (const written of shortened(match[0])) {
      const verdict = judge(written.replace(/^00/, '+'));
      if (verdict === 'impossible') continue;
      const certain = verdict === 'valid' || cued;
      if (!certain && !written.startsWith('+')) continue;
      return candidate(match.index, written, certain, cued);
    }
    return null;
  });
}

function findNational(text: string, judge: Judge, isCalled: CueLookup, isThing: CueLookup): Candidate[] {
  return collectMatches(text, national, (match): Candidate | null => {
    if (dayLike.test(match[0])) return null;
    const cued = isCalled(match.index);
    if (!cued && (isThing(match.index) || isGlued(text, match.index, match.index + match[0].length)))
      return null;
    for (const written of shortened(match[0])) {
      const length = written.replace(/\D/g, '').length;
      if (length < (cued ? 8 : 9)) break;
      if (length > (cued ? 12 : 10)) continue;
      if (!(cued ? elsewhere : homes).some((country) => judge(written, country) === 'valid')) continue;
      const certain = (cued || swedishMobile.test(written)) && !organisation.test(written.replace(/\s/g, ''));
      return candidate(match.index, written, certain, cued);
    }
    return null;
  });
}

/** Numbers that do not begin with a zero are numbers to call only right behind a word that says so. */
function findAfterWord(text: string, judge: Judge): Candidate[] {
  return collectMatches(text, phoneWord, (match): Candidate | null => {
    anyDigits.lastIndex = match.index + match[0].length;
    const written = anyDigits.exec(text);
    if (!written || /^\d{4}-\d\d-\d\d/.test(written[0])) return null;
    const valid = elsewhere.some((country) => judge(written[0], country) === 'valid');
    return candidate(written.index, written[0], valid, true);
  });
}

type Judge = (written: string, country?: CountryCode) => 'valid' | 'possible' | 'impossible';

/** As many questions as libphonenumber is asked for one text. Behind them the form alone decides, so that time stays bounded. */
const mostQuestions = 400;

function createJudge(): Judge {
  let asked = 0;
  return (written, country) => {
    asked += 1;
    if (asked > mostQuestions) return 'valid';
    const number = parsePhoneNumberFromString(written, country);
    if (!number?.isPossible()) return 'impossible';
    return number.isValid() ? 'valid' : 'possible';
  };
}

/** The passage, and the passage without its last one and two groups, which may be another number. */
function shortened(written: string): string[] {
  const once = written.replace(/[ \u00a0\u202f]+\d+$/, '');
  const twice = once.replace(/[ \u00a0\u202f]+\d+$/, '');
  return [...new Set([written, once, twice])];
}

function candidate(start: number, written: string, certain: boolean, cued: boolean): Candidate {
  return {
    kind: 'PHONE_NUMBER',
    start,
    end: start + written.length,
    certainty: certain ? 'certain' : 'likely',
    cued,
  };
}
