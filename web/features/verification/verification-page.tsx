import { useQuery } from '@apollo/client/react';
import { Stack } from '@mantine/core';
import { IconCircleCheck, IconUserCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { AccountFilter } from '../../graphql/operations/graphql.ts';
import { graphql } from '../../graphql/operations/index.ts';
import { useText } from '../../locales/i18n.ts';
import { ConnectionList } from '../../ui/connection-list.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { OutcomeAlert } from '../../ui/outcome-alert.tsx';
import { PageHeading } from '../../ui/page-heading.tsx';
import { TabLinks } from '../../ui/tab-links.tsx';
import { AccountCard } from './account-card.tsx';

const Accounts = graphql(`
  query Accounts($filter: AccountFilter!, $after: String) {
    accounts(filter: $filter, first: 20, after: $after) {
      edges {
        cursor
        node {
          id
          ...AccountCardParts
        }
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
`);

const lists = [
  { name: 'waiting', filter: 'UNVERIFIED' },
  { name: 'all', filter: 'ALL' },
] as const satisfies ReadonlyArray<{ name: string; filter: AccountFilter }>;

interface Outcome {
  name: string;
  verified: boolean;
}

/** Accounts whose licence somebody must have seen before they open the forum. Which list is in the address. */
export function VerificationPage() {
  const { t } = useText();
  const [search] = useSearchParams();
  const current = lists.find(({ name }) => name === search.get('list')) ?? lists[0];
  const [done, setDone] = useState<Outcome | null>(null);
  return (
    <>
      <PageHeading title={t('verification:title')} lead={t('verification:lead')} />
      {done && (
        <OutcomeAlert
          key={done.name}
          mb="md"
          icon={<IconCircleCheck aria-hidden />}
          withCloseButton
          closeButtonLabel={t('common:close')}
          onClose={() => setDone(null)}
        >
          {t(done.verified ? 'verification:verifiedNow' : 'verification:refusedNow', { name: done.name })}
        </OutcomeAlert>
      )}
      <Stack gap="md">
        <TabLinks
          label={t('verification:lists')}
          tabs={lists.map(({ name }) => ({
            to: name === 'waiting' ? '/operations/verification' : `/operations/verification?list=${name}`,
            label: t(`verification:tabs.${name}`),
            current: name === current.name,
          }))}
        />
        <AccountList key={current.name} list={current} onDecided={setDone} />
      </Stack>
    </>
  );
}

interface ListProps {
  list: (typeof lists)[number];
  onDecided(outcome: Outcome): void;
}

/** One list. Keyed by which, so that a changing address never asks for the old one again. */
function AccountList({ list, onDecided }: ListProps) {
  const { t } = useText();
  const query = useQuery(Accounts, {
    variables: { filter: list.filter },
    fetchPolicy: 'cache-and-network',
    notifyOnNetworkStatusChange: true,
  });
  return (
    <ConnectionList
      label={t(`verification:tabs.${list.name}`)}
      query={query}
      connection={query.data?.accounts}
      shown={(count) => t('verification:shown', { count })}
      empty={
        <EmptyState
          icon={<IconUserCheck />}
          title={t('verification:empty.title')}
          text={t('verification:empty.text')}
        />
      }
      rowHeight={236}
    >
      {(node) => (
        <AccountCard
          account={node}
          onDecided={(outcome) => {
            onDecided(outcome);
            void query.refetch().catch(() => undefined);
          }}
        />
      )}
    </ConnectionList>
  );
}
