import { useQuery } from '@apollo/client/react';
import { Anchor, Stack } from '@mantine/core';
import { IconChecks } from '@tabler/icons-react';
import { Link, useSearchParams } from 'react-router';
import type { CaseList } from '../../graphql/moderation/graphql.ts';
import { graphql } from '../../graphql/moderation/index.ts';
import { useText } from '../../locales/i18n.ts';
import { ConnectionList } from '../../ui/connection-list.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeading } from '../../ui/page-heading.tsx';
import { TabLinks } from '../../ui/tab-links.tsx';
import { AppealLists } from './appeal-list.tsx';
import { CaseCard } from './case-card.tsx';

const CaseCounts = graphql(`
  query CaseCounts {
    caseCounts {
      open
      mine
      appeals
    }
  }
`);

const Cases = graphql(`
  query Cases($list: CaseList!, $after: String) {
    cases(list: $list, first: 20, after: $after) {
      edges {
        cursor
        node {
          id
          ...CaseCardParts
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
  { name: 'open', list: 'OPEN' },
  { name: 'mine', list: 'MINE' },
  { name: 'decided', list: 'DECIDED' },
] as const satisfies ReadonlyArray<{ name: string; list: CaseList }>;
type Queue = (typeof lists)[number];

/** What waits for a moderator, the oldest first. Which list is in the address. */
export function QueuePage() {
  const { t } = useText();
  const [search] = useSearchParams();
  const asked = search.get('list');
  const appeals = asked === 'appeals';
  const current = lists.find(({ name }) => name === asked) ?? lists[0];
  const { data } = useQuery(CaseCounts, { fetchPolicy: 'cache-and-network' });
  const counts = data?.caseCounts;
  return (
    <>
      <PageHeading
        title={t('moderation:title')}
        lead={t('moderation:lead')}
        actions={
          <Anchor component={Link} to="/moderation/measures" size="sm">
            {t('moderation:measures.link')}
          </Anchor>
        }
      />
      <Stack gap="md">
        <TabLinks
          label={t('moderation:lists')}
          tabs={[
            ...lists.map(({ name }) => ({
              to: name === 'open' ? '/moderation' : `/moderation?list=${name}`,
              label: t(`moderation:tabs.${name}`),
              count: name === 'decided' ? undefined : counts?.[name],
              current: !appeals && name === current.name,
            })),
            {
              to: '/moderation?list=appeals',
              label: t('moderation:tabs.appeals'),
              count: counts?.appeals,
              current: appeals,
            },
          ]}
        />
        {appeals ? <AppealLists /> : <CaseQueue key={current.name} queue={current} />}
      </Stack>
    </>
  );
}

/** One list. Keyed by which, so that a changing address never asks for the old one again. */
function CaseQueue({ queue }: { queue: Queue }) {
  const { t } = useText();
  const query = useQuery(Cases, {
    variables: { list: queue.list },
    fetchPolicy: 'cache-and-network',
    notifyOnNetworkStatusChange: true,
  });
  return (
    <ConnectionList
      label={t(`moderation:tabs.${queue.name}`)}
      query={query}
      connection={query.data?.cases}
      shown={(count) => t('moderation:shown', { count })}
      empty={
        <EmptyState
          icon={<IconChecks />}
          title={t(`moderation:empty.${queue.name}.title`)}
          text={t(`moderation:empty.${queue.name}.text`)}
        />
      }
      rowHeight={196}
    >
      {(node) => <CaseCard item={node} />}
    </ConnectionList>
  );
}
