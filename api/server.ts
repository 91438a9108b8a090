import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import compression from 'compression';
import express, { type ErrorRequestHandler, type Request, type RequestHandler } from 'express';
import helmet from 'helmet';
import type { Actor } from './access/actor.ts';
import { AttemptLimits } from './access/attempt-limits.ts';
import { demoAccountsRoute } from './access/demo-accounts.ts';
import type { SignInGuard } from './access/guard.ts';
import { KnownDevices } from './access/known-devices.ts';
import { SecurityLog } from './access/security-log.ts';
import { openSessions } from './access/sessions.ts';
import { createPassport, signInRoutes } from './access/sign-in.ts';
import { receiptRoute } from './erasure/receipt-route.ts';
import { downloadRoute } from './exports/download.ts';
import { boundStrangers } from './graphql/bound-strangers.ts';
import { openEndpoint } from './graphql/endpoint.ts';
import { evenOutSizes } from './graphql/even-out-sizes.ts';
import { localeOf } from './graphql/locale.ts';
import { deliverVariant } from './images/deliver-variant.ts';
import { imageRoutes } from './images/routes.ts';
import { boundConnections, type Patience, requirePace, usualPatience } from './platform/http-patience.ts';
import { cleanJsonBody } from './platform/json-body.ts';
import { openRedis } from './platform/redis.ts';
import { refusalSentence } from './platform/refusal.ts';
import type { RefusalCode } from './platform/refusal-sentences.ts';
import type { Services } from './services.ts';
import { browserErrorRoutes } from './telemetry/errors/browser-errors.ts';

declare global {
  namespace Express {
    interface Request {
      /** Random; tells nothing about who asked (ANONYMITY 54). */
      requestId: string;
    }
  }
}

const webFolder = fileURLToPath(new URL('../web/dist/', import.meta.url));

export interface HttpService {
  server: Server;
  close(): Promise<void>;
}

export interface HttpOptions {
  sessionSecret: string;
  /** Rejects while the job worker of this process is not running; absent where another process runs it. */
  pingJobs?: () => Promise<void>;
  patience?: Patience;
}

/** The whole HTTP side on one set of services; does not listen yet. */
export async function createHttpService(services: Services, options: HttpOptions): Promise<HttpService> {
  const { config } = services;
  const { patience = usualPatience } = options;
  const redis = config.redisUrl ? await openRedis(config.redisUrl) : null;
  const sessions = openSessions(services, options.sessionSecret, redis);
  const passport = createPassport(services);
  const limits = new AttemptLimits(options.sessionSecret, redis);
  const guard: SignInGuard = {
    limits,
    devices: new KnownDevices(options.sessionSecret, config.secureCookies, services.clock),
    security: new SecurityLog(services, redis),
  };
  const endpoints = {
    physician: await openEndpoint(services, 'physician', guard),
    moderation: await openEndpoint(services, 'moderation', guard),
    operations: await openEndpoint(services, 'operations', guard),
  };

  const app = express();
  app.disable('x-powered-by');
  // An ETag over a private answer is a fingerprint of what its reader may see.
  app.disable('etag');
  app.set('trust proxy', config.trustedProxies);
  app.use((request, response, next) => {
    request.requestId = randomUUID();
    response.set('X-Request-Id', request.requestId);
    next();
  });
  app.use(requirePace(patience, isUpload));
  if (services.tracing) app.use(services.tracing.requests);
  app.use(securityHeaders(config.secureCookies));

  app.get('/healthz', (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ status: 'alive' });
  });
  app.get('/readyz', readiness(services, sessions.ping, options.pingJobs));
  // Public files only: compressing an answer that holds secrets beside what others wrote tells of them by its length.
  app.use(
    '/assets',
    compression(),
    express.static(path.join(webFolder, 'assets'), { immutable: true, maxAge: '1y', fallthrough: false }),
  );

  // Before all that is asked for less often: a page's pictures come at once, and each route that is tried takes time.
  app.get('/images/:id/:width', noStore, deliverVariant(services, sessions.reader));

  const personal: RequestHandler[] = [noStore, sessions.middleware, passport.session()];
  if (config.secureCookies) app.use('/auth', overTls(services));
  app.use('/auth', ...personal, cleanJsonBody('10kb'), signInRoutes(passport, sessions, guard, services));
  app.use('/telemetry', browserErrorRoutes(services, limits));
  app.use('/erasure/status', noStore, receiptRoute(services, limits));
  if (config.demo) app.get('/auth/demo-accounts', demoAccountsRoute(config.dataFolder));
  app.get('/exports/:id', ...personal, downloadRoute(services, limits));
  app.use('/images', ...personal, imageRoutes(services, limits));
  const body = express.json({ limit: '200kb' });
  app.use(
    '/graphql/moderation',
    ...personal,
    evenOutSizes,
    exactly,
    only('NOT_A_MODERATOR', isModerator),
    body,
    endpoints.moderation.handler,
  );
  app.use(
    '/graphql/operations',
    ...personal,
    evenOutSizes,
    exactly,
    only('NOT_A_TECHNICAL_ADMIN', isTechnicalAdmin),
    body,
    endpoints.operations.handler,
  );
  app.use(
    '/graphql',
    ...personal,
    evenOutSizes,
    exactly,
    body,
    boundStrangers(guard.limits),
    endpoints.physician.handler,
  );

  app.use(express.static(webFolder, { index: false, maxAge: 0 }));
  app.get(/^\/(?!graphql|auth|assets|exports|images\/)/, (_request, response) => {
    response.set('Cache-Control', 'no-cache').sendFile('index.html', { root: webFolder });
  });
  app.use((_request, response) => {
    response.status(404).set('Cache-Control', 'no-store').json({ code: 'NOT_FOUND' });
  });
  app.use(lastResort(services));

  const server = createServer({ connectionsCheckingInterval: 5000 }, app);
  boundConnections(server, patience, config.trustedProxies > 0);
  return {
    server,
    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), 2000).unref();
      });
      await Promise.all(Object.values(endpoints).map((endpoint) => endpoint.close()));
      await sessions.close();
      await redis?.close();
    },
  };
}

