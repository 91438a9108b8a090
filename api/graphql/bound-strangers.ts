import { HeaderMap } from '@apollo/server';
import type { Request, RequestHandler, Response } from 'express';
import { GraphQLError } from 'graphql';
import type { AttemptLimits } from '../access/attempt-limits.ts';
import { type Locale, refusalSentence } from '../platform/refusal.ts';
import { localeOf } from './locale.ts';

/** Operations of people who are not signed in that one process works on at a time. */
const atOnce = 40;
/** What one costs before it has been read. */
const leastPoints = 1;
export const tooManyCode = 'TOO_MANY_ATTEMPTS';

/**
 * Stands before an endpoint, behind the reader of the body. Who is not signed in takes from an allowance of the address and
 * of its network, and finds only so many operations under way: strangers must not take the service from members.
 */
export function boundStrangers(limits: AttemptLimits): RequestHandler {
  let underWay = 0;
  return async (request, response, next) => {
    if (request.user) return next();
    const seconds = await limits.takeOperation(request.ip ?? '', leastPoints);
    if (seconds > 0) return refuse(request, response, seconds);
    if (underWay >= atOnce) return refuse(request, response, 1);
    underWay += 1;
    let done = false;
    const free = () => {
      if (!done) underWay -= 1;
      done = true;
    };
    // Whichever comes first: a reader who takes the answer slowly must not keep a place.
    response.once('close', free);
    const send = response.send.bind(response);
    response.send = (body?: unknown) => {
      free();
      return send(body);
    };
    next();
  };
}

function refuse(request: Request, response: Response, seconds: number): void {
  const message = refusalSentence(tooManyCode, localeOf(request));
  response
    .status(429)
    .set('Retry-After', String(seconds))
    .json({ errors: [{ message, extensions: { code: tooManyCode } }] });
}

/** The same refusal, once the document has been read. */
export function tooMany(seconds: number, locale: Locale): GraphQLError {
  return new GraphQLError(refusalSentence(tooManyCode, locale), {
    extensions: {
      code: tooManyCode,
      http: { status: 429, headers: new HeaderMap([['retry-after', String(seconds)]]) },
    },
  });
}
