import { useEffect } from 'react';
import { useRouteError } from 'react-router';
import { ErrorState } from '../ui/error-state.tsx';
import { reportError } from './report-errors.ts';

/** A page that broke while rendering, or whose part could not be loaded. The shell around it stays. */
export function RouteError() {
  const error = useRouteError();
  useEffect(() => reportError(error, 'rendering'), [error]);
  return <ErrorState error={error} onRetry={() => window.location.reload()} />;
}
