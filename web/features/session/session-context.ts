import { createContext, use } from 'react';
import type { TermsGuard } from '../../app/apollo/terms-link.ts';
import type { Credentials, SignInOutcome } from './auth-requests.ts';
import type { Viewer } from './find-viewer.ts';

export interface Session {
  /** Null when nobody is signed in. */
  viewer: Viewer | null;
  /**
   * Nobody has been signed in since this page was loaded. Only then does a sign-in lead on to the address at hand:
   * the next physician at a shared computer is not taken to what the last one was reading.
   */
  untouched: boolean;
  signIn(credentials: Credentials): Promise<SignInOutcome>;
  /** Ends the session and forgets everything of the viewer in this browser. Rejects when the server did not confirm. */
  signOut(): Promise<void>;
  /** Asks again who is signed in and what the account may do. */
  refresh(): Promise<void>;
  /** For what is not sent by the clients: for whom a page was drawn. */
  markerOf(viewerId: string): string | null;
  /** Likewise: asks for the terms that an act needs. */
  settleTerms: TermsGuard['settle'];
}

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = use(SessionContext);
  if (!session) throw new Error('useSession outside SessionProvider');
  return session;
}

/** For pages behind a sign-in only. */
export function useViewer(): Viewer {
  const { viewer } = useSession();
  if (!viewer) throw new Error('useViewer where nobody is signed in');
  return viewer;
}
