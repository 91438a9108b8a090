import { ApolloProvider } from '@apollo/client/react';
import { createContext, type ReactNode, use } from 'react';
import type { Clients, Endpoint } from './clients.ts';

const ClientsContext = createContext<Clients | null>(null);

/** Puts the clients of the current viewer in reach, and the physicians' endpoint in force. */
export function ClientsProvider({ clients, children }: { clients: Clients; children: ReactNode }) {
  return (
    <ClientsContext value={clients}>
      <ApolloProvider client={clients.physician}>{children}</ApolloProvider>
    </ClientsContext>
  );
}

/** Sends useQuery and useMutation below it to the given endpoint. */
export function EndpointProvider({ endpoint, children }: { endpoint: Endpoint; children: ReactNode }) {
  const clients = use(ClientsContext);
  if (!clients) throw new Error('EndpointProvider outside ClientsProvider');
  return <ApolloProvider client={clients[endpoint]}>{children}</ApolloProvider>;
}
