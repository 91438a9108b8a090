import type { ApolloServerPlugin } from '@apollo/server';
import type { RequestHandler } from 'express';
import type { TaskList } from 'graphile-worker';
import type { Attributes } from '../../../analytics/honeycomb/attributes.ts';
import { type Honeycomb, openHoneycomb } from '../../../analytics/honeycomb/open-honeycomb.ts';
import type { Config } from '../../config.ts';
import type { SubGraph } from '../../graphql/builder.ts';
import type { RequestContext } from '../../graphql/context.ts';
import { operationNames } from '../../graphql/schema/operation-names.ts';
import type { StatementWatch } from '../../platform/database/watch-statements.ts';
import type { Services } from '../../services.ts';
import { openPseudonymDesk } from './ask-pseudonym.ts';
import { type OpenTrace, watchStatement } from './open-trace.ts';
import { routePatterns } from './routes.ts';
import { traceJobs } from './trace-jobs.ts';
import { traceOperations } from './trace-operations.ts';
import { traceRequests } from './trace-requests.ts';

export type FinishTrace = (trace: OpenTrace, attributes: Attributes) => void;

/** Traces of this process on their way to Honeycomb. Where no key is set there is none of this. */
export interface Tracing {
  watchStatement: StatementWatch;
  requests: RequestHandler;
  operations(endpoint: SubGraph): ApolloServerPlugin<RequestContext>;
  jobs(tasks: TaskList): TaskList;
  /** Sends what is due. Runs by itself; tests call it after they have moved the clock. */
  release(): Promise<void>;
  /** Spans that were let go and wait for Honeycomb to answer. */
  readonly waiting: number;
  close(): Promise<void>;
}

const releaseEveryMs = 30_000;
const closeWithinMs = 3000;

/** @param services are asked for when something happens, since they are made after this. */
export function openTracing(config: Config, services: () => Services): Tracing | null {
  if (config.honeycomb === null) return null;
  const jobs = new Set<string>();
  const honeycomb: Honeycomb = openHoneycomb({
    ...config.honeycomb,
    vocabulary: {
      routes: new Set(routePatterns),
      operations: new Set(Object.values(operationNames).flat()),
      jobs,
    },
  });
  const finish: FinishTrace = (trace, attributes) =>
    honeycomb.add(trace.finish(attributes), services().clock.now());
  const desk = openPseudonymDesk(services);
  const release = async () => {
    const { clock, logger } = services();
    desk.forget();
    const { sent, dropped } = await honeycomb.release(clock.now());
    if (dropped > 0) logger.warn({ sent, dropped }, 'spans were dropped');
    else if (sent > 0) logger.info({ sent }, 'spans sent');
  };
  const timer = setInterval(() => void release().catch(() => undefined), releaseEveryMs);
  timer.unref();
  return {
    watchStatement,
    requests: traceRequests(finish),
    operations: (of) => traceOperations(of, desk.ask),
    jobs(tasks) {
      for (const name of Object.keys(tasks)) jobs.add(name);
      return traceJobs(tasks, finish);
    },
    release,
    get waiting() {
      return honeycomb.waiting;
    },
    async close() {
      clearInterval(timer);
      await honeycomb.close(closeWithinMs);
    },
  };
}
