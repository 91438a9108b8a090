import { ApolloLink } from '@apollo/client';
import { from, mergeMap, NEVER, of } from 'rxjs';

/**
 * What the guard found when an answer looked as if the session had ended.
 * same: it has not; renewed: the physician has signed in again; changed: this page now belongs to nobody or to
 * somebody else, and is about to be replaced.
 */
export type SessionVerdict = 'same' | 'renewed' | 'changed';

export interface SessionGuard {
  /** The id of the account that this page shows; null when nobody is signed in. */
  viewerId(): string | null;
  /** Asks the server, and where the session has ended, the physician. */
  verify(): Promise<SessionVerdict>;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** An answer that one would not expect from one's own living session. */
function isDoubtful({ data, errors }: ApolloLink.Result, viewerId: string): boolean {
  if (errors?.some(({ extensions }) => extensions?.refusal === 'NOT_SIGNED_IN')) return true;
  if (!isRecord(data)) return false;
  if ('viewer' in data) {
    const { viewer } = data;
    if (!isRecord(viewer) || viewer.id !== viewerId) return true;
  }
  return Object.values(data).some(
    (field) =>
      isRecord(field) && (field.__typename === 'NotAllowedError' || field.__typename === 'NotFoundError'),
  );
}

/**
 * Holds back an answer that belongs to an ended or to another's session, so that it reaches neither a page nor a
 * cache; once the physician has signed in again the operation is sent anew.
 */
export function createSessionLink(guard: SessionGuard): ApolloLink {
  return new ApolloLink((operation, forward) =>
    forward(operation).pipe(
      mergeMap((result) => {
        const viewerId = guard.viewerId();
        if (viewerId === null || !isDoubtful(result, viewerId)) return of(result);
        return from(guard.verify()).pipe(
          mergeMap((verdict) => {
            if (verdict === 'same') return of(result);
            return verdict === 'renewed' ? forward(operation) : NEVER;
          }),
        );
      }),
    ),
  );
}
