import { useQuery } from '@apollo/client/react';
import { VisuallyHidden } from '@mantine/core';
import { EndpointProvider } from '../../app/apollo/endpoint-provider.tsx';
import { graphql } from '../../graphql/operations/index.ts';
import { useText } from '../../locales/i18n.ts';
import { CountMark } from '../../ui/count-mark.tsx';

export const CountRefusedErasures = graphql(`
  query CountRefusedErasures {
    refusedErasures
  }
`);

/** How many erasures go on only when somebody has seen to them. On the operations endpoint. */
export function useRefusedCount(): number {
  const { data } = useQuery(CountRefusedErasures, { fetchPolicy: 'cache-and-network' });
  return data?.refusedErasures ?? 0;
}

/** The same beside the link to them, on every page of a technical admin. */
export function RefusedCount() {
  return (
    <EndpointProvider endpoint="operations">
      <Count />
    </EndpointProvider>
  );
}

function Count() {
  const { t } = useText();
  const count = useRefusedCount();
  if (count === 0) return null;
  return (
    <>
      <CountMark urgent aria-hidden>
        {count}
      </CountMark>
      <VisuallyHidden>{` (${t('erasure:list.refused', { count })})`}</VisuallyHidden>
    </>
  );
}
