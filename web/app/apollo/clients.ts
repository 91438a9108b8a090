import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { SetContextLink } from '@apollo/client/link/context';
import { isMutationOperation } from '@apollo/client/utilities';
import { tap } from 'rxjs';
import { possibleTypes as moderationTypes } from '../../graphql/moderation/possible-types.ts';
import { possibleTypes as operationsTypes } from '../../graphql/operations/possible-types.ts';
import { possibleTypes as physicianTypes } from '../../graphql/physician/possible-types.ts';
import { currentLanguage } from '../../locales/i18n.ts';
import { markReachable } from '../../ui/connection.ts';
import { newOnceKey } from './once-key.ts';
import { padRequest } from './pad-request.ts';
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

const sendPadded: typeof fetch = (uri, options) =>
  fetch(uri, typeof options?.body === 'string' ? { ...options, body: padRequest(options.body) } : options);

/** For whom a page was drawn; null for nobody. */
type Marker = () => string | null;

/**
 * Names for whom the page was drawn, and for a mutation the key by which the server does it once. In the body, which no
 * proxy logs. Sent anew, an operation keeps its key and gets the marker of the session that there is by then.
 */
const namingLink = (marker: Marker) =>
  new ApolloLink((operation, forward) => {
    const { onceKey } = operation.getContext() as { onceKey?: string };
    const once = isMutationOperation(operation.query)
      ? { once: onceKey ?? operation.extensions.once ?? newOnceKey() }
      : {};
    operation.extensions = { ...operation.extensions, ...once, drawnFor: marker() };
    return forward(operation);
  });

/**
 * A client for one endpoint with a cache of its own, in memory only. Caches are never emptied for the next
 * physician: with another viewer there are other clients (ANONYMITY 49), so that a late answer has nowhere to go.
 */
export function createClient(
  endpoint: Endpoint,
  guards: Guards | null,
  viewerId: string | null = null,
  marker: Marker | null = guards && (() => guards.session.markerOf(viewerId)),
): ApolloClient {
  const links = [
    ...(guards ? [createSessionLink(guards.session, viewerId), createTermsLink(guards.terms)] : []),
    ...(marker ? [namingLink(marker)] : []),
    languageLink,
    connectionLink,
    new HttpLink({
      uri: paths[endpoint],
      credentials: 'same-origin',
      includeExtensions: true,
      fetch: sendPadded,
    }),
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

/** @param viewerId for whom the pages are drawn that use them. */
export function createClients(guards: Guards, viewerId: string | null): Clients {
  return {
    physician: createClient('physician', guards, viewerId),
    moderation: createClient('moderation', guards, viewerId),
    operations: createClient('operations', guards, viewerId),
  };
}

export function stopClients(clients: Clients): void {
  for (const client of Object.values(clients)) client.stop();
}
