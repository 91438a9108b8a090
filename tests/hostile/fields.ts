import {
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isRequiredInputField,
} from 'graphql';
import { listOperations, type SchemaOperation } from '../support/graphql-documents.ts';

/** A place in the variables of an operation where somebody else writes a value. */
export interface Field {
  operation: SchemaOperation;
  /** Names, and 0 for the first of a list. */
  path: (string | number)[];
  scalar: string;
}

/** Every scalar that an operation of the schema takes, however deep: a new one is in it by itself. */
export function fieldsOf(schema: GraphQLSchema): Field[] {
  return listOperations(schema).flatMap((operation) => {
    const root = operation.kind === 'query' ? schema.getQueryType() : schema.getMutationType();
    const args = root?.getFields()[operation.name]?.args ?? [];
    return args.flatMap(({ name, type }) =>
      scalarsOf(type, [name]).map((found) => ({ operation, ...found })),
    );
  });
}

function scalarsOf(type: GraphQLInputType, path: Field['path']): Pick<Field, 'path' | 'scalar'>[] {
  const inner = getNullableType(type);
  if (isListType(inner)) return scalarsOf(inner.ofType, [...path, 0]);
  if (isInputObjectType(inner)) {
    return Object.values(inner.getFields()).flatMap((field) => scalarsOf(field.type, [...path, field.name]));
  }
  return isEnumType(inner) ? [] : [{ path, scalar: getNamedType(inner).name }];
}

/** The variables with another value at this place; what is missing on the way is made. */
export function withValue(
  schema: GraphQLSchema,
  { operation, path }: Field,
  variables: Record<string, unknown>,
  value: unknown,
): Record<string, unknown> {
  const copy = structuredClone(variables);
  const root = operation.kind === 'query' ? schema.getQueryType() : schema.getMutationType();
  const [first = '', ...rest] = path;
  const argument = root?.getFields()[operation.name]?.args.find(({ name }) => name === first);
  if (!argument) throw new Error(`${operation.name} takes no ${first}`);
  copy[first] = replaced(argument.type, copy[first], rest, value);
  return copy;
}

function replaced(
  type: GraphQLInputType,
  current: unknown,
  [step, ...rest]: Field['path'],
  value: unknown,
): unknown {
  if (step === undefined) return value;
  const inner = getNullableType(type);
  if (isListType(inner)) {
    const [head, ...others] = Array.isArray(current) ? current : [];
    return [replaced(inner.ofType, head, rest, value), ...others];
  }
  if (!isInputObjectType(inner)) throw new Error('the path leads nowhere');
  const object = { ...((current ?? example(inner)) as Record<string, unknown>) };
  const field = inner.getFields()[step];
  if (!field) throw new Error(`there is no ${step}`);
  object[field.name] = replaced(field.type, object[field.name], rest, value);
  return object;
}

/** The least that the schema lets through. */
function example(type: GraphQLInputType): unknown {
  const inner = getNullableType(type);
  if (isListType(inner)) return [];
  if (isEnumType(inner)) return inner.getValues()[0]?.name;
  if (isInputObjectType(inner)) {
    const required = Object.values(inner.getFields()).filter(isRequiredInputField);
    return Object.fromEntries(required.map((field) => [field.name, example(field.type)]));
  }
  return (
    { Int: 1, Float: 1, Boolean: false, ID: '00000000-0000-4000-8000-000000000000' }[inner.name] ?? 'ett'
  );
}
