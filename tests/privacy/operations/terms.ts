import { newestVersion } from '../../support/terms.ts';
import type { Call } from '../operations.ts';
import { accountHolders, roles } from '../stage.ts';

export { newestVersion };

export const termsCalls = {
  query: {
    termsVersions: { worksFor: [...roles] },
    termsVersion: { worksFor: [...roles], variables: () => [{ version: newestVersion }] },
    retention: { worksFor: [...roles] },
    termsInForce: { worksFor: [...roles] },
    termsStanding: { worksFor: accountHolders },
  },
  mutation: {
    acceptTerms: { worksFor: accountHolders, variables: () => [{ version: newestVersion }] },
  },
} satisfies Record<'query' | 'mutation', Record<string, Call>>;
