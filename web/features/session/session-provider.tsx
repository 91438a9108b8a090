import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type Clients, createClients, stopClients } from '../../app/apollo/clients.ts';
import { ClientsProvider } from '../../app/apollo/endpoint-provider.tsx';
import type { SessionGuard, SessionVerdict } from '../../app/apollo/session-guard.ts';
import { changeLanguage, currentLanguage, isLanguageChosenHere } from '../../locales/i18n.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { PageSkeleton } from '../../ui/skeletons.tsx';
import { boundLeftDrafts, closeDrafts, deleteDraftsOf, openDrafts } from '../drafts/draft-store.ts';
import { hasLiveDrafts, writeLiveDrafts } from '../drafts/live-drafts.ts';
import { claimTab } from '../drafts/tab-id.ts';
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
  /** The page's own member, who is signed in no more, and who is in their place. */
  const [ended, setEnded] = useState<{ viewer: Viewer; other: Viewer | null } | null>(null);
  const viewerRef = useRef<Viewer | null>(null);
  const clientsRef = useRef<Clients | null>(null);
  const verification = useRef<Promise<SessionVerdict> | null>(null);
  const settleEnded = useRef<((verdict: SessionVerdict) => void) | null>(null);
  const channel = useRef<BroadcastChannel | null>(null);

  const claimed = useRef<Promise<void> | null>(null);

  const showRef = useRef<(viewer: Viewer | null) => void>(() => undefined);

  const [guard] = useState<SessionGuard>(() => {
    async function verifySession(): Promise<SessionVerdict> {
      const expected = viewerRef.current;
      const found = await findViewer();
      if (found?.id === expected?.id) {
        // Signed in again in another tab: the session is another one, and so is its marker.
        const renewed = found?.pageMarker !== expected?.pageMarker;
        viewerRef.current = found;
        if (found && renewed) openDrafts(found.id, found.draftKey);
        return renewed ? 'renewed' : 'same';
      }
      if (found && !(expected && hasLiveDrafts())) {
        channel.current?.postMessage(found.id);
        showRef.current(found);
        return 'changed';
      }
      if (!expected) return 'same';
      setEnded({ viewer: expected, other: found });
      return new Promise<SessionVerdict>((resolve) => {
        settleEnded.current = resolve;
      });
    }
    return {
      // Another's marker, or none, is never named by a page of the member before: the server then refuses it.
      markerOf: (viewerId) => {
        if (viewerId === null) return null;
        return viewerRef.current?.id === viewerId ? viewerRef.current.pageMarker : '';
      },
      verify: () => {
        // Several answers may doubt at once; the physician is asked once.
        verification.current ??= verifySession().finally(() => {
          verification.current = null;
        });
        return verification.current;
      },
    };
  });

  const terms = useTermsGate(
    () => clientsRef.current?.physician ?? null,
    () => viewerRef.current?.pageMarker ?? null,
  );

  /** Another viewer gets other clients: nothing that the last one saw can be shown to the next (ANONYMITY 49). */
  const show = useCallback(
    (viewer: Viewer | null) => {
      if (clientsRef.current) stopClients(clientsRef.current);
      const clients = createClients({ session: guard, terms: terms.guard }, viewer?.id ?? null);
      clientsRef.current = clients;
      viewerRef.current = viewer;
      setEnded(null);
      terms.guard.forget();
      if (viewer) {
        openDrafts(viewer.id, viewer.draftKey);
        boundLeftDrafts(viewer.id);
        if (!isLanguageChosenHere()) changeLanguage(viewer.locale);
      } else {
        closeDrafts();
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
      claimed.current ??= claimTab();
      const [viewer] = await Promise.all([findViewer(), claimed.current]);
      show(viewer);
    } catch (error) {
      setState({ phase: 'failed', error });
    }
  }, [show]);

  useEffect(() => {
    void load();
    const opened = new BroadcastChannel(channelName);
    channel.current = opened;
    opened.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (data === (viewerRef.current?.id ?? null)) return;
      // Whoever signs out wants nothing to stay; another's sign-in must not take away what is being written here.
      if (data === null || viewerRef.current === null) void load();
      else void guard.verify().catch(() => undefined);
    };
    return () => opened.close();
  }, [load, guard]);

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
    if (viewer) openDrafts(viewer.id, viewer.draftKey);
    setState((previous) => (previous.phase === 'ready' ? { ...previous, viewer } : previous));
  }, [show]);

  const viewer = state.phase === 'ready' ? state.viewer : null;
  const untouched = viewer === null && state.phase === 'ready' && state.generation === 0;
  const session = useMemo(
    () => ({
      viewer,
      untouched,
      signIn,
      signOut,
      refresh,
      markerOf: guard.markerOf,
      settleTerms: terms.guard.settle,
    }),
    [viewer, untouched, signIn, signOut, refresh, guard, terms.guard],
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
        {/* Nothing that was written for one member is shown to another. */}
        <div style={{ display: ended?.other ? 'none' : 'contents' }}>{children}</div>
      </ClientsProvider>
      {!ended && terms.dialog}
      {ended && (
        <SessionEndedDialog
          viewer={ended.viewer}
          other={ended.other}
          onRenewed={(found) => {
            viewerRef.current = found;
            openDrafts(found.id, found.draftKey);
            channel.current?.postMessage(found.id);
            writeLiveDrafts();
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
