import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { expressMiddleware } from '@as-integrations/express5';
import type { Request, RequestHandler } from 'express';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { endSessions } from '../access/account-sessions.ts';
import { confirmPassword } from '../access/confirm-password.ts';
import { requireDrawnFor } from '../access/drawn-for.ts';
import type { SignInGuard } from '../access/guard.ts';
import { renewSession } from '../access/renew-session.ts';
import { WritingLimits } from '../access/writing-limits.ts';
import { draftKey } from '../identity/draft-key.ts';
import { pageMarker } from '../identity/page-marker.ts';
import { sessionTag } from '../identity/session-tag.ts';
import { Refusal, refusalSentence } from '../platform/refusal.ts';
import type { Services } from '../services.ts';
import { reportOperations } from '../telemetry/errors/report-operations.ts';
import { tooManyCode } from './bound-strangers.ts';
import type { SubGraph } from './builder.ts';
import type { RequestContext } from './context.ts';
import { costCode, limitCost } from './limit-cost.ts';
import { localeOf } from './locale.ts';
import { schemas } from './schema.ts';
import { readExtensions } from './sent-extensions.ts';

export interface Endpoint {
  handler: RequestHandler;
  close(): Promise<void>;
}

/** An Apollo server for one of the endpoints. The session and `request.requestId` must have been set before it. */
export async function openEndpoint(
  services: Services,
  endpoint: SubGraph,
  guard: SignInGuard,
): Promise<Endpoint> {
  const writing = new WritingLimits(services.config.writingLimits);
  const server = new ApolloServer<RequestContext>({
    schema: schemas[endpoint],
    introspection: true,
    csrfPrevention: true,
    // Off: anybody could have documents stored.
    persistedQueries: false,
    // Ours have 314 at most. Validating takes quadratic time where a field stands many times in one place.
    parseOptions: { maxTokens: 1200 },
    validationOptions: { maxErrors: 20 },
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
    status400ForVariableCoercionErrors: true,
    formatError,
    logger: silent,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      speakAndLog(services),
      askForWhomDrawn,
      limitCost,
      ...(services.errors ? [reportOperations(endpoint, services.errors)] : []),
      ...(services.tracing ? [services.tracing.operations(endpoint)] : []),
    ],
  });
  await server.start();
  const handler = expressMiddleware(server, {
    context: async ({ req, res }): Promise<RequestContext> => ({
      ...sentBy(req),
      services,
      requestId: req.requestId,
      locale: localeOf(req),
      actor: req.user ?? null,
      takeRegistration: () => guard.limits.takeRegistration(req.ip ?? ''),
      takeWithdrawal: () => guard.limits.takeWithdrawal(req.ip ?? ''),
      takeWriting: async (mutation) =>
        req.user ? writing.take(req.user.id, mutation, services.clock.now()) : null,
      takeOperation: (points) => guard.limits.takeOperation(req.ip ?? '', points),
      async confirmPassword(password) {
        if (!req.user) throw Refusal.notAllowed('NOT_SIGNED_IN');
        const from = { sessionId: req.sessionID, client: req.ip ?? '' };
        await confirmPassword(services, guard, req.user, password, from);
      },
      async endOtherSessions() {
        if (!req.user) throw Refusal.notAllowed('NOT_SIGNED_IN');
        await endSessions(services, req.user.id, req.sessionID);
      },
      pageMarker: () => (req.user ? pageMarker(services.keyring, req.sessionID, req.user.id) : ''),
      draftKey: () => (req.user ? draftKey(services.keyring, req.sessionID, req.user.id) : ''),
      renewSession: () => renewSession(services, guard, req, res),
      sessionTag: () => Uint8Array.from(sessionTag(services.keyring, req.sessionID)),
      memo: new Map([[plainJson, prefersPlainJson(req)]]),
    }),
  });
  return { handler, close: () => server.stop() };

  function sentBy(request: Request): Pick<RequestContext, 'onceKey' | 'requireDrawnFor'> {
    const { onceKey, drawnFor } = readExtensions(request.body);
    return { onceKey, requireDrawnFor: (acts) => requireDrawnFor(services, request, drawnFor, acts) };
  }
}

