import { ApolloLink } from '@apollo/client';
import { isMutationOperation } from '@apollo/client/utilities';
import { from, mergeMap, of } from 'rxjs';

export interface TermsGuard {
  /**
   * Asks the server whether terms wait to be accepted, and if so the physician. `none`: nothing waits, the refusal had
   * another reason.
   */
  settle(): Promise<'accepted' | 'declined' | 'none'>;
  /** The page belongs to somebody else now: nothing of the last one's is asked any more. */
  forget(): void;
}

function isRefused(data: ApolloLink.Result['data']): boolean {
  return Object.values(data ?? {}).some(
    (field: unknown) =>
      typeof field === 'object' &&
      field !== null &&
      '__typename' in field &&
      field.__typename === 'NotAllowedError',
  );
}

/**
 * Where an act is refused because terms have not been accepted, asks for that and sends the act anew: what was typed
 * stays where it is, and the page learns of nothing but the result.
 */
export function createTermsLink(guard: TermsGuard): ApolloLink {
  return new ApolloLink((operation, forward) =>
    forward(operation).pipe(
      mergeMap((result) => {
        if (!isMutationOperation(operation.query) || !isRefused(result.data)) return of(result);
        return from(guard.settle()).pipe(
          mergeMap((outcome) => (outcome === 'accepted' ? forward(operation) : of(result))),
        );
      }),
    ),
  );
}
