import SchemaBuilder, { BasePlugin, type PothosOutputFieldConfig, type SchemaTypes } from '@pothos/core';
import type { GraphQLFieldResolver } from 'graphql';
import { Refusal } from '../platform/refusal.ts';
import { cleanString } from '../platform/text.ts';

const pluginName = 'cleanArguments';

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      [pluginName]: CleanArguments<Types>;
    }
  }
}

/** Cleans every string that any field is given, so that no new field can forget it. */
class CleanArguments<Types extends SchemaTypes> extends BasePlugin<Types> {
  override wrapResolve(
    resolver: GraphQLFieldResolver<unknown, Types['Context'], object>,
    field: PothosOutputFieldConfig<Types>,
  ): GraphQLFieldResolver<unknown, Types['Context'], object> {
    if (Object.keys(field.args).length === 0) return resolver;
    return (root, args, context, info) => resolver(root, cleanArguments(args), context, info);
  }
}

/** Kept as they were typed: whoever chose a password with an odd character in it must get in. `hashPassword` normalises. */
export const passwordArguments: ReadonlySet<string> = new Set(['newPassword', 'oldPassword', 'password']);
const longestPassword = 1000;

/** Longer than any list that a form of ours sends. */
export const longestList = 100;

/** @throws Refusal INVALID_INPUT at a password that cannot be one, or a list that is too long. */
export function cleanArguments(args: object): object {
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [name, clean(name, value)]));
}

function clean(name: string, value: unknown): unknown {
  if (typeof value === 'string')
    return passwordArguments.has(name) ? checkedPassword(name, value) : cleanString(value);
  if (Array.isArray(value)) {
    if (value.length > longestList) throw Refusal.invalidInput([{ field: name, code: 'FIELD_TOO_LONG' }]);
    return value.map((item) => clean(name, item));
  }
  if (value !== null && typeof value === 'object') return cleanArguments(value);
  return value;
}

/** Bounded, because normalising takes quadratic time. */
function checkedPassword(field: string, password: string): string {
  if (password.length > longestPassword) throw Refusal.invalidInput([{ field, code: 'FIELD_TOO_LONG' }]);
  if (password.includes('\0')) throw Refusal.invalidInput([{ field, code: 'CHARACTER_NOT_ALLOWED' }]);
  return password;
}

SchemaBuilder.registerPlugin(pluginName, CleanArguments);

export default pluginName;
