import { type RequestHandler, Router } from 'express';
import { z } from 'zod';
import type { AttemptLimits } from '../access/attempt-limits.ts';
import { localeOf } from '../graphql/locale.ts';
import { cleanJsonBody } from '../platform/json-body.ts';
import { refusalSentence } from '../platform/refusal.ts';
import type { RefusalCode } from '../platform/refusal-sentences.ts';
import type { Services } from '../services.ts';
import { findReceipt } from './data.ts';
import type { ErasureRecord } from './types.ts';

const given = z.object({ code: z.string().min(1).max(100) });

/**
 * How an erasure stands, for whoever has its code, signed in or not: GET with the code in the header x-erasure-code, or
 * POST {"code"}. Never in the address, which histories and proxies keep.
 */
export function receiptRoute(services: Services, limits: AttemptLimits): Router {
  const answer = (codeOf: (request: Parameters<RequestHandler>[0]) => unknown): RequestHandler => {
    return async (request, response) => {
      const refuse = (status: number, code: RefusalCode) =>
        response.status(status).json({ code, message: refusalSentence(code, localeOf(request)) });
      const seconds = await limits.takeReceipt(request.ip ?? '');
      if (seconds > 0) {
        response.set('Retry-After', String(seconds));
        refuse(429, 'TOO_MANY_ATTEMPTS');
        return;
      }
      const input = given.safeParse({ code: codeOf(request) });
      const receipt = input.success ? await findReceipt(services.db.service, input.data.code) : null;
      if (receipt) response.json(toJson(receipt));
      else refuse(404, 'RECEIPT_UNKNOWN');
    };
  };
  const router = Router();
  router.get(
    '/',
    answer((request) => request.get('x-erasure-code')),
  );
  router.post(
    '/',
    cleanJsonBody('1kb'),
    answer((request) => request.body?.code),
  );
  return router;
}

/** A processor's own words are for technical admins; that it is being seen to is enough here. */
function toJson({ cause, state, startsAt, finishedOn, steps }: ErasureRecord) {
  return {
    cause,
    state,
    startsOn: startsAt.toISOString().slice(0, 10),
    finishedOn,
    steps: steps.map((step) => ({
      name: step.name,
      state: step.state,
      answer: step.state === 'DONE' || step.state === 'NOT_APPLICABLE' ? step.answer : null,
    })),
  };
}
