import { admins, physicians, type Role } from '../stage.ts';

const everybody: Role[] = ['unverified', ...physicians, ...admins];

export const telemetryQueries = {
  physician: {
    processors: { worksFor: ['signedOut' as const, ...everybody] },
    telemetryConsents: { worksFor: everybody },
  },
  operations: {
    telemetryQueues: { worksFor: admins },
  },
};

/** In the end everybody has agreed: what is done after that goes out with her pseudonym. */
export const telemetryMutations = {
  physician: {
    setTelemetryConsent: {
      worksFor: everybody,
      variables: () => [false, true].map((agreed) => ({ processor: 'MIXPANEL', agreed })),
    },
  },
};
