import { NetworkStatus } from '@apollo/client';
import { useQuery } from '@apollo/client/react';
import { Stack, Title, VisuallyHidden } from '@mantine/core';
import { IconScale } from '@tabler/icons-react';
import type { AppealList as ListName } from '../../graphql/moderation/graphql.ts';
import { graphql } from '../../graphql/moderation/index.ts';
import { useText } from '../../locales/i18n.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { ListSkeleton } from '../../ui/skeletons.tsx';
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
      <section aria-labelledby="appeals-open">
        <Title order={2} id="appeals-open" mb="sm">
          {t('appeals:moderator.waiting')}
        </Title>
        <AppealList list="OPEN" />
      </section>
      <section aria-labelledby="appeals-decided">
        <Title order={2} id="appeals-decided" mb="sm">
          {t('appeals:moderator.decided')}
        </Title>
        <AppealList list="DECIDED" />
      </section>
    </Stack>
  );
}

function AppealList({ list }: { list: ListName }) {
  const { t } = useText();
  const { data, error, loading, networkStatus, refetch, fetchMore } = useQuery(Appeals, {
    variables: { list },
    fetchPolicy: 'cache-and-network',
    notifyOnNetworkStatusChange: true,
  });
  const connection = data?.appeals;
  const edges = connection?.edges ?? [];
  return (
    <div aria-busy={loading}>
      <VisuallyHidden role="status">
        {connection && !loading ? t('appeals:moderator.shown', { count: edges.length }) : ''}
      </VisuallyHidden>
      {error && <ErrorState error={error} onRetry={() => void refetch().catch(() => undefined)} />}
      {!connection && loading && <ListSkeleton rows={2} height={150} />}
      {connection && edges.length === 0 && !loading && (
        <EmptyState
          icon={<IconScale />}
          title={t(`appeals:moderator.empty.${list}.title`)}
          text={t(`appeals:moderator.empty.${list}.text`)}
        />
      )}
      <Stack gap="md">
        {edges.map(({ node }) => (
          <AppealCard key={node.id} appeal={node} />
        ))}
      </Stack>
      <LoadMore
        hasMore={connection?.pageInfo.hasNextPage ?? false}
        busy={networkStatus === NetworkStatus.fetchMore}
        onMore={() => fetchMore({ variables: { after: connection?.pageInfo.endCursor ?? null } })}
      />
    </div>
  );
}
