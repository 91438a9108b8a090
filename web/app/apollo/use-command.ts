import type { OperationVariables, TypedDocumentNode } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import { useCallback, useRef, useState } from 'react';
import { isRefusal, type Refusal, type Setback } from '../../ui/problems.ts';
import { newOnceKey, type OnceKey } from './once-key.ts';

type Success<Payload> = Exclude<Payload, { __typename: Refusal['__typename'] }>;

interface Command<Done, Variables> {
  /**
   * The success, or null: then `setback` says why. Never rejects. Null as well while the command is under way.
   * @param once of a draft, which keeps it across a reload; else the command keeps one.
   */
  run(variables: Variables, once?: OnceKey): Promise<Done | null>;
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

  const running = useRef(false);
  const [ownKey] = useState(keptHere);

  const run = useCallback(
    async (variables: Variables, once: OnceKey = ownKey) => {
      // A second press comes before the page is drawn anew.
      if (running.current) return null;
      running.current = true;
      setBusy(true);
      setSetback(null);
      try {
        const { data } = await client.mutate<Record<Field, Payload>>({
          mutation: document,
          variables,
          context: { onceKey: once.current() },
          ...(cache === 'no-cache' ? { fetchPolicy: 'no-cache' } : {}),
        });
        const payload = data?.[field];
        if (!payload) throw new Error(`${field} answered nothing`);
        if (isRefusal(payload)) {
          // The key stays with what a draft holds: an earlier try of it may yet arrive.
          if (once === ownKey || payload.code === 'ONCE_KEY_REUSED') once.renew();
          setSetback({ kind: 'refused', refusal: payload });
          return null;
        }
        once.renew();
        return payload as Success<Payload>;
      } catch (error) {
        setSetback({ kind: 'failed', error });
        return null;
      } finally {
        running.current = false;
        setBusy(false);
      }
    },
    [client, document, field, cache, ownKey],
  );

  const clear = useCallback(() => setSetback(null), []);
  return { run, busy, setback, clear };
}

/** In this page's memory alone. */
function keptHere(): OnceKey {
  let key = newOnceKey();
  return {
    current: () => key,
    renew() {
      key = newOnceKey();
    },
  };
}
