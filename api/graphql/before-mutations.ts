import SchemaBuilder, { BasePlugin, type PothosOutputFieldConfig, type SchemaTypes } from '@pothos/core';
import type { GraphQLFieldResolver } from 'graphql';
import { isOnceMutation } from '../once/mutations.ts';
import { Refusal } from '../platform/refusal.ts';
import { requireAcceptedTerms } from '../terms/require-accepted-terms.ts';
import type { RequestContext } from './context.ts';

const pluginName = 'beforeMutations';

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      [pluginName]: BeforeMutations<Types>;
    }
  }
}

/** What stands before every mutation, so that no command can forget it. What it throws is a refusal of that mutation. */
class BeforeMutations<Types extends SchemaTypes> extends BasePlugin<Types> {
  override wrapResolve(
    resolver: GraphQLFieldResolver<unknown, Types['Context'], object>,
    field: PothosOutputFieldConfig<Types>,
  ): GraphQLFieldResolver<unknown, Types['Context'], object> {
    if (field.kind !== 'Mutation') return resolver;
    const { name } = field;
    const { subGraphs = [] } = field.pothosOptions as { subGraphs?: readonly string[] };
    // Technical admins act for the service there; what they accept as members is asked where they act as members.
    if (subGraphs.every((subGraph) => subGraph === 'operations')) return resolver;
    return async (root, args, context, info) => {
      const { services, actor, takeWriting } = context as RequestContext;
      await requireAcceptedTerms(services, actor, name);
      // Those that are done once count where it is known that they have not been done yet.
      const until = actor && !isOnceMutation(name) ? await takeWriting(name) : null;
      if (until) throw Refusal.writtenMuch(until);
      return resolver(root, args, context, info);
    };
  }
}

SchemaBuilder.registerPlugin(pluginName, BeforeMutations);

export default pluginName;
