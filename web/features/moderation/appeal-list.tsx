import { useQuery } from '@apollo/client/react';
import { Stack, Title } from '@mantine/core';
import { IconScale } from '@tabler/icons-react';
import type { AppealList as ListName } from '../../graphql/moderation/graphql.ts';
import { graphql } from '../../graphql/moderation/index.ts';
import { useText } from '../../locales/i18n.ts';
import { ConnectionList } from '../../ui/connection-list.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { AppealCard } from './appeal-card.tsx';

const Appeals = graphql(`
  query Appeals($list: AppealList!, $after: String) {
    appeals(list: $list, first: 20, after: $after) {
      edges {
        cursor
        node {
          id
          ...AppealCardParts
        }
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
`);

/** What authors have appealed: first what waits, then what has been ruled on. */
export function AppealLists() {
  const { t } = useText();
  return (
    <Stack gap="xl">
      <AppealList list="OPEN" title={t('appeals:moderator.waiting')} />
      <AppealList list="DECIDED" title={t('appeals:moderator.decided')} />
    </Stack>
  );
}

function AppealList({ list, title }: { list: ListName; title: string }) {
  const { t } = useText();
  const query = useQuery(Appeals, {
    variables: { list },
    fetchPolicy: 'cache-and-network',
    notifyOnNetworkStatusChange: true,
  });
  return (
    <div>
      <Title order={2} mb="sm">
        {title}
      </Title>
      <ConnectionList
        label={title}
        query={query}
        connection={query.data?.appeals}
        shown={(count) => t('appeals:moderator.shown', { count })}
        empty={
          <EmptyState
            icon={<IconScale />}
            title={t(`appeals:moderator.empty.${list}.title`)}
            text={t(`appeals:moderator.empty.${list}.text`)}
          />
        }
        rowHeight={150}
      >
        {(node) => <AppealCard appeal={node} />}
      </ConnectionList>
    </div>
  );
}
