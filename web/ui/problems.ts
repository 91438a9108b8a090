import { CombinedGraphQLErrors, ServerError, ServerParseError } from '@apollo/client/errors';

/** The id under which the server has noted a failure, where it gave one. */
export function requestIdOf(error: unknown): string | null {
  if (CombinedGraphQLErrors.is(error)) {
    for (const { extensions } of error.errors) {
      const id = extensions?.requestId;
      if (typeof id === 'string') return id;
    }
  }
  if (ServerError.is(error) || ServerParseError.is(error)) return error.response.headers.get('x-request-id');
  return null;
}

export type ProblemKind = 'unreachable' | 'busy' | 'server';

/**
 * unreachable: no answer came, so nothing is known to have happened; busy: too much was asked from this network, and
 * nothing has happened; server: it answered that it failed.
 */
export function problemKindOf(error: unknown): ProblemKind {
  if (ServerError.is(error) && error.statusCode === 429) return 'busy';
  if (
    CombinedGraphQLErrors.is(error) &&
    error.errors.some(({ extensions }) => extensions?.code === 'TOO_MANY_ATTEMPTS')
  ) {
    return 'busy';
  }
  return error instanceof TypeError ? 'unreachable' : 'server';
}

interface InputIssue {
  field: string;
  message: string;
}

/** A member of every mutation's result union, as the documents here select it. */
export type Refusal =
  | { __typename: 'InvalidInputError'; message: string; code?: string; issues: ReadonlyArray<InputIssue> }
  | { __typename: 'EditedMeanwhileError'; message: string; code?: string; by: 'AUTHOR' | 'MODERATION' }
  | { __typename: 'NotAllowedError'; message: string; code?: string }
  | { __typename: 'NotFoundError'; message: string; code?: string };

/** What came of a command that did not succeed: an expected no, or a failure nobody meant. */
export type Setback = { kind: 'refused'; refusal: Refusal } | { kind: 'failed'; error: unknown };

const refusals: readonly string[] = [
  'EditedMeanwhileError',
  'InvalidInputError',
  'NotAllowedError',
  'NotFoundError',
] satisfies Array<Refusal['__typename']>;

export function isRefusal(result: { __typename: string }): result is Refusal {
  return refusals.includes(result.__typename);
}

/**
 * A refusal sorted for a form: what belongs to the named fields, and one sentence for the rest (null when every
 * issue has found its field).
 */
export function sortRefusal<Field extends string>(
  refusal: Refusal,
  fields: readonly Field[],
): { fieldErrors: Partial<Record<Field, string>>; message: string | null } {
  if (refusal.__typename !== 'InvalidInputError') return { fieldErrors: {}, message: refusal.message };
  const fieldErrors: Partial<Record<Field, string>> = {};
  const rest: string[] = [];
  for (const issue of refusal.issues) {
    const field = fields.find((name) => name === issue.field || issue.field.startsWith(`${name}.`));
    if (field) fieldErrors[field] ??= issue.message;
    else rest.push(issue.message);
  }
  const placed = Object.keys(fieldErrors).length > 0;
  if (rest.length > 0) return { fieldErrors, message: rest.join(' ') };
  return { fieldErrors, message: placed ? null : refusal.message };
}
