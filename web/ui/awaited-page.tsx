import { ErrorState } from './error-state.tsx';
import { ListSkeleton } from './skeletons.tsx';

interface Props {
  /** What `useQuery` gives, while it has no data. */
  query: { readonly error?: unknown; readonly loading: boolean; refetch(): Promise<unknown> };
}

/** In the place of a page about one thing that has not been read yet, or could not be. */
export function AwaitedPage({ query: { error, loading, refetch } }: Props) {
  if (loading) return <ListSkeleton rows={3} height={220} />;
  return <ErrorState error={error} onRetry={() => void refetch().catch(() => undefined)} />;
}
