import type { ApolloServerPlugin } from '@apollo/server';
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLField,
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
import { tooMany } from './bound-strangers.ts';
import type { RequestContext } from './context.ts';

/**
 * What one operation may ask for, counted in fields: what stands inside a page counts once for each row, so that lists
 * within lists do not multiply unseen. Everything of a page of consultations with everything of their answers fits; our
 * own pages stay below a tenth of it.
 */
export const largestCost = 240_000;
/** For who is not signed in: a form sent, or every version of the terms read, once. */
export const largestCostOfStrangers = 25_000;
/** Letters of one answer. The longest answers of pages of ours are below a tenth of it. */
const longestAnswer = 4_000_000;
const longestAnswerToStrangers = 1_000_000;
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

/** A field whose answer is long says how long, in fields that are short: `extensions: weighing(300)`. */
export const weighing = (fields: number) => ({ weight: fields });

/** How many of its allowance an operation of a stranger takes, besides the one for asking. */
const pointsFor = (cost: number, source: string) => Math.ceil(cost / 2000) + Math.floor(source.length / 1000);
/** Its errors were looked for, and it will be sent again. */
const pointsForFaulty = 20;

export const limitCost: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async validationDidStart({ contextValue }) {
        return async (errors) => {
          if (errors && !contextValue.actor) await contextValue.takeOperation(pointsForFaulty);
        };
      },
      async didResolveOperation({ schema, document, operation, request, contextValue, source }) {
        if (!operation) return;
        const { actor, locale } = contextValue;
        const cost = costOf(schema, document, operation, request.variables ?? {});
        if (!actor) {
          const seconds = await contextValue.takeOperation(pointsFor(cost, source));
          if (seconds > 0) throw tooMany(seconds, locale);
        }
        if (cost <= (actor ? largestCost : largestCostOfStrangers)) return;
        throw new GraphQLError(tooMuch, { extensions: { code: costCode, http: { status: 400 } } });
      },
      async willSendResponse({ response, contextValue }) {
        if (response.body.kind !== 'single') return;
        const most = contextValue.actor ? longestAnswer : longestAnswerToStrangers;
        if (!isLonger(response.body.singleResult.data, most)) return;
        response.http.status = 400;
        response.body.singleResult = { errors: [{ message: tooMuch, extensions: { code: costCode } }] };
      },
    };
  },
};
const tooMuch = 'This operation asks for too much at once.';

/** Whether an answer has more than `most` letters. Looks no further than it must. */
export function isLonger(answer: unknown, most: number): boolean {
  let left = most;
  const open: unknown[] = [answer];
  while (open.length > 0) {
    const value = open.pop();
    left -= typeof value === 'string' ? value.length + 2 : 1;
    if (left < 0) return true;
    if (Array.isArray(value)) for (const item of value) open.push(item);
    else if (value !== null && typeof value === 'object') {
      for (const [name, item] of Object.entries(value)) {
        left -= name.length + 4;
        open.push(item);
      }
    }
  }
  return false;
}

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
    if (!(isObjectType(parent) || isInterfaceType(parent))) return 1;
    const definition = parent.getFields()[name];
    if (!definition || !field.selectionSet) return weightOf(definition);
    const inner = costOfSelections(field.selectionSet, getNamedType(definition.type));
    const first = definition.args.find((arg) => arg.name === 'first');
    if (first) return 1 + inner * rowsAskedFor(field, first.defaultValue);
    // The edges of a page have been counted with it.
    const type = isNonNullType(definition.type) ? definition.type.ofType : definition.type;
    const many = isListType(type) && name !== 'edges' && !shortLists.has(name);
    return 1 + inner * (many ? usualLength : 1);
  }

  function weightOf(definition: GraphQLField<unknown, unknown> | undefined): number {
    const { weight } = definition?.extensions ?? {};
    return typeof weight === 'number' ? weight : 1;
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
