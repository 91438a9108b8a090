import {
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type GraphQLUnionType,
  getNamedType,
  isAbstractType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';

/** An operation of a schema: a field of Query or Mutation. */
export interface SchemaOperation {
  kind: 'query' | 'mutation';
  name: string;
}

export function listOperations(schema: GraphQLSchema): SchemaOperation[] {
  const of = (kind: SchemaOperation['kind'], type: GraphQLObjectType | null | undefined) =>
    Object.keys(type?.getFields() ?? {}).map((name) => ({ kind, name }));
  return [...of('query', schema.getQueryType()), ...of('mutation', schema.getMutationType())];
}

/**
 * A document that asks for everything that an operation can answer: every field of every type on the way, and of
 * every member of each union. A type stands at most once on a path, so that circles end.
 * The operation's arguments are its variables, by the same names.
 */
export function maximalDocument(schema: GraphQLSchema, { kind, name }: SchemaOperation): string {
  const root = kind === 'query' ? schema.getQueryType() : schema.getMutationType();
  const field = root?.getFields()[name];
  if (!field) throw new Error(`there is no ${kind} ${name}`);
  const declared = field.args.map((argument) => `$${argument.name}: ${argument.type}`);
  const passed = field.args.map((argument) => `${argument.name}: $${argument.name}`);
  const head = `${kind} Maximal_${name}${declared.length > 0 ? `(${declared.join(', ')})` : ''}`;
  const call = `${name}${passed.length > 0 ? `(${passed.join(', ')})` : ''}`;
  return `${head} { ${call}${selectionOf(schema, field.type, [])} }`;
}

function selectionOf(schema: GraphQLSchema, output: GraphQLOutputType, path: readonly string[]): string {
  const type = getNamedType(output);
  if (isAbstractType(type)) {
    const members = schema.getPossibleTypes(type as GraphQLInterfaceType | GraphQLUnionType);
    const fragments = members.map((member) => `... on ${member.name} ${fieldsOf(schema, member, path)}`);
    return ` { __typename ${fragments.join(' ')} }`;
  }
  return isObjectType(type) ? ` ${fieldsOf(schema, type, path)}` : '';
}

function fieldsOf(schema: GraphQLSchema, type: GraphQLObjectType, path: readonly string[]): string {
  const fields = Object.values(type.getFields())
    .filter((field) => path.filter((name) => name === getNamedType(field.type).name).length < 2)
    .map((field) => {
      requireNoArguments(type, field);
      return `${field.name}${selectionOf(schema, field.type, [...path, type.name])}`;
    });
  return `{ __typename ${fields.join(' ')} }`;
}

/** A nested field that cannot be asked for without arguments would escape. */
function requireNoArguments(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>): void {
  const required = field.args.filter(isRequiredArgument).map(({ name }) => name);
  if (required.length > 0) {
    throw new Error(
      `${type.name}.${field.name} needs ${required.join(', ')}: teach maximalDocument to give it`,
    );
  }
}
