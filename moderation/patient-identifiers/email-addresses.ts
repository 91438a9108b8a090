import type { Candidate } from './finding.ts';
import { collectMatches } from './surroundings.ts';

/** Bounds of RFC 5321: 64 characters before the @, 63 in each label. A run of the class is entered at its start only. */
const address = /(?<![\p{L}\d._%+-])[\p{L}\d._%+-]{1,64}@[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{1,63}){1,5}/gu;

/** E-mail addresses, always certain. */
export function findEmailAddresses(text: string): Candidate[] {
  return collectMatches(text, address, (match): Candidate => {
    return {
      kind: 'EMAIL_ADDRESS',
      start: match.index,
      end: match.index + match[0].length,
      certainty: 'certain',
      cued: false,
    };
  });
}
