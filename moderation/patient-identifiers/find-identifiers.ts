import { findDatesOfBirth } from './dates-of-birth.ts';
import { findEmailAddresses } from './email-addresses.ts';
import type { Candidate, Finding, IdentifierKind } from './finding.ts';
import { fold, unfold } from './fold.ts';
import { locateNamesBeside } from './names-beside-numbers.ts';
import { findDanishCprs, findFinnishIds, findKennitalas, findNorwegianIds } from './nordic-numbers.ts';
import { findPersonNames } from './person-names.ts';
import { findPhoneNumbers } from './phone-numbers.ts';
import { findRecordNumbers } from './record-numbers.ts';
import { findReserveNumbers } from './reserve-numbers.ts';
import { findStreetAddresses } from './street-addresses.ts';
import { type CueLookup, findReferences, locateThings } from './surroundings.ts';
import { findSwedishNumbers } from './swedish-numbers.ts';

/** In the order of preference where two readings of one passage are otherwise equal. */
const searches: ReadonlyArray<(text: string, isThing: CueLookup) => Candidate[]> = [
  findEmailAddresses,
  findKennitalas,
  findSwedishNumbers,
  findReserveNumbers,
  findFinnishIds,
  findNorwegianIds,
  findDanishCprs,
  findRecordNumbers,
  findPhoneNumbers,
  findDatesOfBirth,
  findStreetAddresses,
  findPersonNames,
];

/** Beside these a person's name is looked for. */
const numbersOfPersons: ReadonlySet<IdentifierKind> = new Set([
  'SWEDISH_PERSONAL_NUMBER',
  'SWEDISH_COORDINATION_NUMBER',
  'SWEDISH_RESERVE_NUMBER',
  'FINNISH_PERSONAL_ID',
  'NORWEGIAN_NATIONAL_ID',
  'DANISH_CPR',
  'ICELANDIC_KENNITALA',
  'DATE_OF_BIRTH',
]);

/**
 * What in a text could tell who a patient is: Swedish, Finnish and English text and the numbers of all Nordic
 * countries, in time linear in its length. The rules read a copy with plain signs (fold.ts); places are those of the text.
 * Findings do not overlap and come in the order of the text. Of overlapping readings the certain one wins, then the one
 * that the words before name, then the longer. Pure: nothing is kept, nothing is sent.
 */
export function findIdentifiers(text: string): Finding[] {
  const folded = fold(text);
  const references = findReferences(folded.text);
  const isThing = locateThings(folded.text);
  const candidates = searches
    .flatMap((search) => search(folded.text, isThing))
    .filter(({ kind, start, cued }) => cued || kind === 'EMAIL_ADDRESS' || !isInside(references, start));
  return settleOverlaps(withNames(folded.text, candidates)).map(({ kind, start, end, certainty }) => ({
    kind,
    ...unfold(folded, start, end),
    certainty,
  }));
}

/** Adds the names that stand beside numbers of persons, and leaves out the numbers that only a name would speak for. */
function withNames(text: string, candidates: readonly Candidate[]): Candidate[] {
  if (!candidates.some(({ kind }) => numbersOfPersons.has(kind))) return [...candidates];
  const nameBeside = locateNamesBeside(text);
  return candidates.flatMap((candidate): Candidate[] => {
    if (!numbersOfPersons.has(candidate.kind)) return [candidate];
    const beside = nameBeside(candidate);
    if (candidate.needsName && !beside?.isStrong) return [];
    return beside ? [candidate, beside.name] : [candidate];
  });
}

function isInside(places: ReadonlyArray<readonly [number, number]>, index: number): boolean {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle]?.[1] ?? 0) <= index) low = middle + 1;
    else high = middle;
  }
  return (places[low]?.[0] ?? Number.POSITIVE_INFINITY) <= index;
}

function settleOverlaps(candidates: readonly Candidate[]): Candidate[] {
  const rank = ({ certainty, cued }: Candidate) => (certainty === 'certain' ? 2 : 0) + (cued ? 1 : 0);
  const byRank = candidates.toSorted(
    (a, b) => rank(b) - rank(a) || b.end - b.start - (a.end - a.start) || a.start - b.start,
  );
  // Characters already taken, one mark each: no candidate is longer than a line, so this stays linear.
  const taken = new Uint8Array(candidates.reduce((most, { end }) => Math.max(most, end), 0));
  const kept = byRank.filter(({ start, end }) => {
    if (taken.subarray(start, end).includes(1)) return false;
    taken.fill(1, start, end);
    return true;
  });
  return kept.sort((a, b) => a.start - b.start);
}
