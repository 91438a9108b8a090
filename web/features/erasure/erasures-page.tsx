import { useQuery } from '@apollo/client/react';
import { Stack } from '@mantine/core';
import { IconChecks, IconEraser } from '@tabler/icons-react';
import { useSearchParams } from 'react-router';
import type { ErasureList } from '../../graphql/operations/graphql.ts';
import { graphql } from '../../graphql/operations/index.ts';
import { useText } from '../../locales/i18n.ts';
import { ConnectionList } from '../../ui/connection-list.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeading } from '../../ui/page-heading.tsx';
import { TabLinks } from '../../ui/tab-links.tsx';
import { ErasureCard } from './erasure-card.tsx';
import { useRefusedCount } from './refused-count.tsx';

const Erasures = graphql(`
  query Erasures($list: ErasureList!, $after: String) {
    erasures(list: $list, first: 20, after: $after) {
      edges {
        cursor
        node {
          id
          ...ErasureCardParts
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
  { name: 'all', list: 'ALL' },
  { name: 'refused', list: 'REFUSED' },
] as const satisfies ReadonlyArray<{ name: string; list: ErasureList }>;
type List = (typeof lists)[number];

/** Erasures by their own numbers, with what each step and processor has answered. Which list is in the address. */
export function ErasuresPage() {
  const { t } = useText();
  const [search] = useSearchParams();
  const current = lists.find(({ name }) => name === search.get('list')) ?? lists[0];
  const refused = useRefusedCount();
  return (
    <>
      <PageHeading title={t('erasure:list.title')} lead={t('erasure:list.lead')} />
      <Stack gap="md">
        <TabLinks
          label={t('erasure:list.lists')}
          tabs={lists.map(({ name }) => ({
            to: name === 'all' ? '/operations/erasures' : `/operations/erasures?list=${name}`,
            label: t(`erasure:list.tabs.${name}`),
            count: name === 'refused' ? refused : undefined,
            current: name === current.name,
          }))}
        />
        <ErasureCards key={current.name} list={current} />
      </Stack>
    </>
  );
}

/** One list. Keyed by which, so that a changing address never asks for the old one again. */
function ErasureCards({ list: { name, list } }: { list: List }) {
  const { t } = useText();
  const query = useQuery(Erasures, {
    variables: { list },
    fetchPolicy: 'cache-and-network',
    notifyOnNetworkStatusChange: true,
  });
  return (
    <ConnectionList
      label={t(`erasure:list.tabs.${name}`)}
      query={query}
      connection={query.data?.erasures}
      shown={(count) => t('erasure:list.shown', { count })}
      empty={<NoErasure name={name} />}
      rowHeight={180}
    >
      {(node) => <ErasureCard erasure={node} />}
    </ConnectionList>
  );
}

function NoErasure({ name }: Pick<List, 'name'>) {
  const { t } = useText();
  return name === 'refused' ? (
    <EmptyState
      icon={<IconChecks />}
      title={t('erasure:list.nothingRefused')}
      text={t('erasure:list.nothingRefusedText')}
    />
  ) : (
    <EmptyState icon={<IconEraser />} title={t('erasure:list.empty')} text={t('erasure:list.emptyText')} />
  );
}
