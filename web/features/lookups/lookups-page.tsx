import { NetworkStatus } from '@apollo/client';
import { useQuery } from '@apollo/client/react';
import { Button, Stack, VisuallyHidden } from '@mantine/core';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { Link } from 'react-router';
import { graphql } from '../../graphql/operations/index.ts';
import { useText } from '../../locales/i18n.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { PageHeading } from '../../ui/page-heading.tsx';
import { ListSkeleton } from '../../ui/skeletons.tsx';
import { LookupCard } from './lookup-card.tsx';
import { LookupGuide } from './lookup-guide.tsx';

const Lookups = graphql(`
  query Lookups($after: String) {
    epoch {
      number
      ...LookupGuideParts
    }
    lookups(first: 20, after: $after) {
      edges {
        cursor
        node {
          id
          ...LookupCardParts
        }
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
`);

/** Every lookup that was ever asked for, the newest first; all technical admins see all of them. */
export function LookupsPage() {
  const { t } = useText();
  const { data, error, loading, networkStatus, refetch, fetchMore } = useQuery(Lookups, {
    fetchPolicy: 'cache-and-network',
    notifyOnNetworkStatusChange: true,
  });
  const connection = data?.lookups;
  const edges = connection?.edges ?? [];
  const request = (
    <Button component={Link} to="/operations/lookups/new" leftSection={<IconPlus size={18} aria-hidden />}>
      {t('lookups:new')}
    </Button>
  );

  return (
    <>
      <PageHeading
        title={t('lookups:title')}
        lead={t('lookups:lead')}
        actions={data?.epoch ? request : undefined}
      />
      <Stack gap="lg">
        {data && <LookupGuide epoch={data.epoch} />}
        <section aria-busy={loading} aria-label={t('lookups:title')}>
          <VisuallyHidden role="status">
            {connection && !loading ? t('lookups:shown', { count: edges.length }) : ''}
          </VisuallyHidden>
          {error && <ErrorState error={error} onRetry={() => void refetch().catch(() => undefined)} />}
          {!connection && loading && <ListSkeleton height={168} />}
          {connection && edges.length === 0 && !loading && (
            <EmptyState icon={<IconKey />} title={t('lookups:empty.title')} text={t('lookups:empty.text')} />
          )}
          <Stack gap="md">
            {edges.map(({ node }) => (
              <LookupCard key={node.id} lookup={node} />
            ))}
          </Stack>
          <LoadMore
            hasMore={connection?.pageInfo.hasNextPage ?? false}
            busy={networkStatus === NetworkStatus.fetchMore}
            onMore={() => fetchMore({ variables: { after: connection?.pageInfo.endCursor ?? null } })}
          />
        </section>
      </Stack>
    </>
  );
}
