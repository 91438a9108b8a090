import { ApolloLink } from '@apollo/client';
import { ServerError } from '@apollo/client/errors';
import { catchError, from, mergeMap, NEVER, type Observable, of, throwError } from 'rxjs';

/**
 * What the guard found when an answer looked as if the session had ended.
 * same: it has not; renewed: the physician has signed in again; changed: this page now belongs to nobody or to
 * somebody else, and is about to be replaced.
 */
export type SessionVerdict = 'same' | 'renewed' | 'changed';

export interface SessionGuard {
  /** What the server is told as for whom a page was drawn; null for a page that was drawn for nobody. */
  markerOf(viewerId: string | null): string | null;
  /** Asks the server, and where the session has ended, the physician. */
  verify(): Promise<SessionVerdict>;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

const ofAnotherSession = ['UNAUTHENTICATED', 'DRAWN_FOR_ANOTHER'];

/** An answer that one would not expect from one's own living session. */
function isDoubtful({ data, errors }: ApolloLink.Result, viewerId: string): boolean {
  if (errors?.some(({ extensions }) => ofAnotherSession.includes(String(extensions?.code)))) return true;
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
export function createSessionLink(guard: SessionGuard, viewerId: string | null): ApolloLink {
  return new ApolloLink((operation, forward) => {
    const unlessEnded = (answer: Observable<ApolloLink.Result>) =>
      from(guard.verify()).pipe(
        mergeMap((verdict) => {
          if (verdict === 'same') return answer;
          return verdict === 'renewed' ? forward(operation) : NEVER;
        }),
      );
    return forward(operation).pipe(
      mergeMap((result) => {
        return viewerId !== null && isDoubtful(result, viewerId) ? unlessEnded(of(result)) : of(result);
      }),
      // The moderators' and the operators' endpoints answer a stranger with a bare 401 or 403.
      catchError((error: unknown) => {
        const shut = ServerError.is(error) && (error.statusCode === 401 || error.statusCode === 403);
        const refused = throwError(() => error);
        return shut && viewerId !== null ? unlessEnded(refused) : refused;
      }),
    );
  });
}
