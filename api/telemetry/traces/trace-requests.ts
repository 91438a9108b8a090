import type { RequestHandler } from 'express';
import { methods, other } from '../../../analytics/honeycomb/attributes.ts';
import { OpenTrace, within } from './open-trace.ts';
import { isTraced, routeOf } from './routes.ts';
import type { FinishTrace } from './tracing.ts';

const knownMethods: readonly string[] = methods;

/**
 * Follows each request to its end. Of the request it takes the method and which of our routes it was: no header is
 * read, least of all `traceparent`, `tracestate` and `baggage`, and none is set.
 */
export function traceRequests(finish: FinishTrace): RequestHandler {
  return (request, response, next) => {
    const { path } = request;
    if (!isTraced(path)) return next();
    const trace = new OpenTrace();
    response.once('close', () => {
      const html = String(response.getHeader('content-type')).startsWith('text/html');
      const { pattern, cover } = routeOf(path, html);
      if (cover === 'hour' && trace.cover.kind === 'crowd') trace.cover = { kind: 'hour', pseudonym: null };
      trace.failed ||= response.statusCode >= 500;
      finish(trace, {
        'http.request.method': knownMethods.includes(request.method) ? request.method : other,
        'http.route': pattern,
        'http.response.status_code': response.statusCode,
      });
    });
    within(trace, next);
  };
}
