import { useApolloClient } from '@apollo/client/react';
import { useCallback } from 'react';
import { useCommand } from '../../app/apollo/use-command.ts';
import { AcceptTerms, OwnTermsStanding } from './terms-standing.ts';

/** Accepts a version, and lets every place that shows the standing show the new one. */
export function useAcceptTerms() {
  const client = useApolloClient();
  const { run, busy, setback } = useCommand(AcceptTerms, 'acceptTerms', 'no-cache');
  const accept = useCallback(
    async (version: string) => {
      if (await run({ version })) await client.refetchQueries({ include: [OwnTermsStanding] });
    },
    [client, run],
  );
  return { accept, busy, setback };
}
