import type { ApolloServerPlugin } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import { type DocumentNode, GraphQLError, type OperationDefinitionNode } from 'graphql';
import type { SubGraph } from '../../graphql/builder.ts';
import type { RequestContext } from '../../graphql/context.ts';
import { Refusal } from '../../platform/refusal.ts';
import { exposureOf } from '../traces/operations.ts';
import type { ErrorReporter } from './report-errors.ts';

/** Reports what no resolver expected, by endpoint and root field. */
export function reportOperations(
  endpoint: SubGraph,
  reporter: ErrorReporter,
): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      return {
        async didEncounterErrors({ errors, contextValue, operation, document }) {
          for (const error of errors) {
            const cause = unwrapResolverError(error);
            if (cause instanceof Refusal || error.originalError === undefined) continue;
            if (cause instanceof GraphQLError && cause.extensions.code) continue;
            const field = fieldOf(error, operation);
            reporter.report(cause, {
              context: `graphql ${endpoint}${field ? ` ${field}` : ''}`,
              physician: isNamed(operation, document) ? (contextValue.actor?.id ?? null) : null,
            });
          }
        },
      };
    },
  };

  function isNamed(operation: OperationDefinitionNode | undefined, document: DocumentNode | undefined) {
    return operation && document ? exposureOf(endpoint, operation, document) === 'named' : false;
  }
}

/** The root field by its name in the schema: in the answer it may be called anything. */
function fieldOf(
  { path, nodes }: GraphQLError,
  operation: OperationDefinitionNode | undefined,
): string | null {
  const [root] = path ?? [];
  const selections = [...(operation?.selectionSet.selections ?? []), ...(nodes ?? [])];
  for (const node of selections) {
    if (node.kind === 'Field' && (node.alias?.value ?? node.name.value) === root) return node.name.value;
  }
  return null;
}
