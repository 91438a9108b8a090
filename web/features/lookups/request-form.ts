import type { LookupReason } from '../../graphql/operations/graphql.ts';

/** What an admin is writing in a request. */
export interface RequestForm {
  link: string;
  reason: LookupReason | null;
  text: string;
  caseReference: string;
}

export const emptyRequest: RequestForm = { link: '', reason: null, text: '', caseReference: '' };

export const reasons: readonly LookupReason[] = [
  'IMMINENT_DANGER',
  'SERIOUS_ABUSE',
  'COURT_ORDER',
  'LEGAL_OBLIGATION',
];

/** As the server demands it. */
export const shortestText = 20;

/** Of what the browser has kept. */
export function readRequest(stored: unknown): RequestForm | null {
  if (typeof stored !== 'object' || stored === null) return null;
  const draft: Record<string, unknown> = { ...stored };
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  const form = {
    link: text(draft.link),
    reason: reasons.find((reason) => reason === draft.reason) ?? null,
    text: text(draft.text),
    caseReference: text(draft.caseReference),
  };
  return form.link || form.text || form.caseReference ? form : null;
}
