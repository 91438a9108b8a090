import { other } from '../../../analytics/honeycomb/attributes.ts';

/**
 * The routes that traces tell apart, by pattern: what was asked for never leaves. `hour` are those on which nothing can
 * be done anonymously; a route that nobody has judged goes among the crowd.
 */
interface Route {
  pattern: string;
  matches: RegExp;
  cover: 'hour' | 'crowd';
}

const routes: readonly Route[] = [
  { pattern: '/graphql', matches: /^\/graphql\/?$/, cover: 'crowd' },
  { pattern: '/graphql/moderation', matches: /^\/graphql\/moderation\/?$/, cover: 'crowd' },
  { pattern: '/graphql/operations', matches: /^\/graphql\/operations\/?$/, cover: 'crowd' },
  { pattern: '/auth/sign-in', matches: /^\/auth\/sign-in\/?$/, cover: 'hour' },
  { pattern: '/auth/sign-out', matches: /^\/auth\/sign-out\/?$/, cover: 'hour' },
  // With an anonymous post they are part of an anonymous act.
  { pattern: '/images', matches: /^\/images\/?$/, cover: 'crowd' },
  { pattern: '/images/forms', matches: /^\/images\/forms\/?$/, cover: 'crowd' },
  { pattern: '/images/forms/:id', matches: /^\/images\/forms\/[^/]+\/?$/, cover: 'crowd' },
  { pattern: '/images/:id/:width', matches: /^\/images\/[^/]+\/[^/]+\/?$/, cover: 'crowd' },
  { pattern: '/exports/:id', matches: /^\/exports\/[^/]+\/?$/, cover: 'crowd' },
  { pattern: '/erasure/status', matches: /^\/erasure\/status\/?$/, cover: 'crowd' },
];

/** The pages of the site, which are one and the same file for everybody. */
export const pages = 'pages';

export const routePatterns: readonly string[] = [...routes.map(({ pattern }) => pattern), pages];

/** Public files, probes of a load balancer, and reports of errors, which go their own way. */
const untraced = /^\/(assets\/|healthz$|readyz$|telemetry\/)/;

export const isTraced = (path: string): boolean => !untraced.test(path);

/** @param path as it was asked for, without the query. @param html whether a page was answered. */
export function routeOf(path: string, html: boolean): { pattern: string; cover: 'hour' | 'crowd' } {
  const route = routes.find(({ matches }) => matches.test(path));
  if (route) return route;
  return html ? { pattern: pages, cover: 'hour' } : { pattern: other, cover: 'crowd' };
}
