import type { Candidate, Certainty } from './finding.ts';
import { collectMatches } from './surroundings.ts';

/** Bounds of RFC 5321: 64 characters before the @, 63 in each label. A run of the class is entered at its start only. */
const address = /(?<![\p{L}\d._%+-])[\p{L}\d._%+-]{1,64}@[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{1,63}){1,5}/gu;

/** anna.svensson (at) example [punkt] se: written so that machines do not read it. */
const spelledOut =
  /(?<![\p{L}\d._%+-])[\p{L}\d._%+-]{1,64} ?[([{] ?(?:at|@|snabel-?a|ät) ?[)\]}] ?[\p{L}\d-]{1,63}(?:(?:\.| ?[([{] ?(?:dot|punkt|punktum|piste|\.) ?[)\]}] ?)[\p{L}\d-]{1,63}){1,5}/giu;

/** E-mail addresses: certain, and likely where they are spelled out. */
export function findEmailAddresses(text: string): Candidate[] {
  const found =
    (certainty: Certainty) =>
    (match: RegExpExecArray): Candidate => {
      return {
        kind: 'EMAIL_ADDRESS',
        start: match.index,
        end: match.index + match[0].length,
        certainty,
        cued: false,
      };
    };
  return [
    ...collectMatches(text, address, found('certain')),
    ...collectMatches(text, spelledOut, found('likely')),
  ];
}