function securityHeaders(https: boolean): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        // The reader of text in images, which runs in the browser (web/features/images/editor), is WebAssembly.
        scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
        // Mantine writes its colour variables in a style element.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: https ? { maxAge: 31_536_000, includeSubDomains: true } : false,
  });
}

/** Files, whose senders are given more time: see images/receive-upload.ts. */
const isUpload = ({ method, path }: Request) =>
  method === 'POST' && (path === '/images' || path === '/images/forms');

/** One member's answer must never reach another through a cache (ANONYMITY 47). */
const noStore: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'private, no-store').set('Vary', 'Cookie, Accept, Accept-Language');
  next();
};

/** Without it the browser is sent no cookie, and nobody could tell why she is not signed in. */
function overTls({ logger }: Services): RequestHandler {
  return (request, response, next) => {
    if (request.secure) return next();
    logger.error('sign-in over http: the proxy must send X-Forwarded-Proto: https');
    response
      .status(400)
      .set('Cache-Control', 'no-store')
      .json({ code: 'HTTPS_REQUIRED', message: refusalSentence('HTTPS_REQUIRED', localeOf(request)) });
  };
}

/** Express matches prefixes; an endpoint that does not exist must not be answered by the physicians'. */
const exactly: RequestHandler = (request, response, next) => {
  if (request.path !== '/') response.status(404).json({ code: 'NOT_FOUND' });
  else next();
};

const isModerator = (actor: Actor) => actor.isModerator && actor.status === 'VERIFIED';
const isTechnicalAdmin = (actor: Actor) => actor.isTechnicalAdmin;

/** Shuts a whole endpoint to everyone else before a document is even parsed. */
function only(refusal: RefusalCode, allowed: (actor: Actor) => boolean): RequestHandler {
  return (request, response, next) => {
    if (request.user && allowed(request.user)) return next();
    const [status, code, sentence] = request.user
      ? ([403, 'FORBIDDEN', refusal] as const)
      : ([401, 'UNAUTHENTICATED', 'NOT_SIGNED_IN'] as const);
    const message = refusalSentence(sentence, localeOf(request));
    response.status(status).json({ errors: [{ message, extensions: { code } }] });
  };
}

function readiness(
  { db }: Services,
  pingSessions: () => Promise<void>,
  pingJobs: (() => Promise<void>) | undefined,
): RequestHandler {
  const probe = async (ping: () => Promise<unknown>) => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error('late')), 2000);
    });
    try {
      await Promise.race([ping(), late]);
      return 'ok';
    } catch {
      return 'failing';
    } finally {
      clearTimeout(timer);
    }
  };
  return async (_request, response) => {
    const [database, sessions, jobs] = await Promise.all([
      probe(() => db.servicePool.query('SELECT 1')),
      probe(pingSessions),
      pingJobs ? probe(pingJobs) : 'elsewhere',
    ]);
    const ready = [database, sessions, jobs].every((state) => state !== 'failing');
    response
      .status(ready ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json({ status: ready ? 'ready' : 'not ready', database, sessions, jobs });
  };
}

/** Malformed bodies and surprises outside GraphQL. Says nothing of what was sent. */
function lastResort({ logger, errors }: Services): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const status = statusOf(error);
    if (status >= 500) {
      logger.error({ requestId: request.requestId, err: error }, 'unexpected error');
      errors?.report(error, { context: 'http' });
    }
    if (response.headersSent) response.destroy();
    else
      response
        .status(status)
        .set('Cache-Control', 'no-store')
        .json({
          code: codes[status] ?? (status >= 500 ? 'INTERNAL_SERVER_ERROR' : 'BAD_REQUEST'),
          requestId: request.requestId,
        });
  };
}

const codes: Record<number, string> = { 403: 'FORBIDDEN', 404: 'NOT_FOUND', 413: 'TOO_LARGE' };

function statusOf(error: unknown): number {
  const status =
    typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 500;
  return status >= 400 && status < 600 ? status : 500;
}
