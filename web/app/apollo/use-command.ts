import type { OperationVariables, TypedDocumentNode } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import { useCallback, useState } from 'react';
import { isRefusal, type Refusal, type Setback } from '../../ui/problems.ts';

type Success<Payload> = Exclude<Payload, { __typename: Refusal['__typename'] }>;

interface Command<Done, Variables> {
  /** The success, or null: then `setback` says why. Never rejects. */
  run(variables: Variables): Promise<Done | null>;
  busy: boolean;
  setback: Setback | null;
  clear(): void;
}

/**
 * A mutation whose result is a union of one success and refusals. `field` is the mutation's only field. The document
 * selects `__typename`, `... on Refusal { message }` and `... on InvalidInputError { issues { field message } }`.
 * With 'no-cache' what it answers goes to the caller alone.
 */
export function useCommand<
  Field extends string,
  Payload extends { __typename: string },
  Variables extends OperationVariables,
>(
  document: TypedDocumentNode<Record<Field, Payload>, Variables>,
  field: Field,
  cache: 'cached' | 'no-cache' = 'cached',
): Command<Success<Payload>, Variables> {
  const client = useApolloClient();
  const [busy, setBusy] = useState(false);
  const [setback, setSetback] = useState<Setback | null>(null);

  const run = useCallback(
    async (variables: Variables) => {
      setBusy(true);
      setSetback(null);
      try {
        const { data } = await client.mutate<Record<Field, Payload>>({
          mutation: document,
          variables,
          ...(cache === 'no-cache' ? { fetchPolicy: 'no-cache' } : {}),
        });
        const payload = data?.[field];
        if (!payload) throw new Error(`${field} answered nothing`);
        if (isRefusal(payload)) {
          setSetback({ kind: 'refused', refusal: payload });
          return null;
        }
        return payload as Success<Payload>;
      } catch (error) {
        setSetback({ kind: 'failed', error });
        return null;
      } finally {
        setBusy(false);
      }
    },
    [client, document, field, cache],
  );

  const clear = useCallback(() => setSetback(null), []);
  return { run, busy, setback, clear };
}
