import { findDatesOfBirth } from './dates-of-birth.ts';
import { findEmailAddresses } from './email-addresses.ts';
import type { Candidate, Finding } from './finding.ts';
import { findDanishCprs, findFinnishIds, findNorwegianIds } from './nordic-numbers.ts';
import { findPersonNames } from './person-names.ts';
import { findPhoneNumbers } from './phone-numbers.ts';
import { findRecordNumbers } from './record-numbers.ts';
import { findStreetAddresses } from './street-addresses.ts';
import { type CueLookup, findReferences, locateThings } from './surroundings.ts';
import { findSwedishNumbers } from './swedish-numbers.ts';

/** In the order of preference where two readings of one passage are otherwise equal. */
const searches: ReadonlyArray<(text: string, isThing: CueLookup) => Candidate[]> = [
  findEmailAddresses,
  findSwedishNumbers,
  findFinnishIds,
  findNorwegianIds,
  findDanishCprs,
  findRecordNumbers,
  findPhoneNumbers,
  findDatesOfBirth,
  findStreetAddresses,
  findPersonNames,
];

/**
 * What in a text could tell who a patient is: Swedish, Finnish and English text, in time linear in its length.
 * Findings do not overlap and come in the order of the text. Of overlapping readings the certain one wins, then the one
 * that the words before name, then the longer. Pure: nothing is kept, nothing is sent.
 */
export function findIdentifiers(text: string): Finding[] {
  const references = findReferences(text);
  const isThing = locateThings(text);
  const candidates = searches
    .flatMap((search) => search(text, isThing))
    .filter(({ kind, start, cued }) => cued || kind === 'EMAIL_ADDRESS' || !isInside(references, start));
  return settleOverlaps(candidates).map(({ kind, start, end, certainty }) => ({
    kind,
    start,
    end,
    certainty,
  }));
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
