import { NetworkStatus } from '@apollo/client';
import { Stack, VisuallyHidden } from '@mantine/core';
import { Fragment, type ReactNode } from 'react';
import { ErrorState } from './error-state.tsx';
import { LoadMore } from './load-more.tsx';
import { ListSkeleton } from './skeletons.tsx';

/** What `useQuery` gives, asked to tell of its network status. */
interface Query {
  readonly error?: unknown;
  readonly loading: boolean;
  readonly networkStatus: NetworkStatus;
  refetch(): Promise<unknown>;
  fetchMore(options: { variables: { after: string | null } }): Promise<unknown>;
}

interface Props<Node> {
  /** Names the list. */
  label: string;
  query: Query;
  /** Undefined until it has been read. */
  connection:
    | {
        readonly edges: readonly { readonly node: Node }[];
        readonly pageInfo: { readonly endCursor?: string | null; readonly hasNextPage: boolean };
      }
    | undefined;
  /** Read out once the list is there. */
  shown(count: number): string;
  /** In the place of a list without rows. */
  empty: ReactNode;
  /** Of one row that is not there yet, in pixels. */
  rowHeight: number;
  children(node: Node): ReactNode;
}

/** A list that is read page by page: while it is read, when that failed, empty, and with the next page. */
export function ConnectionList<Node extends { readonly id: string }>({
  label,
  query: { error, loading, networkStatus, refetch, fetchMore },
  connection,
  shown,
  empty,
  rowHeight,
  children,
}: Props<Node>) {
  const edges = connection?.edges ?? [];
  return (
    <section aria-busy={loading} aria-label={label}>
      <VisuallyHidden role="status">{connection && !loading ? shown(edges.length) : ''}</VisuallyHidden>
      {error !== undefined && (
        <ErrorState error={error} onRetry={() => void refetch().catch(() => undefined)} />
      )}
      {!connection && loading && <ListSkeleton height={rowHeight} />}
      {connection && edges.length === 0 && !loading && empty}
      <Stack gap="md">
        {edges.map(({ node }) => (
          <Fragment key={node.id}>{children(node)}</Fragment>
        ))}
      </Stack>
      <LoadMore
        hasMore={connection?.pageInfo.hasNextPage ?? false}
        busy={networkStatus === NetworkStatus.fetchMore}
        onMore={() => fetchMore({ variables: { after: connection?.pageInfo.endCursor ?? null } })}
      />
    </section>
  );
}
