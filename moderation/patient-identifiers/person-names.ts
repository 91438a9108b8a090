import type { Candidate } from './finding.ts';
import { ambiguousFirstNames, firstNames } from './first-names.ts';
import { eponyms, hasDescriptiveEnding, notNames, placesThatAreSurnames } from './not-names.ts';
import { collectMatches, textAfter, textBefore } from './surroundings.ts';

/** A word with a capital letter that is not all capitals: Anna, Anna-Karin, O'Brien, McDonald. */
const nameWord = "(?:[OD]['’])?\\p{Lu}\\p{Ll}+(?:\\p{Lu}\\p{Ll}+)?(?:[-'’]\\p{Lu}?\\p{Ll}+){0,2}";
const particle = '(?:von|af|av|de|van|der|den|al|el|bin|ibn|da|di|la)';
const run = new RegExp(
  `${nameWord}(?:[ \\u00a0](?:${particle}[ \\u00a0]){0,2}${nameWord}){0,2}(?![\\p{L}\\d])`,
  'uy',
);
const gap = '[.,:]?[ \\u00a0]{1,2}(?:[*_"“”(\']{1,3})?';

/** How much the words before a name are worth. */
type Lead = 'title' | 'named' | 'patient' | 'relative';

/** Whose name it is: a method can also be "called" something. */
const person =
  '(?:patienten?|han|hon|hen|kvinnan?|mannen|man|pojken?|flickan?|barnet|dottern?|sonen?|hustrun?|maken?|makan?|herre|dam|he|she|patient|woman|boy|girl|child|gentleman|lady)';

const leads: ReadonlyArray<readonly [Lead, RegExp]> = [
  [
    'title',
    new RegExp(
      `(?<![\\p{L}\\d])(?:[Ff]ru|[Ff]röken|[Ff]rk|[Hh]err|Hr|(?<!\\d[ \\u00a0]?)hr|[Rr]ouva|[Hh]erra|[Nn]eiti|M(?:r|rs|s)|mrs|Miss|Mister|Madam)${gap}`,
      'gu',
    ),
  ],
  [
    'named',
    new RegExp(
      `(?<![\\p{L}\\d])(?:${person}(?: som)? (?:heter|hette)|${person},? (?:who is |is |was )?(?:named|called)|vid namn|namnet är|nimeltään|nimi on|(?:patientens )?namn:|(?:patient(?:’s|'s)? )?name:|nimi:)${gap}`,
      'giu',
    ),
  ],
  [
    'patient',
    new RegExp(
      `(?<![\\p{L}\\d])(?:[Pp]atienten|[Pp]atient|[Pp]at|[Pp]t|[Pp]otilas|[Pp]otilaan|[Pp]ot)${gap}`,
      'gu',
    ),
  ],
  [
    'relative',
    new RegExp(
      `(?<![\\p{L}\\d])(?:dottern?|son(?:en)?|hustrun?|frun|maken?|makan?|mannen|man|kvinnan?|mamman?|pappan?|mor|modern?|far|fader|fadern|syster|systern|bror|brodern|sambon?|pojken?|flickan?|barnet|barnbarnet|heter|hette|kallad|kallas|named|called|vännen|grannen|vaimo|aviomies|mies|nainen|tytär|poika|äiti|isä|sisar|veli|husband|wife|son|daughter|mother|father|sister|brother|partner|boy|girl|man|woman|child|neighbou?r)${gap}`,
      'giu',
    ),
  ],
];

export const surnameEnding =
  /(?:s?son|qvist|kvist|gren|ström|berg|lund|lind|blad|dahl|stedt|stad|mark|holm|man|bäck|fors|stein|nen|lainen|läinen|ski|ska|wicz|vić|vic|ić|ez|ov|ova|enko|oğlu|zadeh|sen|ton|ley)$/u;
const street = /(?:gatan?|vägen|stigen|gränd|torget|backen|katu|tie|kuja|polku)$/u;

