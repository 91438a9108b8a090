import type { ApolloServerPlugin } from '@apollo/server';
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { largestPage } from '../platform/pages.ts';
import type { RequestContext } from './context.ts';

/**
 * What one operation may ask for, counted in fields: what stands inside a page counts once for each row, so that lists
 * within lists do not multiply unseen. Everything of a page of consultations with everything of their answers fits; our
 * own pages stay below a tenth of it.
 */
export const largestCost = 230_000;
export const costCode = 'OPERATION_TOO_LARGE';

/** Each works on its own, in a transaction, some with a password to hash. */
const mutationCost = 20_000;
const introspectionCost = 20_000;
/** The same field again in one answer, under another name: nothing that a page of ours needs often. */
const aliasFactor = 10;
/** What a list without pages counts as. */
const usualLength = 5;
/** Of few posts, or a few words for each: they count as one. */
const shortLists: ReadonlySet<string> = new Set(['images', 'sources']);

export const limitCost: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ schema, document, operation, request }) {
        if (!operation || costOf(schema, document, operation, request.variables ?? {}) <= largestCost) return;
        throw new GraphQLError('This operation asks for too much at once.', {
          extensions: { code: costCode, http: { status: 400 } },
        });
      },
    };
  },
};

/** @param document has been validated against the schema. */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  // Each fragment once: a few that name each other could otherwise unfold for ever.
  const known = new Map<string, number>();

  const isMutation = operation.operation === 'mutation';
  return costOfSelections(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined, true);

  function costOfSelections(
    { selections }: SelectionSetNode,
    parent: GraphQLNamedType | undefined,
    atRoot = false,
  ): number {
    let cost = 0;
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        cost += costOfField(selection, parent) * (selection.alias ? aliasFactor : 1);
        if (atRoot && isMutation) cost += mutationCost;
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const named = selection.typeCondition?.name.value;
        cost += costOfSelections(selection.selectionSet, named ? schema.getType(named) : parent, atRoot);
      } else {
        cost += costOfFragment(selection.name.value, atRoot);
      }
    }
    return cost;
  }

  function costOfFragment(name: string, atRoot: boolean): number {
    const before = known.get(name);
    if (before !== undefined) return before;
    const fragment = fragments.get(name);
    if (!fragment) return 0;
    const type = schema.getType(fragment.typeCondition.name.value);
    const cost = costOfSelections(fragment.selectionSet, type, atRoot);
    known.set(name, cost);
    return cost;
  }

  function costOfField(field: FieldNode, parent: GraphQLNamedType | undefined): number {
    const name = field.name.value;
    if (name === '__schema' || name === '__type') return introspectionCost;
    if (!field.selectionSet || !(isObjectType(parent) || isInterfaceType(parent))) return 1;
    const definition = parent.getFields()[name];
    if (!definition) return 1;
    const inner = costOfSelections(field.selectionSet, getNamedType(definition.type));
    const first = definition.args.find((arg) => arg.name === 'first');
    if (first) return 1 + inner * rowsAskedFor(field, first.defaultValue);
    // The edges of a page have been counted with it.
    const type = isNonNullType(definition.type) ? definition.type.ofType : definition.type;
    const many = isListType(type) && name !== 'edges' && !shortLists.has(name);
    return 1 + inner * (many ? usualLength : 1);
  }

  function rowsAskedFor(field: FieldNode, otherwise: unknown): number {
    const value = field.arguments?.find((argument) => argument.name.value === 'first')?.value;
    let asked: unknown = otherwise;
    if (value?.kind === Kind.INT) asked = Number(value.value);
    if (value?.kind === Kind.VARIABLE) asked = valueOfVariable(value.name.value) ?? otherwise;
    return Math.min(Math.max(typeof asked === 'number' ? asked : largestPage, 1), largestPage);
  }

  function valueOfVariable(name: string): unknown {
    if (variables[name] !== undefined) return variables[name];
    const definition = operation.variableDefinitions?.find(({ variable }) => variable.name.value === name);
    return definition?.defaultValue?.kind === Kind.INT ? Number(definition.defaultValue.value) : undefined;
  }
}
