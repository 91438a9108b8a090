import express, { type RequestHandler } from 'express';
import { cleanString } from './text.ts';

/** As in GraphQL (api/graphql/clean-arguments.ts): a password stays as it was typed. */
const asTyped: ReadonlySet<string> = new Set(['password']);

/**
 * Reads a JSON body in which every string is clean. GraphQL has its own reader: strings come in the document as well.
 * @param limit such as '10kb'.
 */
export function cleanJsonBody(limit: string): RequestHandler {
  return express.json({
    limit,
    reviver: (name, value: unknown) =>
      typeof value === 'string' && !asTyped.has(name) ? cleanString(value) : value,
  });
}