/** The name of a disease, a sign, a method or a house: "Cornelia de Lange syndrome". */
const behindEponym =
  /^(?:['’]s|s)?[ \u00a0-](?:\p{L}{1,15} )?(?:syndrom|disease|disorder|sjukdom|tau[td]i|oireyhtym|an[ea]?emi|cell|membran|sign|tecken|test|score|skala|scale|index|man[oö]e?u?v|metod|method|kriteri|criteri|aphasi|afasi|reflex|procedur|operation|klassifi|classifi|cent(?:er|re)|institut|hospital|university|foundation|school)/iu;

/** The name of an author: with others, with initials or a year behind. */
const behindAuthors =
  /^,?[ \u00a0](?:et al|ym\.|m\.? ?fl|och medarb|och (?:kollegor|medförfattare)|and (?:colleagues|co-?workers))/u;
const behindReference = /^(?:['’]s|s)?,?[ \u00a0](?:\p{Lu}{1,2}(?!\p{L})|\(?(?:19|20)\d\d(?!-\d))/u;
const beforeAuthor =
  /(?<!\p{L})(?:enligt|according to|ref|av|by|dr|doktor|doc|docent|prof|professor|överläkare|specialistläkare|läkare|ssk|sjuksköterska|kurator|kollega|kollegan|kirurg(?:en)?|lääkäri|tohtori|physician|nurse|colleague)[.,:]?[ \u00a0]$/iu;

/**
 * Names of persons who are probably patients or their relatives; never more than likely. A name is believed behind a title or
 * "heter", behind "patienten" when the words look like one, behind "dottern" when the given name is known, and alone
 * when a known given name and a surname stand together outside a reference.
 */
export function findPersonNames(text: string): Candidate[] {
  const led = leads.flatMap(([lead, pattern]) =>
    collectMatches(text, pattern, (match): Candidate | null => {
      const definite = lead === 'patient' && !/^patient(?!en)/iu.test(match[0]);
      return nameAt(text, match.index + match[0].length, lead, definite);
    }),
  );
  return [...led, ...findUncued(text)];
}

function nameAt(text: string, start: number, lead: Lead, definite: boolean): Candidate | null {
  run.lastIndex = start;
  const written = run.exec(text);
  if (!written) return lead === 'patient' ? lowerCaseNameAt(text, start) : null;
  const words = nameWords(written[0]);
  if (words.length === 0 || !believable(words, lead, definite)) return null;
  const length = words.join(' ').length;
  if (isNoPatient(textAfter(text, start + length))) return null;
  return likelyName(start, start + length, true);
}

/** The words up to the first that cannot belong to a name. */
function nameWords(written: string): string[] {
  const words = written.split(/[ \u00a0]/);
  const given = firstNames.has(words[0] ?? '');
  const end = words.findIndex((word, index) => /^\p{Lu}/u.test(word) && !canBeName(word, given && index > 0));
  const taken = end === -1 ? words : words.slice(0, end);
  while (taken.length > 0 && !/\p{Lu}/u.test(taken.at(-1) ?? '')) taken.pop();
  return taken;
}

function canBeName(word: string, behindGivenName: boolean): boolean {
  if (firstNames.has(word)) return true;
  const parts = [word, ...word.split('-')].map((part) => part.toLowerCase());
  if (!behindGivenName && parts.some((part) => eponyms.has(part))) return false;
  if (behindGivenName && placesThatAreSurnames.has(word.toLowerCase())) return !street.test(word);
  return !parts.some((part) => notNames.has(part)) && !hasDescriptiveEnding(word) && !street.test(word);
}

function believable(words: readonly string[], lead: Lead, definite: boolean): boolean {
  const [first = '', ...others] = words;
  if (lead === 'title') return true;
  const forms = [first, first.split('-')[0] ?? '', first.replace(/s$/u, '')]; // the last is a genitive
  const known = forms.some((form) => firstNames.has(form));
  if (known) return true;
  const last = others.at(-1);
  const hasSurname = surnameEnding.test(last ?? first);
  if (lead === 'named') return true;
  if (lead === 'patient') return hasSurname || (definite && last !== undefined);
  return last !== undefined && hasSurname;
}

/** "pat karin": typed in haste, believed for given names that are nothing else. */
function lowerCaseNameAt(text: string, start: number): Candidate | null {
  const word = /^\p{Ll}{3,14}(?![\p{L}\d-])/u.exec(textAfter(text, start, 20))?.[0];
  if (!word) return null;
  const name = `${word[0]?.toUpperCase()}${word.slice(1)}`;
  if (!firstNames.has(name) || ambiguousFirstNames.has(name) || notNames.has(word)) return null;
  return likelyName(start, start + word.length, true);
}

const capitalised = new RegExp(`(?<![\\p{L}\\d'’-])${nameWord}(?![\\p{L}\\d])`, 'gu');

function findUncued(text: string): Candidate[] {
  return collectMatches(text, capitalised, (match): Candidate | null => {
    const first = match[0];
    if (!firstNames.has(first) || ambiguousFirstNames.has(first)) return null;
    run.lastIndex = match.index;
    const written = run.exec(text);
    const words = written ? nameWords(written[0]) : [];
    if (words.length < 2) return null;
    const end = match.index + words.join(' ').length;
    const following = textAfter(text, end);
    if (isNoPatient(following) || behindReference.test(following)) return null;
    if (beforeAuthor.test(textBefore(text, match.index, 24))) return null;
    return likelyName(match.index, end, false);
  });
}

/** By what follows the name. */
function isNoPatient(following: string): boolean {
  return behindAuthors.test(following) || behindEponym.test(following);
}

function likelyName(start: number, end: number, cued: boolean): Candidate {
  return { kind: 'PERSON_NAME', start, end, certainty: 'likely', cued };
}
