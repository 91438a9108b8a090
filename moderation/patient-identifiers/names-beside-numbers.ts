import type { Candidate } from './finding.ts';
import { firstNames } from './first-names.ts';
import { eponyms, hasDescriptiveEnding, notNames, placesThatAreSurnames } from './not-names.ts';
import { surnameEnding } from './person-names.ts';

/** Signs and short words between a name and a number. */
const mostBetween = 10;
/** How far a name may reach from the number that it belongs to, in words and single signs. */
const mostTokens = 24;

/** Words, initials and single other signs. */
const tokens = /\p{L}+(?:['’-]\p{L}+)*\.?|\n|[^\p{L}\n]/gu;
const betweenSign = /^[\s,;:()[\]|*_"'“”/<>#`-]$/u;
const betweenWord =
  /^(?:född|född:|f\.?|s\.?|fødd|født|born|dob|syntynyt|syntymäaika|p\.?nr\.?|pers\.?nr\.?|persnr\.?|personnummer|personnr\.?|samordningsnummer|reservnummer|id|nr\.?|hetu|henkilötunnus|sotu|cpr\.?|fnr\.?|fødselsnummer|kennitala|kt\.?|med|with|mit|har|och|pat\.?)$/iu;
const particle = /^(?:von|af|av|de|van|der|den|al|el|bin|ibn|da|di|la|du|ter|zu)$/u;
const capitalised = /^(?:\p{Lu}\p{Ll}+|(?:[OD]['’]|Mc|Mac)\p{Lu}\p{Ll}+)(?:[-'’]\p{Lu}?\p{Ll}+){0,2}$/u;
const allCapitals = /^(?:[OD]['’])?\p{Lu}{2,}(?:[-'’]\p{Lu}+){0,2}$/u;
const initial = /^\p{Lu}\.?$/u;

/** Words with a capital that begin a line about a patient, and headings that follow a number. */
const beginnings = new Set(
  `gäller avser ang angående re ref hej för om av med patient patienten pat pt kvinna kvinnan man mannen pojke pojken flicka flickan barn barnet
  namn name nimi remiss svar provsvar journal journalen kopia brev till från mottagare avsändare id personnummer pnr personnr samordningsnummer
  reservnummer hetu henkilötunnus cpr fnr fødselsnummer kennitala potilas pasient pasienten potilaan sökorsak kontaktorsak anamnes aktuellt status
  bedömning åtgärd diagnos diagnoser läkemedel recept ordination lab röntgen ct mr mrt mri ekg ecg ultraljud op operation preop postop
  akut remitterad inremitterad utskriven inskriven avd avdelning sal rum säng bed ward room vårdcentral vc regarding about concerning dear
  cc fall ärende vid efter innan sedan nu idag igår telefon tel mobil adress address anhörig höger vänster bilateral typ type diabetes mellitus
  hypertoni kol astma cancer hjärtsvikt förmaksflimmer chronic acute heart kidney liver lung disease failure atrial fibrillation ålder age
  sex kön datum date tid time dos dose vikt längd blodtryck puls temp serum plasma urin blod klinik kliniken sjukhus sjukhuset`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A number's place. */
type Place = Pick<Candidate, 'start' | 'end'>;

/** `isStrong` where the words alone make a person probable, whatever the number is. */
export interface NameBeside {
  readonly name: Candidate;
  readonly isStrong: boolean;
}

/**
 * Tells the name of whom a number belongs to: two or three words with a capital right before or behind it, in capitals, with
 * initials, particles and a comma after the surname; or one that is a known given name or looks like a surname. Likely.
 * The text is read once; each question looks at a bounded number of its words.
 */
export function locateNamesBeside(text: string): (number: Place) => NameBeside | null {
  const read = Array.from(text.matchAll(tokens), ({ 0: token, index }): Word => {
    return { text: token, start: index, end: index + token.length };
  });
  return ({ start, end }) => {
    const [from, to] = [firstFrom(read, start), firstFrom(read, end)];
    const before = read.slice(Math.max(0, from - mostTokens), from).reverse();
    const after = read.slice(to, to + mostTokens);
    return (
      judge(collectWords(before.slice(passBetween(before)), true).reverse()) ??
      judge(collectWords(after.slice(passBetween(after)), false))
    );
  };
}

/** The index of the first token that begins at `place` or behind it. */
function firstFrom(read: readonly Word[], place: number): number {
  let low = 0;
  let high = read.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((read[middle]?.start ?? 0) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The index of the first token that neither separates nor names the number; at most one line is crossed. */
function passBetween(read: readonly Word[]): number {
  let lines = 0;
  for (const [index, { text }] of read.entries()) {
    if (text === '\n') lines += 1;
    if (index === mostBetween || lines > 1) return read.length;
    if (!betweenSign.test(text) && !betweenWord.test(text)) return index;
  }
  return read.length;
}

const mostWords = 4;

/** Words of a name with single blanks, one comma or particles between; read away from the number. */
function collectWords(read: readonly Word[], backwards: boolean): Word[] {
  const words: Word[] = [];
  let commas = 0;
  let gap = '';
  for (const token of read) {
    if (token.text === ' ' || token.text === ',') {
      gap += token.text;
      if (token.text === ',') commas += 1;
      if (gap.length > 3 || commas > 1) break;
      continue;
    }
    if (words.length > 0 && gap === '' && !words.at(-1)?.text.endsWith('.')) break;
    const isParticle = particle.test(token.text);
    if (!isParticle && !isNameWord(token.text)) break;
    if (isParticle && words.length === 0 && backwards) break;
    words.push(token);
    gap = '';
    if (words.filter(({ text }) => !particle.test(text)).length === mostWords) break;
  }
  const last = backwards ? words.findLastIndex(isNoParticle) : words.length - 1;
  return words.slice(0, last + 1);
}

const isNoParticle = ({ text }: Word) => !particle.test(text);

function isNameWord(word: string): boolean {
  const bare = word.replace(/\.$/u, '');
  if (initial.test(word)) return true;
  return (capitalised.test(bare) || allCapitals.test(bare)) && !/\.$/u.test(word.slice(0, -1));
}

const normal = (word: string) =>
  word
    .toLowerCase()
    .replace(/\.$/u, '')
    .replace(/(?:^|(?<=[-'’]))\p{L}/gu, (letter) => letter.toUpperCase());

const isKnown = (word: string) => {
  const name = normal(word);
  return firstNames.has(name) || firstNames.has(name.split('-')[0] ?? '');
};

function isNoName(word: string): boolean {
  if (initial.test(word)) return false;
  const lower = word.toLowerCase().replace(/\.$/u, '');
  if (beginnings.has(lower)) return true;
  if (placesThatAreSurnames.has(lower) || isKnown(word)) return false;
  return notNames.has(lower) || hasDescriptiveEnding(lower);
}

function judge(found: readonly Word[]): { name: Candidate; isStrong: boolean } | null {
  const words = [...found];
  while (words[0] && isNoName(words[0].text)) words.shift();
  const stop = words.findIndex(({ text }) => !particle.test(text) && isNoName(text));
  if (stop !== -1) words.splice(stop);
  while (words.length > 0 && !isNoParticle(words.at(-1) as Word)) words.pop();
  const [first] = words;
  const last = words.at(-1);
  if (!first || !last) return null;
  const full = words.filter(({ text }) => !particle.test(text) && !initial.test(text));
  if (full.length === 0) return null;
  const knows = full.some(({ text }) => isKnown(text));
  const isEponym = ({ text }: Word) => eponyms.has(text.toLowerCase());
  if (!knows && full.some(isEponym)) return null;
  const looksLikeSurname = full.some(({ text }) => surnameEnding.test(text.toLowerCase()));
  const count = words.filter(isNoParticle).length;
  const shouted = full.every(({ text }) => allCapitals.test(text));
  if (!knows && !looksLikeSurname && (count < 2 || shouted)) return null;
  if (count === 1 && shouted && !knows && first.text.length < 5) return null;
  const end = /\.$/u.test(last.text) && !initial.test(last.text) ? last.end - 1 : last.end;
  return {
    name: { kind: 'PERSON_NAME', start: first.start, end, certainty: 'likely', cued: true },
    isStrong: knows || (looksLikeSurname && count > 1),
  };
}
