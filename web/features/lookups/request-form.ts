import type { LookupReason, Processor } from '../../graphql/operations/graphql.ts';

/** What an admin is writing in a request. */
export interface RequestForm {
  about: 'post' | 'pseudonym';
  processor: Processor;
  pseudonym: string;
  link: string;
  reason: LookupReason | null;
  text: string;
  caseReference: string;
}

export const emptyRequest: RequestForm = {
  about: 'post',
  processor: 'MIXPANEL',
  pseudonym: '',
  link: '',
  reason: null,
  text: '',
  caseReference: '',
};

export const processors: readonly Processor[] = ['MIXPANEL', 'BUGSNAG', 'HONEYCOMB'];

/** As every pseudonym looks. */
export const looksLikePseudonym = (text: string): boolean =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i.test(text.trim());

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
  const form: RequestForm = {
    about: draft.about === 'pseudonym' ? 'pseudonym' : 'post',
    processor: processors.find((processor) => processor === draft.processor) ?? 'MIXPANEL',
    pseudonym: text(draft.pseudonym),
    link: text(draft.link),
    reason: reasons.find((reason) => reason === draft.reason) ?? null,
    text: text(draft.text),
    caseReference: text(draft.caseReference),
  };
  return form.link || form.pseudonym || form.text || form.caseReference ? form : null;
}
