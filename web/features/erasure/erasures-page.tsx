import { NetworkStatus } from '@apollo/client';
import { useQuery } from '@apollo/client/react';
import { Stack, VisuallyHidden } from '@mantine/core';
import { IconEraser } from '@tabler/icons-react';
import { graphql } from '../../graphql/operations/index.ts';
import { useText } from '../../locales/i18n.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { PageHeading } from '../../ui/page-heading.tsx';
import { ListSkeleton } from '../../ui/skeletons.tsx';
import { ErasureCard } from './erasure-card.tsx';

const Erasures = graphql(`
  query Erasures($after: String) {
    erasures(first: 20, after: $after) {
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

/** Every erasure by its own number, with what each step and processor has answered. */
export function ErasuresPage() {
  const { t } = useText();
  const { data, error, loading, networkStatus, refetch, fetchMore } = useQuery(Erasures, {
    fetchPolicy: 'cache-and-network',
    notifyOnNetworkStatusChange: true,
  });
  const connection = data?.erasures;
  const edges = connection?.edges ?? [];
  return (
    <>
      <PageHeading title={t('erasure:list.title')} lead={t('erasure:list.lead')} />
      <section aria-busy={loading} aria-label={t('erasure:list.title')}>
        <VisuallyHidden role="status">
          {connection && !loading ? t('erasure:list.shown', { count: edges.length }) : ''}
        </VisuallyHidden>
        {error && <ErrorState error={error} onRetry={() => void refetch().catch(() => undefined)} />}
        {!connection && loading && <ListSkeleton height={180} />}
        {connection && edges.length === 0 && !loading && (
          <EmptyState
            icon={<IconEraser />}
            title={t('erasure:list.empty')}
            text={t('erasure:list.emptyText')}
          />
        )}
        <Stack gap="md">
          {edges.map(({ node }) => (
            <ErasureCard key={node.id} erasure={node} />
          ))}
        </Stack>
        <LoadMore
          hasMore={connection?.pageInfo.hasNextPage ?? false}
          busy={networkStatus === NetworkStatus.fetchMore}
          onMore={() => fetchMore({ variables: { after: connection?.pageInfo.endCursor ?? null } })}
        />
      </section>
    </>
  );
}
