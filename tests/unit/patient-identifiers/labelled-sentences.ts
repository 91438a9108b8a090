/**
 * The labelled set of the patient-identifier check: sentences with and without identifiers in Swedish, Finnish and English,
 * the second set also in Norwegian and Danish.
 *
 * Markup: ⟦text|CODE⟧ is a passage that should be found as likely or better, ⟦text|CODE!⟧ one that should be certain.
 * All is invented. The numbers are made so as to belong to nobody: Swedish ones have the serials 980-989 of the test
 * numbers that Skatteverket publishes, with computed check digits; Finnish ones serials 900-999, which no permanent identity
 * code has; Norwegian ones months + 80, the synthetic population of Test-Norge; Danish ones days before 2007 and a
 * failed modulus 11, which no number given out for them has. Swedish telephone numbers come from the ranges that PTS
 * keeps for fiction (but for a public switchboard with 010), British and American ones from those of Ofcom and 555-01xx.
 * For Finland no such range is known: its numbers count upwards, 123 45. Addresses of mail are in the example domains.
 *
 * The second set adds Norwegian help numbers (8 and 9 first, no date in them), the test kennitölur that Iceland publishes
 * for invented persons, and Swedish reserve numbers with the serials 980 and above. ↵ is a line break.
 */
import type { Finding, IdentifierKind } from '../../../moderation/patient-identifiers/finding.ts';
import { developmentEn, developmentFi } from './sentences/development-fi-en.ts';
import { developmentSv } from './sentences/development-sv.ts';
import { heldOut } from './sentences/held-out.ts';
import { secondDevelopment } from './sentences/second-development.ts';
import { secondHeldOut } from './sentences/second-held-out.ts';

const kindOfCode: Record<string, IdentifierKind> = {
  SE: 'SWEDISH_PERSONAL_NUMBER',
  SECO: 'SWEDISH_COORDINATION_NUMBER',
  SERES: 'SWEDISH_RESERVE_NUMBER',
  FI: 'FINNISH_PERSONAL_ID',
  NO: 'NORWEGIAN_NATIONAL_ID',
  DK: 'DANISH_CPR',
  IS: 'ICELANDIC_KENNITALA',
  TEL: 'PHONE_NUMBER',
  MAIL: 'EMAIL_ADDRESS',
  ADDR: 'STREET_ADDRESS',
  DOB: 'DATE_OF_BIRTH',
  REC: 'RECORD_NUMBER',
  NAME: 'PERSON_NAME',
};

export type SentenceLanguage = 'sv' | 'fi' | 'en' | 'nb' | 'da';

export interface LabelledSentence {
  language: SentenceLanguage;
  /** Without the markup. */
  text: string;
  /** Offsets into `text`. */
  labels: Finding[];
}

function readSentence(language: SentenceLanguage, line: string): LabelledSentence {
  const labels: Finding[] = [];
  let text = '';
  let end = 0;
  for (const match of line.matchAll(/⟦([^|⟧]+)\|([A-Z]+)(!?)⟧/gu)) {
    const [whole, passage = '', code = '', sure] = match;
    const kind = kindOfCode[code];
    if (!kind) throw new Error(`No kind ${code}: ${line}`);
    text += line.slice(end, match.index);
    const certainty = sure ? 'certain' : 'likely';
    labels.push({ kind, start: text.length, end: text.length + passage.length, certainty });
    text += passage;
    end = match.index + whole.length;
  }
  text += line.slice(end);
  if (/[⟦⟧]/u.test(text)) throw new Error(`Broken markup: ${line}`);
  return { language, text, labels };
}

function readSentences(language: SentenceLanguage, lines: string): LabelledSentence[] {
  return lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => readSentence(language, line.replaceAll('↵', '\n')));
}

function readLanguages(set: Readonly<Record<SentenceLanguage, string>>): LabelledSentence[] {
  return (Object.keys(set) as SentenceLanguage[]).flatMap((language) =>
    readSentences(language, set[language]),
  );
}

/** Two thirds, which the rules may be tuned on. */
export const developmentSentences: readonly LabelledSentence[] = [
  ...readSentences('sv', developmentSv),
  ...readSentences('fi', developmentFi),
  ...readSentences('en', developmentEn),
];

/** One third, which they may not. */
export const heldOutSentences: readonly LabelledSentence[] = [
  ...readSentences('sv', heldOut.sv),
  ...readSentences('fi', heldOut.fi),
  ...readSentences('en', heldOut.en),
];

/** The second set, written after the first had been reviewed and before the rules were changed for it. */
export const secondDevelopmentSentences: readonly LabelledSentence[] = readLanguages(secondDevelopment);

/** A third of the second set, which the rules may not be tuned on. */
export const secondHeldOutSentences: readonly LabelledSentence[] = readLanguages(secondHeldOut);