/** Before anything of a document is carried out, a query as well: two members' answers must not meet in one cache (ANONYMITY 49). */
const askForWhomDrawn: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ operation, contextValue }) {
        try {
          contextValue.requireDrawnFor(operation?.operation === 'mutation');
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          // An answer like UNAUTHENTICATED, whatever the media type: no fault of the document or of ours.
          const extensions = { code: error.code, http: { status: 200 } };
          throw new GraphQLError(error.sentence(contextValue.locale), { extensions });
        }
      },
    };
  },
};

/** Expected codes of errors that carry nothing private: they speak of the request itself. */
const openCodes = new Set([
  'BAD_REQUEST',
  'BAD_USER_INPUT',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  costCode,
  'DRAWN_FOR_ANOTHER',
  tooManyCode,
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'UNAUTHENTICATED',
]);

/** Fails closed: whatever is not expected becomes INTERNAL_SERVER_ERROR without a word of its own. */
function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const { locations, path } = formatted;
  const cause = unwrapResolverError(error);
  if (cause instanceof Refusal) {
    const code = cause.code === 'NOT_FOUND' ? 'NOT_FOUND' : 'FORBIDDEN';
    return { message: cause.code, locations, path, extensions: { code, refusal: cause.code } };
  }
  const code = formatted.extensions?.code;
  if (typeof code === 'string' && openCodes.has(code)) {
    return { message: formatted.message, locations, path, extensions: { code } };
  }
  return { message: 'INTERNAL_SERVER_ERROR', locations, path, extensions: { code: 'INTERNAL_SERVER_ERROR' } };
}

const surprise = {
  sv: 'Något gick fel hos oss. Försök igen om en stund.',
  en: 'Something went wrong on our side. Try again in a moment.',
};

/** Puts errors into the reader's language and logs the unexpected ones, by code and place only. */
function speakAndLog({ logger }: Services): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      return {
        async didEncounterErrors({ errors, contextValue, operationName }) {
          for (const error of errors) {
            const cause = unwrapResolverError(error);
            if (cause instanceof Refusal || (cause instanceof GraphQLError && cause.extensions.code))
              continue;
            if (error.originalError === undefined) continue;
            logger.error(
              {
                requestId: contextValue.requestId,
                operation: operationName,
                path: error.path?.join('.'),
                err: cause,
              },
              'unexpected error',
            );
          }
        },
        async willSendResponse({ response, contextValue }) {
          if (response.body.kind !== 'single') return;
          const { locale, requestId, memo } = contextValue;
          // Apollo answers 200, so that clients try again: here there is nothing to try.
          if (hasCode(response.body.singleResult.errors, 'PERSISTED_QUERY_NOT_SUPPORTED')) {
            response.http.status = 400;
          }
          if (memo.get(plainJson) && isFaultOfDocument(response.body.singleResult.errors)) {
            response.http.status = 200;
          }
          response.body.singleResult.errors = response.body.singleResult.errors?.map((error) => {
            const extensions = error.extensions ?? {};
            if (typeof extensions.refusal === 'string') {
              return { ...error, message: refusalSentence(extensions.refusal as Refusal['code'], locale) };
            }
            if (extensions.code === 'INTERNAL_SERVER_ERROR') {
              return { ...error, message: surprise[locale], extensions: { ...extensions, requestId } };
            }
            return error;
          });
        },
      };
    },
  };
}

const plainJson = Symbol('the answer goes out as application/json');

/** As Apollo chooses the media type: application/json unless the client prefers the newer one. */
function prefersPlainJson(request: Request): boolean {
  return request.accepts('application/json', 'application/graphql-response+json') === 'application/json';
}

const documentCodes = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  costCode,
]);

/** In application/json the status speaks of the request's form alone, not of its document (GraphQL over HTTP, 6.4.1). */
function isFaultOfDocument(errors: readonly GraphQLFormattedError[] = []): boolean {
  return errors.some(({ extensions }) => documentCodes.has(String(extensions?.code)));
}

const hasCode = (errors: readonly GraphQLFormattedError[] | undefined, code: string): boolean =>
  errors?.some(({ extensions }) => extensions?.code === code) ?? false;

/** Apollo's own logger would print request details; ours above says what is needed. */
const silent = { debug() {}, info() {}, warn() {}, error() {} };
