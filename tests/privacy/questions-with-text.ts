import {
  type GraphQLArgument,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isRequiredArgument,
} from 'graphql';
import { listOperations, maximalDocument } from '../support/graphql-documents.ts';

/** One argument of one query that takes free text, such as an id, and so could be made to look for a person. */
export interface QuestionWithText {
  /** `consultations(specialty)`. */
  readonly name: string;
  readonly document: string;
  /** The variables with this text for the argument: one set for each value of the query's enums. */
  readonly variablesWith: (text: string) => Record<string, unknown>[];
}

/** All of them. @throws Error where an argument's kind is not known here. */
export function questionsWithText(schema: GraphQLSchema): QuestionWithText[] {
  const fields = schema.getQueryType()?.getFields() ?? {};
  return listOperations(schema)
    .filter(({ kind }) => kind === 'query')
    .flatMap((operation) => {
      const { args = [] } = fields[operation.name] ?? {};
      return args.filter(takesText).map((tried) => ({
        name: `${operation.name}(${tried.name})`,
        document: maximalDocument(schema, operation),
        variablesWith: (text: string) => variableSets(args, tried, text),
      }));
    });
}

function takesText({ type, name }: GraphQLArgument): boolean {
  const named = getNamedType(type);
  if (isInputObjectType(named)) throw new Error(`teach this to fill the argument ${name}`);
  return ['ID', 'String'].includes(named.name);
}

function variableSets(
  args: readonly GraphQLArgument[],
  tried: GraphQLArgument,
  text: string,
): Record<string, unknown>[] {
  return args.reduce<Record<string, unknown>[]>(
    (sets, argument) => {
      const values = valuesOf(
        argument,
        argument === tried || isRequiredArgument(argument) ? text : undefined,
      );
      return sets.flatMap((set) => values.map((value) => ({ ...set, [argument.name]: value })));
    },
    [{}],
  );
}

function valuesOf({ type }: GraphQLArgument, text: string | undefined): unknown[] {
  const named = getNamedType(type);
  if (isEnumType(named)) return named.getValues().map(({ name }) => name);
  return [named.name === 'Int' ? 20 : text];
}
