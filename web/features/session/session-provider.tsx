import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type Clients, createClients, stopClients } from '../../app/apollo/clients.ts';
import { ClientsProvider } from '../../app/apollo/endpoint-provider.tsx';
import type { SessionGuard, SessionVerdict } from '../../app/apollo/session-guard.ts';
import { changeLanguage, currentLanguage, isLanguageChosenHere } from '../../locales/i18n.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { PageSkeleton } from '../../ui/skeletons.tsx';
import { deleteDraftsOf, deleteDraftsOfOthers } from '../drafts/draft-store.ts';
import { useTermsGate } from '../terms/use-terms-gate.tsx';
import { requestSignIn, requestSignOut } from './auth-requests.ts';
import { findViewer, type Viewer } from './find-viewer.ts';
import { SessionContext } from './session-context.ts';
import { SessionEndedDialog } from './session-ended-dialog.tsx';

type State =
  | { phase: 'loading' }
  | { phase: 'failed'; error: unknown }
  | { phase: 'ready'; viewer: Viewer | null; clients: Clients; generation: number };

/** Tells this browser's other tabs that another account, or none, is now signed in. */
const channelName = 'konsilium.session';

export function SessionProvider({ children }: { children: ReactNode }) {
  const [state, setState] = useState<State>({ phase: 'loading' });
  const [ended, setEnded] = useState<Viewer | null>(null);
  const viewerRef = useRef<Viewer | null>(null);
  const clientsRef = useRef<Clients | null>(null);
  const verification = useRef<Promise<SessionVerdict> | null>(null);
  const settleEnded = useRef<((verdict: SessionVerdict) => void) | null>(null);
  const channel = useRef<BroadcastChannel | null>(null);

  const showRef = useRef<(viewer: Viewer | null) => void>(() => undefined);

  const [guard] = useState<SessionGuard>(() => {
    async function verifySession(): Promise<SessionVerdict> {
      const expected = viewerRef.current;
      const found = await findViewer();
      if (!expected || found?.id === expected.id) return 'same';
      if (found) {
        channel.current?.postMessage(found.id);
        showRef.current(found);
        return 'changed';
      }
      setEnded(expected);
      return new Promise<SessionVerdict>((resolve) => {
        settleEnded.current = resolve;
      });
    }
    return {
      viewerId: () => viewerRef.current?.id ?? null,
      verify: () => {
        // Several answers may doubt at once; the physician is asked once.
        verification.current ??= verifySession().finally(() => {
          verification.current = null;
        });
        return verification.current;
      },
    };
  });

  const terms = useTermsGate(() => clientsRef.current?.physician ?? null);

  /** Another viewer gets other clients: nothing that the last one saw can be shown to the next (ANONYMITY 49). */
  const show = useCallback(
    (viewer: Viewer | null) => {
      if (clientsRef.current) stopClients(clientsRef.current);
      const clients = createClients({ session: guard, terms: terms.guard });
      clientsRef.current = clients;
      viewerRef.current = viewer;
      setEnded(null);
      terms.guard.forget();
      if (viewer) {
        deleteDraftsOfOthers(viewer.id);
        if (!isLanguageChosenHere()) changeLanguage(viewer.locale);
      }
      setState((previous) => ({
        phase: 'ready',
        viewer,
        clients,
        generation: previous.phase === 'ready' ? previous.generation + 1 : 0,
      }));
    },
    [guard, terms.guard],
  );

  showRef.current = show;

  const load = useCallback(async () => {
    try {
      show(await findViewer());
    } catch (error) {
      setState({ phase: 'failed', error });
    }
  }, [show]);

  useEffect(() => {
    void load();
    const opened = new BroadcastChannel(channelName);
    channel.current = opened;
    opened.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (data !== (viewerRef.current?.id ?? null)) void load();
    };
    return () => opened.close();
  }, [load]);

  const signIn = useCallback(
    async (credentials: { email: string; password: string }) => {
      const outcome = await requestSignIn(credentials, currentLanguage());
      if (outcome.kind === 'signed-in') {
        const viewer = await findViewer();
        show(viewer);
        channel.current?.postMessage(viewer?.id ?? null);
      }
      return outcome;
    },
    [show],
  );

  const signOut = useCallback(async () => {
    const leaving = viewerRef.current;
    await requestSignOut(currentLanguage());
    if (leaving) deleteDraftsOf(leaving.id);
    settleEnded.current?.('changed');
    show(null);
    channel.current?.postMessage(null);
  }, [show]);

  const refresh = useCallback(async () => {
    const viewer = await findViewer();
    if (viewer?.id !== viewerRef.current?.id) return show(viewer);
    viewerRef.current = viewer;
    setState((previous) => (previous.phase === 'ready' ? { ...previous, viewer } : previous));
  }, [show]);

  const viewer = state.phase === 'ready' ? state.viewer : null;
  const untouched = viewer === null && state.phase === 'ready' && state.generation === 0;
  const session = useMemo(
    () => ({ viewer, untouched, signIn, signOut, refresh, settleTerms: terms.guard.settle }),
    [viewer, untouched, signIn, signOut, refresh, terms.guard],
  );

  if (state.phase === 'loading') return <PageSkeleton />;
  if (state.phase === 'failed') {
    const retry = () => {
      setState({ phase: 'loading' });
      void load();
    };
    return <ErrorState error={state.error} onRetry={retry} />;
  }

  return (
    <SessionContext value={session}>
      <ClientsProvider key={state.generation} clients={state.clients}>
        {children}
      </ClientsProvider>
      {!ended && terms.dialog}
      {ended && (
        <SessionEndedDialog
          viewer={ended}
          onRenewed={() => {
            setEnded(null);
            settleEnded.current?.('renewed');
          }}
          onChanged={(other) => {
            settleEnded.current?.('changed');
            show(other);
          }}
          onLeave={signOut}
        />
      )}
    </SessionContext>
  );
}
