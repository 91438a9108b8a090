import type { ApolloServerPlugin } from '@apollo/server';
import { other } from '../../../analytics/honeycomb/attributes.ts';
import type { SubGraph } from '../../graphql/builder.ts';
import type { RequestContext } from '../../graphql/context.ts';
import { operationNames } from '../../graphql/schema/operation-names.ts';
import type { AskPseudonym } from './ask-pseudonym.ts';
import { currentTrace } from './open-trace.ts';
import { type Exposure, exposureOf } from './operations.ts';

/** Adds the operation to the trace of its request and decides how the trace is covered. */
export function traceOperations(
  endpoint: SubGraph,
  askPseudonym: AskPseudonym,
): ApolloServerPlugin<RequestContext> {
  const ours: ReadonlySet<string> = new Set<string>(operationNames[endpoint]);
  return {
    async requestDidStart({ contextValue }) {
      const trace = currentTrace();
      if (!trace) return;
      const from = trace.elapsed;
      let type: string | undefined;
      let name = other;
      return {
        async didResolveOperation({ operation, operationName, document }) {
          if (!operation || operation.operation === 'subscription') return;
          type = operation.operation;
          if (operationName && ours.has(operationName)) name = operationName;
          trace.cover = coverFor(exposureOf(endpoint, operation, document), contextValue);
        },
        async willSendResponse({ response }) {
          const { body } = response;
          const failed =
            body.kind === 'single' &&
            (body.singleResult.errors ?? []).some(
              ({ extensions }) => extensions?.code === 'INTERNAL_SERVER_ERROR',
            );
          trace.failed ||= failed;
          const operation = type ? { 'graphql.operation.type': type, 'graphql.operation.name': name } : {};
          trace.span({ 'graphql.endpoint': endpoint, ...operation }, from, failed);
        },
      };
    },
  };

  function coverFor(exposure: Exposure, { actor }: RequestContext) {
    if (exposure === 'guarded') return { kind: 'crowd' } as const;
    const pseudonym = exposure === 'named' && actor ? askPseudonym(actor.id) : null;
    return { kind: 'hour', pseudonym } as const;
  }
}
