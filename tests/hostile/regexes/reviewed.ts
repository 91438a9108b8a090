/**
 * Regular expressions that recheck does not call safe, and why they may stand all the same. The rest is mended, not
 * listed: a new entry needs a reason that holds whoever writes the text.
 */
export interface Reviewed {
  file: string;
  /** The pattern as recheck was asked; every pattern of the file where it is left out. */
  source?: string;
  reason: string;
  /** How many characters it sees at most, where that is what makes it harmless. */
  longest?: number;
  /** The first day on which the entry no longer counts. */
  until?: string;
}

export const reviewed: readonly Reviewed[] = [
  {
    file: 'api/config/forms.ts',
    source: '\\/+$',
    reason: "Addresses of the operator's own settings, once at start.",
  },
  {
    file: 'web/features/terms/changed-paragraphs.ts',
    reason: 'Texts of the terms, which the operator writes.',
  },
  {
    file: 'moderation/patient-identifiers/not-names.ts',
    source: String.raw`(?:behandla\p{L}*|positiv\p{L}*|negativ\p{L}*|sjuk\p{L}*|opererad\p{L}*|utred\p{L}*|remitter\p{L}*|relaterad\p{L}*|krävande|skala\p{L}*|index|poäng|test\p{L}*|score|scale|syndrom\p{L}*|lääkity\p{L}*|hoido\p{L}*|diagnoo\p{L}*|itis|oma|emi|positive|negative|related)$`,
    reason: 'Sees the last 40 letters of a word alone.',
  },
  {
    file: 'moderation/patient-identifiers/phone-numbers.ts',
    source: '[ \\u00a0\\u202f]+\\d+$',
    reason: 'Sees what a bounded pattern took for a telephone number.',
    longest: 60,
  },
  {
    file: 'moderation/patient-identifiers/street-addresses.ts',
    source: String.raw`(?<!\p{L})(?<word>\p{L}[\p{L}:'’-]{1,30}) (?<house>\d{1,4}(?:[-–]\d{1,4})?(?:(?: ?[A-HJ-Z]|[a-h])(?![\p{L}\d])(?: \d{1,3}(?![\d\p{L}]|[.,]\d|[ \u00a0]\p{L}))?)?(?:,? (?:lgh|bst|as\.?) ?\d{1,4})?)(?!\d)(?<place>,? (?:SE-|FI-)?\d{3} ?\d{2} \p{Lu}\p{L}{1,25})?`,
    reason:
      'Recheck comes to no end. Every repetition in it is bounded, none stands in another, a match has 80 characters at most.',
  },
];

/** Above this a pattern of the second degree takes milliseconds. */
export const longestForPolynomial = 1000;
