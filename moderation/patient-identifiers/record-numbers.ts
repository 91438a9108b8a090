import type { Candidate } from './finding.ts';
import { collectMatches } from './surroundings.ts';

const number = 'n(?:r|umme?r|o|umber|ummer)';
const spelled = [
  `(?:journal|remiss|patient|pat|reserv|pad|lid|prov|vårdtillfälles?|undersöknings?|röntgen|kort)-?(?:${number}|id)`,
  `(?:medical record|hospital|patient|record|accession|nhs|chart|referral|specimen) (?:${number}|id)`,
  '(?:potilas|lähete|näyte|sairauskertomus)(?:numero|tunnus)',
  'mrn',
].join('|');

/** The word, and behind it a value with at least four digits: 2291847, RX-884102, 77-401-982, 943 476 5919. */
const record = new RegExp(
  `(?<!\\p{L})(?<cue>(?<word>${spelled})|lid)[.:#]{0,2}[ \\u00a0]?(?:(?:är|is|on|:|#)[ \\u00a0])?` +
    `(?<value>(?:[A-Z]{1,3}-?)?\\d{1,20}[A-Z]?\\d{0,20}(?:[-/ ]\\d{2,12}){0,3})(?![\\p{L}\\d])`,
  'giud',
);

/**
 * Numbers of records, referrals and specimens behind the word that names them. Certain where the word is spelled out;
 * "LID" alone can also be dyskinesia, so it is likely and wants six digits.
 */
export function findRecordNumbers(text: string): Candidate[] {
  return collectMatches(text, record, (match): Candidate | null => {
    const value = match.indices?.groups?.value;
    if (!value) return null;
    const digits = text.slice(...value).replace(/\D/g, '').length;
    const word = match.groups?.word !== undefined;
    if (digits < (word ? 4 : 6)) return null;
    const certainty = word && digits >= 5 ? 'certain' : 'likely';
    return { kind: 'RECORD_NUMBER', start: value[0], end: value[1], certainty, cued: true };
  });
}
