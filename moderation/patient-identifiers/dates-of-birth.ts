import { isDay, isDayInSomeCentury } from './calendar.ts';
import type { Candidate } from './finding.ts';
import { collectMatches } from './surroundings.ts';

const cue =
  /(?<![\p{L}\d])(?:född(?:a|es)?|föddes|fødd?|født|födelse(?:datum|dag|data|dato|tid)|f\.|f(?= \d{1,2}\/\d{1,2}\b)|born|dob|d\.o\.b\.|date of birth|birth ?(?:date|day)|syntynyt|syntyi|syntymä(?:aika|päivä)|s\.|\*)[:,]?[ \u00a0]{0,2}(?:(?:den|on|the|är|is|on:)[ \u00a0])?/giu;

const months =
  'jan(?:uari|uary|uar)?|feb(?:ruari|ruary)?|mar(?:s|ch)?|apr(?:il)?|ma[jiy]|jun[ie]?|jul[iy]?|aug(?:usti|ust)?|sep(?:t|tember)?|o[ck]t(?:ober)?|nov(?:ember)?|dec(?:ember)?|(?:tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)kuu(?:ta|n)?';

const full = '(?<!\\d)(?:18|19|20)\\d\\d';
/** Written days, tried in this order right behind the cue. The groups y, m, d are digits where they are given. */
const digitsFirst: readonly RegExp[] = [
  new RegExp(`(?<y>${full}) ?[-./ ] ?(?<m>\\d{1,2}) ?[-./ ] ?(?<d>\\d{1,2})(?!\\d)`, 'uy'),
  new RegExp(`(?<y>${full})(?<m>\\d{2})(?<d>\\d{2})(?![\\d-])`, 'uy'),
  new RegExp(`(?<d>\\d{1,2})[-./] ?(?<m>\\d{1,2})(?:[-./ ]{1,2})(?<y>${full})(?!\\d)`, 'uy'),
  new RegExp(`\\d{1,2}(?:\\.|:[ae]|st|nd|rd|th)? (?:of )?(?:${months})\\.?,? (?<y>${full})(?!\\d)`, 'iuy'),
  /(?<y>\d{2})-(?<m>\d{2})-(?<d>\d{2})(?![\d-])/uy,
  /(?<y>\d{2})(?<m>\d{2})(?<d>\d{2})(?![\d-]|[ .,/]\d)/uy,
  /(?<d>\d{1,2})[./](?<m>\d{1,2})[./ ] ?[-'’]?(?<y>\d{2})(?!\d)/uy,
  /(?<d>\d{1,2})\/(?<m>\d{1,2})(?![\d/])/uy,
  new RegExp(`\\d{1,2}(?::[ae]|st|nd|rd|th)? (?:${months})(?!\\p{L})`, 'iuy'),
];

const monthFirst: readonly RegExp[] = [
  new RegExp(`(?:${months})\\.? \\d{1,2}(?:st|nd|rd|th)?,? (?<y>${full})(?!\\d)`, 'iuy'),
];

/** 850709-XXXX: the last four hidden, the day of birth not. */
const masked =
  /(?<![\p{L}\d])(?:19|20)?(?<y>\d{2})(?<m>\d{2})(?<d>\d{2})-(?:[xX]{4}|\*{4}|\?{4})(?![\p{L}\d*?])/gu;

/** A whole day and nothing else: 1944-03-12, 19440312, 12.3.1944. Believed beside a person's name. */
const bare = new RegExp(
  `(?<![\\p{L}\\d]|\\d[-+.,/:])(?:(?<y>${full})(?<inner>[-.]?)(?<m>\\d{2})\\k<inner>(?<d>\\d{2})|(?<d2>\\d{1,2})[./-](?<m2>\\d{1,2})[./-](?<y2>${full}))(?![\\p{L}\\d]|[-+.,/:]\\d)`,
  'gu',
);
/** A day of the last years beside a name is rather when somebody wrote. */
const yearsOfWriting = 6;

/** Days after a word for birth. Certain with the year in four digits, likely when shorter or the word is weak ("s."). */
export function findDatesOfBirth(text: string): Candidate[] {
  const cued = collectMatches(text, cue, (match): Candidate | null => {
    const start = match.index + match[0].length;
    // Most of what follows "f." is no day; ten forms are tried only where one can begin.
    if (!/[\dA-Za-z]/.test(text[start] ?? '')) return null;
    const tried = /\d/.test(text[start] ?? '') ? digitsFirst : monthFirst;
    const weak = /^[s*]/iu.test(match[0]) && !/^synty/iu.test(match[0]);
    for (const form of tried) {
      form.lastIndex = start;
      const day = form.exec(text);
      if (!day || !exists(day.groups ?? {})) continue;
      const certain = day.groups?.y?.length === 4 && !weak;
      const end = start + day[0].length;
      return { kind: 'DATE_OF_BIRTH', start, end, certainty: certain ? 'certain' : 'likely', cued: true };
    }
    return null;
  });
  const hidden = collectMatches(text, masked, (match): Candidate | null => {
    if (!exists(match.groups ?? {})) return null;
    const end = match.index + match[0].length;
    return { kind: 'DATE_OF_BIRTH', start: match.index, end, certainty: 'likely', cued: false };
  });
  const alone = collectMatches(text, bare, (match): Candidate | null => {
    const { y = match.groups?.y2, m = match.groups?.m2, d = match.groups?.d2 } = match.groups ?? {};
    if (!exists({ y, m, d }) || new Date().getFullYear() - Number(y) <= yearsOfWriting) return null;
    const end = match.index + match[0].length;
    const found = { kind: 'DATE_OF_BIRTH', start: match.index, end, certainty: 'likely' } as const;
    return { ...found, cued: false, needsName: true };
  });
  return [...cued, ...hidden, ...alone];
}

function exists({ y, m, d }: Record<string, string | undefined>): boolean {
  if (m === undefined || d === undefined) return true;
  const pairs = [
    [Number(m), Number(d)],
    [Number(d), Number(m)], // 03/12/1950 in American order
  ] as const;
  return pairs.some(([month, day]) => {
    if (y === undefined) return isDay(2000, month, day);
    return y.length === 4 ? isDay(Number(y), month, day) : isDayInSomeCentury(Number(y), month, day);
  });
}
