import { newestVersion } from '../../support/terms.ts';
import type { Call } from '../operations.ts';
import { admins, physicians, roles } from '../stage.ts';

export { newestVersion };

const accounts = ['unverified', ...physicians, ...admins] as const;

export const termsCalls = {
  query: {
    termsVersions: { worksFor: [...roles] },
    termsVersion: { worksFor: [...roles], variables: () => [{ version: newestVersion }] },
    retention: { worksFor: [...roles] },
    termsInForce: { worksFor: [...roles] },
    termsStanding: { worksFor: [...accounts] },
  },
  mutation: {
    acceptTerms: { worksFor: [...accounts], variables: () => [{ version: newestVersion }] },
  },
} satisfies Record<'query' | 'mutation', Record<string, Call>>;
