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
  { file: 'api/posts/excerpt.ts', reason: 'Is being replaced by the parser.', until: '2026-12-02' },
  {
    file: 'web/features/moderation/plain-excerpt.ts',
    reason: 'Is being replaced by the parser.',
    until: '2026-12-02',
  },
  ...[
    'dates-of-birth',
    'email-addresses',
    'find-identifiers',
    'nordic-numbers',
    'not-names',
    'person-names',
    'phone-numbers',
    'record-numbers',
    'street-addresses',
    'surroundings',
    'swedish-numbers',
  ].map((name) => ({
    file: `moderation/patient-identifiers/${name}.ts`,
    reason: 'Are being rewritten.',
    until: '2026-12-02',
  })),
];

/** Above this a pattern of the second degree takes milliseconds. */
export const longestForPolynomial = 1000;
