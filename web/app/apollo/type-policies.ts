import type { TypePolicies, TypePolicy } from '@apollo/client';
import { relayStylePagination } from '@apollo/client/utilities';
import type { Endpoint } from './clients.ts';

const specialty: TypePolicy = { keyFields: ['code'] };

/** Connections grow page by page under one key for each list and filter. */
export const typePolicies: Record<Endpoint, TypePolicies> = {
  physician: {
    Specialty: specialty,
    TermsVersion: { keyFields: ['version'] },
    TelemetryConsent: { keyFields: ['processor'] },
    Query: { fields: { consultations: relayStylePagination(['list', 'specialty']) } },
    Consultation: { fields: { answers: relayStylePagination() } },
  },
  moderation: {
    Specialty: specialty,
    // What may be done with a post hangs on the case; two cases of one post must not overwrite each other.
    ModeratedPost: { keyFields: false, merge: true },
    Query: {
      fields: {
        appeals: relayStylePagination(['list']),
        cases: relayStylePagination(['list']),
      },
    },
  },
  operations: {
    Specialty: specialty,
    // Without an id of their own: parts of the lookup that they are shown in.
    Epoch: { keyFields: false, merge: true },
    LookupSubject: { keyFields: false, merge: true },
    Query: {
      fields: {
        accounts: relayStylePagination(['filter']),
        auditEntries: relayStylePagination(),
        consentForms: relayStylePagination(),
        erasures: relayStylePagination(['list']),
        lookups: relayStylePagination(),
      },
    },
  },
};
