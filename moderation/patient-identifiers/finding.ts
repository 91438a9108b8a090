/** What the check can recognise. */
export const identifierKinds = [
  'SWEDISH_PERSONAL_NUMBER',
  'SWEDISH_COORDINATION_NUMBER',
  'SWEDISH_RESERVE_NUMBER',
  'FINNISH_PERSONAL_ID',
  'NORWEGIAN_NATIONAL_ID',
  'DANISH_CPR',
  'ICELANDIC_KENNITALA',
  'PHONE_NUMBER',
  'EMAIL_ADDRESS',
  'STREET_ADDRESS',
  'DATE_OF_BIRTH',
  'RECORD_NUMBER',
  'PERSON_NAME',
] as const;

export type IdentifierKind = (typeof identifierKinds)[number];

/** `certain` blocks publication, `likely` can be overridden with a reason. */
export type Certainty = 'certain' | 'likely';

/** One passage. `start` and `end` are UTF-16 offsets, `end` exclusive. It never carries the text itself. */
export interface Finding {
  kind: IdentifierKind;
  start: number;
  end: number;
  certainty: Certainty;
}

/** A finding before overlaps are settled; `cued` where words beside it say what it is. */
export interface Candidate extends Finding {
  cued: boolean;
  /** Only the form speaks for it: it is believed where a person's name stands beside it. */
  needsName?: boolean;
}
