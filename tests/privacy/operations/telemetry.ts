import { accountHolders, admins } from '../stage.ts';

export const telemetryQueries = {
  physician: {
    processors: { worksFor: ['signedOut' as const, ...accountHolders] },
    telemetryConsents: { worksFor: accountHolders },
  },
  operations: {
    telemetryQueues: { worksFor: admins },
  },
};

/** In the end everybody has agreed: what is done after that goes out with her pseudonym. */
export const telemetryMutations = {
  physician: {
    setTelemetryConsent: {
      worksFor: accountHolders,
      variables: () => [false, true].map((agreed) => ({ processor: 'MIXPANEL', agreed })),
    },
  },
};
