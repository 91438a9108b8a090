import { NetworkStatus } from '@apollo/client';
import { useQuery } from '@apollo/client/react';
import { Box, Stack, VisuallyHidden } from '@mantine/core';
import { IconListDetails } from '@tabler/icons-react';
import { useState } from 'react';
import { graphql } from '../../graphql/operations/index.ts';
import { useText } from '../../locales/i18n.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { PageHeading } from '../../ui/page-heading.tsx';
import { ListSkeleton } from '../../ui/skeletons.tsx';
import { AuditEntry, MissingEntries } from './audit-entry.tsx';
import { ChainCheck, type ChainVerdict } from './chain-check.tsx';
import { missingBetween } from './missing-between.ts';
import { useEntryAnchor } from './use-entry-anchor.ts';

const AuditEntries = graphql(`
  query AuditEntries($first: Int!, $after: String) {
    auditEntries(first: $first, after: $after) {
      edges {
        cursor
        node {
          seq
          ...AuditEntryParts
        }
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
`);

/** What the technical admins and the moderators have done, entry by entry, and whether the record still holds. */
export function AuditPage() {
  const { t } = useText();
  const [verdict, setVerdict] = useState<ChainVerdict | null>(null);
  const { data, error, loading, networkStatus, refetch, fetchMore } = useQuery(AuditEntries, {
    variables: { first: 50 },
    fetchPolicy: 'cache-and-network',
    notifyOnNetworkStatusChange: true,
  });
  const connection = data?.auditEntries;
  const edges = connection?.edges ?? [];
  const hasMore = connection?.pageInfo.hasNextPage ?? false;
  const loadingMore = networkStatus === NetworkStatus.fetchMore;

  function more(first: number) {
    return fetchMore({ variables: { first, after: connection?.pageInfo.endCursor ?? null } });
  }

  useEntryAnchor({
    oldest: edges.at(-1)?.node.seq ?? null,
    hasMore,
    ready: connection !== undefined && !loading,
    loadMore: () => more(100),
  });

  const brokenAt = verdict?.firstBroken ?? null;
  const reasonAt = (from: number, to = from) =>
    brokenAt !== null && from <= brokenAt && brokenAt <= to ? (verdict?.reason ?? '') : null;
  const newest = edges[0]?.node.seq ?? 0;

  return (
    <>
      <PageHeading title={t('audit:title')} lead={t('audit:lead')} />
      <Stack gap="lg">
        <ChainCheck
          verdict={verdict}
          onVerdict={(next) => {
            setVerdict(next);
            // What is shown is what was just verified.
            if (next && !error) void refetch().catch(() => undefined);
          }}
        />
        <section aria-busy={loading} aria-label={t('audit:title')}>
          <VisuallyHidden role="status">
            {connection && !loading ? t('audit:shown', { count: edges.length }) : ''}
          </VisuallyHidden>
          {error && <ErrorState error={error} onRetry={() => void refetch().catch(() => undefined)} />}
          {!connection && loading && <ListSkeleton height={168} />}
          {connection && edges.length === 0 && !loading && (
            <EmptyState icon={<IconListDetails />} title={t('audit:empty')} />
          )}
          <Stack gap="sm">
            {brokenAt !== null && connection && brokenAt > newest && (
              <MissingEntries from={brokenAt} to={brokenAt} broken={reasonAt(brokenAt)} />
            )}
            {edges.map(({ node }, at) => {
              const gap = missingBetween(node.seq, edges[at + 1]?.node.seq ?? (hasMore ? null : 0));
              return (
                <Box key={node.seq} display="contents">
                  <AuditEntry entry={node} broken={reasonAt(node.seq)} />
                  {gap && <MissingEntries {...gap} broken={reasonAt(gap.from, gap.to)} />}
                </Box>
              );
            })}
          </Stack>
          <LoadMore hasMore={hasMore} busy={loadingMore} onMore={() => more(50)} />
        </section>
      </Stack>
    </>
  );
}
