import SchemaBuilder, { type ObjectRef } from '@pothos/core';
import ErrorsPlugin from '@pothos/plugin-errors';
import RelayPlugin from '@pothos/plugin-relay';
import SubGraphPlugin from '@pothos/plugin-sub-graph';
import {
  EditedMeanwhileError,
  InvalidInputError,
  NotAllowedError,
  NotFoundError,
} from '../platform/refusal.ts';
import beforeMutations from './before-mutations.ts';
import cleanArguments from './clean-arguments.ts';
import type { RequestContext } from './context.ts';

/** One code base, three endpoints: a type or field is in those that it names, and absent from the others. */
export type SubGraph = 'physician' | 'moderation' | 'operations';
export const everywhere: SubGraph[] = ['physician', 'moderation', 'operations'];

export interface Schema {
  Context: RequestContext;
  SubGraphs: SubGraph;
  Scalars: {
    ID: { Input: string; Output: string };
    Hour: { Input: Date; Output: Date };
    Date: { Input: Date; Output: Date };
    DateTime: { Input: Date; Output: Date };
  };
  DefaultFieldNullability: false;
  DefaultInputFieldRequiredness: true;
  DefaultEdgesNullability: { list: false; items: false };
  DefaultNodeNullability: false;
}

export const builder = new SchemaBuilder<Schema>({
  // The last stands closest to the resolver: what it throws becomes a refusal like the resolver's own.
  plugins: [ErrorsPlugin, RelayPlugin, SubGraphPlugin, beforeMutations, cleanArguments],
  defaultFieldNullability: false,
  defaultInputFieldRequiredness: true,
  subGraphs: { defaultForTypes: [], fieldsInheritFromTypes: true },
  relay: {
    cursorType: 'String',
    nodeQueryOptions: false,
    nodesQueryOptions: false,
    pageInfoTypeOptions: { subGraphs: everywhere },
    edgesFieldOptions: { nullable: { list: false, items: false } },
    nodeFieldOptions: { nullable: false },
  },
  errors: {
    defaultTypes: [InvalidInputError, NotAllowedError, NotFoundError],
    directResult: true,
  },
});

builder.queryType({ subGraphs: everywhere, defaultSubGraphsForFields: [] });
builder.mutationType({ subGraphs: everywhere, defaultSubGraphsForFields: [] });

/** The `errors` option of a mutation: its result becomes a union of its own type and the refusals. */
export function refusable(unionName: string, subGraph: SubGraph) {
  return { union: { name: unionName, subGraphs: [subGraph] } };
}

/** As `refusable`, for an edit that names the version it was made from. */
export function refusableEdit(unionName: string, subGraph: SubGraph) {
  return { ...refusable(unionName, subGraph), types: [EditedMeanwhileError] };
}

/** A Relay connection of `type`; its edges and nodes are never null. */
export function connectionOf<Shape>(
  name: string,
  type: ObjectRef<ResolvedSchema, Shape>,
  subGraphs: SubGraph[],
) {
  return builder.connectionObject({ type, name, subGraphs }, { name: `${name}Edge`, subGraphs });
}

type ResolvedSchema = typeof builder extends PothosSchemaTypes.SchemaBuilder<infer Types> ? Types : never;
