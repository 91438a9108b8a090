import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Router } from 'express';
import { z } from 'zod';
import type { AttemptLimits } from '../../access/attempt-limits.ts';
import { requireOwnHeader } from '../../access/sign-in.ts';
import { cleanJsonBody } from '../../platform/json-body.ts';
import type { Services } from '../../services.ts';

/**
 * POST /telemetry/browser-errors: what broke in a page. The browser sends classes and places only, and is not believed:
 * a class must be one that browsers have, a file one that we serve, a page one of the site's. So nothing that somebody
 * writes can pass. Answers 204 whatever became of it, also where Bugsnag is off: then nothing is kept.
 */

/** Classes of errors in browsers and in the libraries of our pages. */
export const browserErrorClasses = [
  'Error',
  'EvalError',
  'RangeError',
  'ReferenceError',
  'SyntaxError',
  'TypeError',
  'URIError',
  'AggregateError',
  'DOMException',
  'AbortError',
  'DataCloneError',
  'InvalidStateError',
  'NetworkError',
  'NotAllowedError',
  'NotFoundError',
  'NotReadableError',
  'NotSupportedError',
  'QuotaExceededError',
  'SecurityError',
  'TimeoutError',
  'CombinedGraphQLErrors',
  'ServerError',
  'ServerParseError',
] as const;

/** Patterns of the site's addresses, as web/app/router.tsx has them, without what stands for anything. */
export const browserPages = [
  '/',
  '/mine',
  '/ask',
  '/consultations/:id',
  '/settings',
  '/sign-in',
  '/register',
  '/transparency',
  '/consent-form',
  '/privacy',
  '/privacy/processors',
  '/privacy/anonymity',
  '/privacy/retention',
  '/terms',
  '/erasure',
  '/withdraw-image',
  '/moderation',
  '/operations',
  'other',
] as const;

const place = z.strictObject({
  file: z.string().max(100),
  line: z.int().min(0).max(10_000_000).nullable(),
  column: z.int().min(0).max(10_000_000).nullable(),
});
const sent = z.strictObject({
  class: z.string().max(100),
  page: z.enum(browserPages),
  kind: z.enum(['error', 'rejection', 'rendering']),
  frames: z.array(place).max(30),
});

const classes: readonly string[] = browserErrorClasses;

export function browserErrorRoutes({ config, errors }: Services, limits: AttemptLimits): Router {
  const router = Router();
  const files = servedFiles();
  router.post('/browser-errors', requireOwnHeader, cleanJsonBody('8kb'), async (request, response) => {
    response.set('Cache-Control', 'no-store');
    if ((await limits.takeErrorReport(request.ip ?? '')) > 0) {
      response.status(429).end();
      return;
    }
    const parsed = sent.safeParse(request.body);
    if (!parsed.success) {
      response.status(400).end();
      return;
    }
    const { class: name, page, kind, frames } = parsed.data;
    errors?.add(
      {
        side: 'browser',
        context: `page ${page}`,
        unhandled: kind !== 'rendering',
        release: config.production ? 'production' : 'development',
        errors: [
          {
            class: classes.includes(name) ? name : 'Error',
            code: null,
            frames: frames.map(({ file, line, column }) =>
              files.has(file)
                ? { file, line, column, method: null }
                : { file: 'elsewhere', line: null, column: null, method: null },
            ),
          },
        ],
      },
      // Every page has the session of somebody who may be writing anonymously on it.
      null,
    );
    response.status(204).end();
  });
  return router;
}

/** The scripts of the pages as they were built, `assets/<name>.js`. */
function servedFiles(): ReadonlySet<string> {
  try {
    const names = readdirSync(fileURLToPath(new URL('../../../web/dist/assets/', import.meta.url)));
    return new Set(names.filter((name) => /^[\w.-]+\.js$/.test(name)).map((name) => `assets/${name}`));
  } catch {
    return new Set();
  }
}
