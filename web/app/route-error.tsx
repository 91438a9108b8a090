import { useRouteError } from 'react-router';
import { ErrorState } from '../ui/error-state.tsx';

/** A page that broke while rendering, or whose part could not be loaded. The shell around it stays. */
export function RouteError() {
  const error = useRouteError();
  return <ErrorState error={error} onRetry={() => window.location.reload()} />;
}
