import type { Candidate } from './finding.ts';
import { type CueLookup, collectMatches, locateCues, textAfter, textBefore } from './surroundings.ts';

const endings =
  /(?:gatan?|vägen|väg|stigen|gränd(?:en)?|backen|torget|torg|allén?|leden|kajen|esplanaden|stråket|gården|gate|gade|vej|veien|katu|kadun|tie|kuja|polku|kaari|raitti|rinne|tori|bulevardi|esplanadi)$/u;
/** Ways that are not streets. */
const bodyWays =
  /^(?:luft|urin|gall|andnings|nerv|tår|lymf|blod|svälg|transport|vård|behandlings|smitt|hengitys|virtsa|sappi|hermo|imu|syy)/iu;
const wholeWordOnly = new Set(['väg', 'gata', 'gränd', 'torg', 'allé', 'gate', 'vej']);
const needsQualifier = /^(?:Vägen|Leden|Backen|Gården|Gatan|Tie|Kuja|Tori|Gate|Kaari|Rinne)$/u;
const qualifier =
  /(?<!\p{L})(?:Norra|Södra|Östra|Västra|Stora|Lilla|Övre|Nedre|Nya|Gamla|Yttre|Inre|Sankt|S:t|S:ta|Sankta|Iso|Pieni|Vanha|Uusi|Itäinen|Läntinen|Pohjoinen|Eteläinen) $/u;
const properNoun = /(?<!\p{L})(?:\p{Lu}\p{Ll}{1,20} ){1,2}$/u;
const measure = /^ ?(?:[cmk]?m|[mkµ]?g|[md]?l|%|h|min|år|veckor|dagar|dygn|E|timmar|vuotta|päivää)(?!\p{L})/u;

const wordAndNumber =
  /(?<!\p{L})(?<word>\p{L}[\p{L}:'’-]{1,30}) (?<house>\d{1,4}(?:[-–]\d{1,4})?(?:(?: ?[A-HJ-Z]|[a-h])(?![\p{L}\d])(?: \d{1,3}(?![\d\p{L}]|[.,]\d|[ \u00a0]\p{L}))?)?(?:,? (?:lgh|bst|as\.?) ?\d{1,4})?)(?!\d)(?<place>,? (?:SE-|FI-)?\d{3} ?\d{2} \p{Lu}\p{L}{1,25})?/gu;

const numberFirst =
  /(?<![\p{L}\d.,:/-])(?<house>\d{1,4}[A-Z]?) (?:\p{Lu}[\p{L}'’]{1,20} ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Close|Court|Crescent|Square|Terrace|Boulevard|Blvd|Way|Place|Gardens|Grove)(?!\p{L})(?<town>, \p{Lu}\p{Ll}{2,20})?(?<place> (?:[A-Z]{1,2}\d[\dA-Z]? \d[A-Z]{2}|[A-Z]{2} \d{5}))?/gu;

const dwelling =
  /(?<!\p{L})(?:bor|bodde|bosatt|skriven|folkbokförd|(?:hem|bostads)?adress(?:en)?|lives?|lived|living|resides|(?:home )?address|asuu|asui|(?:koti)?osoite|osoitteessa)(?!\p{L})/giu;

/** Streets with a house number. Certain where somebody is said to live there or a postcode follows, else likely. */
export function findStreetAddresses(text: string): Candidate[] {
  const isDwelling = locateCues(text, dwelling, 30, /[\n;]/u);
  const streetFirst = collectMatches(text, wordAndNumber, (match): Candidate | null => {
    const { word = '', place } = match.groups ?? {};
    const start = streetStart(text, match.index, word);
    if (start === null || measure.test(textAfter(text, match.index + match[0].length, 12))) return null;
    return candidate(isDwelling, start, match.index + match[0].length, place !== undefined);
  });
  const houseFirst = collectMatches(text, numberFirst, (match): Candidate => {
    return candidate(
      isDwelling,
      match.index,
      match.index + match[0].length,
      match.groups?.place !== undefined,
    );
  });
  return [...streetFirst, ...houseFirst];
}

/** Where the name of the street begins, or null where the word is no street. */
function streetStart(text: string, index: number, word: string): number | null {
  if (!endings.test(word.toLowerCase()) || bodyWays.test(word)) return null;
  const lead = textBefore(text, index, 46);
  if (wholeWordOnly.has(word)) {
    const name = properNoun.exec(lead);
    return name ? index - name[0].length : null;
  }
  if (!/^\p{Lu}\p{Ll}/u.test(word)) return null;
  const qualified = qualifier.exec(lead);
  if (qualified) return index - qualified[0].length;
  return needsQualifier.test(word) ? null : index;
}

function candidate(isDwelling: CueLookup, start: number, end: number, hasPostcode: boolean): Candidate {
  const cued = isDwelling(start);
  return { kind: 'STREET_ADDRESS', start, end, certainty: cued || hasPostcode ? 'certain' : 'likely', cued };
}
