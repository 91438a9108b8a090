import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { SetContextLink } from '@apollo/client/link/context';
import { tap } from 'rxjs';
import { possibleTypes as moderationTypes } from '../../graphql/moderation/possible-types.ts';
import { possibleTypes as operationsTypes } from '../../graphql/operations/possible-types.ts';
import { possibleTypes as physicianTypes } from '../../graphql/physician/possible-types.ts';
import { currentLanguage } from '../../locales/i18n.ts';
import { markReachable } from '../../ui/connection.ts';
import { createSessionLink, type SessionGuard } from './session-guard.ts';
import { createTermsLink, type TermsGuard } from './terms-link.ts';
import { typePolicies } from './type-policies.ts';

export type Endpoint = 'physician' | 'moderation' | 'operations';
export type Clients = Record<Endpoint, ApolloClient>;

/** What stands between the pages and the server. */
export interface Guards {
  session: SessionGuard;
  terms: TermsGuard;
}

const paths: Record<Endpoint, string> = {
  physician: '/graphql',
  moderation: '/graphql/moderation',
  operations: '/graphql/operations',
};

const possibleTypes = { physician: physicianTypes, moderation: moderationTypes, operations: operationsTypes };

const languageLink = new SetContextLink((previous) => ({
  headers: { ...previous.headers, 'accept-language': currentLanguage(), 'apollo-require-preflight': '1' },
}));

/** fetch rejects with a TypeError when no answer came at all. */
const connectionLink = new ApolloLink((operation, forward) =>
  forward(operation).pipe(
    tap({
      next: () => markReachable(true),
      error: (error: unknown) => markReachable(!(error instanceof TypeError)),
    }),
  ),
);

/**
 * A client for one endpoint with a cache of its own, in memory only. Caches are never emptied for the next
 * physician: with another viewer there are other clients (ANONYMITY 49), so that a late answer has nowhere to go.
 */
export function createClient(endpoint: Endpoint, guards: Guards | null): ApolloClient {
  const links = [
    ...(guards ? [createSessionLink(guards.session), createTermsLink(guards.terms)] : []),
    languageLink,
    connectionLink,
    new HttpLink({ uri: paths[endpoint], credentials: 'same-origin' }),
  ];
  return new ApolloClient({
    link: ApolloLink.from(links),
    cache: new InMemoryCache({
      possibleTypes: possibleTypes[endpoint],
      typePolicies: typePolicies[endpoint],
    }),
    devtools: { enabled: false },
  });
}

export function createClients(guards: Guards): Clients {
  return {
    physician: createClient('physician', guards),
    moderation: createClient('moderation', guards),
    operations: createClient('operations', guards),
  };
}

export function stopClients(clients: Clients): void {
  for (const client of Object.values(clients)) client.stop();
}
