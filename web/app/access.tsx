/**
 * Which pages whom. Only courtesy: what may be seen and done is decided by the API, whose endpoints lack what a role
 * may not see.
 */
import { Navigate, Outlet, useLocation, useSearchParams } from 'react-router';
import { StatusPage } from '../features/registration/status-page.tsx';
import { useSession } from '../features/session/session-context.ts';
import { NotFoundPage } from './not-found-page.tsx';
import { safeTarget } from './safe-target.ts';

function ToSignIn() {
  const { untouched } = useSession();
  const { pathname, search, hash } = useLocation();
  const target = `${pathname}${search}${hash}`;
  const query = target === '/' || !untouched ? '' : `?next=${encodeURIComponent(target)}`;
  return <Navigate to={`/sign-in${query}`} replace />;
}

export function ForVisitors() {
  const { viewer } = useSession();
  const [search] = useSearchParams();
  return viewer ? <Navigate to={safeTarget(search.get('next'))} replace /> : <Outlet />;
}

export function ForPhysicians() {
  const { viewer } = useSession();
  if (!viewer) return <ToSignIn />;
  if (viewer.status === 'VERIFIED') return <Outlet />;
  return viewer.isTechnicalAdmin ? <Navigate to="/operations/verification" replace /> : <StatusPage />;
}

/** Whatever her licence's state: her own data are hers. */
export function ForAccounts() {
  const { viewer } = useSession();
  return viewer ? <Outlet /> : <ToSignIn />;
}

export function ForModerators() {
  const { viewer } = useSession();
  if (!viewer) return <ToSignIn />;
  return viewer.isModerator ? <Outlet /> : <NotFoundPage />;
}

export function ForTechnicalAdmins() {
  const { viewer } = useSession();
  if (!viewer) return <ToSignIn />;
  return viewer.isTechnicalAdmin ? <Outlet /> : <NotFoundPage />;
}
