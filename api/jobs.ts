import { setTimeout as sleep } from 'node:timers/promises';
import {
  type CronItem,
  parseCronItems,
  Logger as QueueLogger,
  type Runner,
  run,
  type TaskList,
} from 'graphile-worker';
import pg from 'pg';
import { checkpointAudit } from './audit/checkpoint-audit.ts';
import { runErasures } from './erasure/run-erasures.ts';
import { remindOfRefusals } from './erasure/tell-of-refusals.ts';
import { expireExports } from './exports/expire-exports.ts';
import { makeExports } from './exports/make-exports.ts';
import { publishDuePosts, sweepNeverPublished } from './hold-back/publish-due-posts.ts';
import { ticksOfNextMinute } from './hold-back/ticks.ts';
import { tendClaims } from './identity/tend-claims.ts';
import { expireImages } from './images/expire-images.ts';
import { makeMissingSets } from './images/make-missing-sets.ts';
import { remindOfExpiry } from './images/remind-of-expiry.ts';
import { sweepDiscarded } from './images/sweep-discarded.ts';
import { forgetOrderOfFiles, sweepFiles, sweepUploads } from './images/sweep-orphans.ts';
import { expireLookups } from './lookups/expire-lookups.ts';
import { sendDueMail } from './mail/send-mail.ts';
import { sweepOutcomes } from './once/sweep-outcomes.ts';
import { forgetOrder } from './platform/database/forget-order.ts';
import { PlainError } from './platform/plain-error.ts';
import { makeExcerpts } from './posts/make-excerpts.ts';
import { applyRetention } from './retention/apply-retention.ts';
import { remindUnused } from './retention/retire-accounts.ts';
import type { Services } from './services.ts';
import { deliverTelemetry } from './telemetry/deliver.ts';
import { reportJobs } from './telemetry/errors/report-jobs.ts';
import { releaseCounts } from './telemetry/release-counts.ts';
import { mailAnnouncements, registerVersions } from './terms/announce-terms.ts';

export interface Worker {
  /** Rejects when the queue's database does not answer or the worker has stopped. */
  ping(): Promise<void>;
  stop(): Promise<void>;
}

/** Every job there is. Payloads hold ids of their subject at most, never text. */
export function tasks(services: Services): TaskList {
  const { db, keyring, clock, logger } = services;
  return {
    async tend_claims() {
      const { marked, swept, unreadable } = await tendClaims(db.service, keyring);
      logger.info({ marked, swept, unreadable }, 'claims tended');
    },
    async forget_order() {
      const { left, log } = await forgetOrder(db.service, 'by day');
      logger.info({ left, log }, 'order of writing forgotten');
    },
    async forget_order_at_night() {
      const { left, log } = await forgetOrder(db.service, 'at night');
      logger.info({ left, log }, 'order of writing forgotten');
    },
    async make_excerpts() {
      const made = await makeExcerpts(db.service);
      if (made > 0) logger.info({ made }, 'excerpts made');
    },
    async expire_lookups() {
      await expireLookups(services);
    },
    async make_exports() {
      const { made, failed } = await makeExports(services);
      if (made + failed > 0) logger.info({ made, failed }, 'data exports made');
    },
    async expire_exports() {
      await expireExports(services);
    },
    async plan_ticks(_payload, { addJob }) {
      for (const tick of ticksOfNextMinute(keyring, clock.now())) {
        // A moment later, should the database's clock be ahead of ours.
        const runAt = new Date(tick.getTime() + 1000);
        await addJob('publish_due_posts', {}, { runAt, maxAttempts: 1 });
      }
    },
    async publish_due_posts() {
      await publishDuePosts(services);
    },
    async run_erasures() {
      await runErasures(services);
    },
    async remind_of_refused_erasures() {
      await remindOfRefusals(services);
    },
    async sweep_discarded_files() {
      await sweepDiscarded(services);
    },
    async make_missing_variants() {
      const made = await makeMissingSets(services);
      if (made > 0) logger.info({ made }, 'missing variants made');
    },
    async sweep_uploads() {
      const swept = await sweepUploads(services);
      if (swept > 0) logger.info({ swept }, 'uploads swept');
    },
    async sweep_files() {
      const swept = await sweepFiles(services);
      if (swept > 0) logger.info({ swept }, 'files without a row swept');
    },
    async forget_order_of_files() {
      await forgetOrderOfFiles(services);
    },
    async remind_of_image_expiry() {
      const mails = await remindOfExpiry(services);
      logger.info({ mails }, 'reminded of images that expire');
    },
    async expire_images() {
      const expired = await expireImages(services);
      logger.info({ expired }, 'images expired');
    },
    async sweep_never_published() {
      await sweepNeverPublished(services);
    },
    async announce_terms() {
      const versions = await registerVersions(services);
      const told = await mailAnnouncements(services);
      if (versions.length + told > 0) logger.info({ versions, told }, 'terms announced');
    },
    async apply_retention() {
      const reminded = await remindUnused(services);
      const counts = await applyRetention(services);
      logger.info(
        { reminded, ...Object.fromEntries(counts.map(({ id, count }) => [id, count])) },
        'retention applied',
      );
    },
    async sweep_outcomes() {
      const swept = await sweepOutcomes(services);
      if (swept > 0) logger.info({ swept }, 'outcomes swept');
    },
    async send_mail() {
      const { sent, postponed, givenUp } = await sendDueMail(services);
      if (sent + postponed + givenUp > 0) logger.info({ sent, postponed, givenUp }, 'mail sent');
    },
    async deliver_telemetry() {
      await deliverTelemetry(services);
    },
    async release_counts() {
      const { told, left } = await releaseCounts(services);
      logger.info({ told, left }, 'anonymous acts counted');
    },
    async checkpoint_audit() {
      await db.service.$transaction((tx) => checkpointAudit(tx, clock, keyring.auditSigningKey));
    },
  };
}

/** UTC. One run of tend_claims a night, never two within an hour: see its docstring. */
const schedule: CronItem[] = [
  { task: 'sweep_discarded_files', match: '* * * * *', options: { maxAttempts: 1 } },
  { task: 'make_missing_variants', match: '* * * * *', options: { maxAttempts: 1 } },
  { task: 'sweep_uploads', match: '12 * * * *', options: { maxAttempts: 1 } },
  { task: 'sweep_files', match: '41 2 * * *', options: { maxAttempts: 1 } },
  { task: 'forget_order_of_files', match: '3 * * * *', options: { maxAttempts: 1 } },
  { task: 'remind_of_image_expiry', match: '20 6 * * 1', options: { maxAttempts: 1 } },
  { task: 'expire_images', match: '7 0 * * *', options: { maxAttempts: 3 } },
  { task: 'sweep_outcomes', match: '23 * * * *', options: { maxAttempts: 1 } },
  { task: 'tend_claims', match: '17 2 * * *', options: { maxAttempts: 1 } },
  // After each full hour: whoever copies the database learns the order of writing within the running hour only.
  { task: 'forget_order', match: '1 * * * *', options: { maxAttempts: 1 } },
  { task: 'forget_order_at_night', match: '27 2 * * *', options: { maxAttempts: 1 } },
  // Before the order of writing is forgotten at night.
  { task: 'make_excerpts', match: '52 1 * * *', options: { maxAttempts: 1 } },
  { task: 'expire_lookups', match: '*/5 * * * *', options: { maxAttempts: 3 } },
  { task: 'make_exports', match: '* * * * *', options: { maxAttempts: 1 } },
  { task: 'expire_exports', match: '*/10 * * * *', options: { maxAttempts: 1 } },
  { task: 'plan_ticks', match: '* * * * *', options: { maxAttempts: 1 } },
  { task: 'run_erasures', match: '* * * * *', options: { maxAttempts: 1 } },
  { task: 'remind_of_refused_erasures', match: '25 6 * * 1', options: { maxAttempts: 1 } },
  { task: 'sweep_never_published', match: '47 2 * * *', options: { maxAttempts: 3 } },
  { task: 'announce_terms', match: '9 * * * *', options: { maxAttempts: 3 } },
  { task: 'apply_retention', match: '37 3 * * *', options: { maxAttempts: 3 } },
  { task: 'send_mail', match: '* * * * *', options: { maxAttempts: 1 } },
  { task: 'deliver_telemetry', match: '* * * * *', options: { maxAttempts: 1 } },
  { task: 'release_counts', match: '7 3 * * *', options: { maxAttempts: 3 } },
  { task: 'checkpoint_audit', match: '5 * * * *', options: { maxAttempts: 5 } },
];

const restartAfterMs = 5000;

/** Traced and with their failures reported, where that is on. */
function watched({ tracing, errors }: Services, jobs: TaskList): TaskList {
  const reported = errors ? reportJobs(jobs, errors) : jobs;
  return tracing ? tracing.jobs(reported) : reported;
}

/** @param queueUrl connects as the queue's own role. */
/** @throws PlainError where this process was given no login for the queue. */
export async function startWorker(services: Services, queueUrl: string | null): Promise<Worker> {
  if (queueUrl === null) throw new PlainError('The jobs need KONSILIUM_DATABASE_WORKER_URL.');
  const { logger } = services;
  const pool = new pg.Pool({ connectionString: queueUrl, max: 4 });
  let stopping = false;
  pool.on('error', () => {
    if (!stopping) logger.error('the job queue lost a connection');
  });
  pool.on('connect', (client) => client.on('error', () => undefined));
  const begin = () =>
    run({
      pgPool: pool,
      concurrency: 2,
      noHandleSignals: true,
      pollInterval: 2000,
      taskList: watched(services, tasks(services)),
      parsedCronItems: parseCronItems(schedule),
      // Levels and fixed words only: a failed job's message may quote what it worked on.
      logger: new QueueLogger(() => (level) => {
        if (level === 'error') logger.error('a job failed');
      }),
    });
  let runner: Runner | null = await begin();
  const pause = new AbortController();
  // The queue outlives a database that is away for a while, but not one that is made anew below it.
  const ended = (async () => {
    while (!stopping) {
      await runner?.promise.catch(() => undefined);
      runner = null;
      if (stopping) return;
      logger.error('the job worker ended by itself; it is started again');
      await sleep(restartAfterMs, undefined, { signal: pause.signal }).catch(() => undefined);
      if (!stopping) runner = await begin().catch(() => null);
    }
    await runner?.stop();
  })();
  return {
    async ping() {
      if (!runner) throw new Error('the worker has stopped');
      await pool.query('SELECT 1 FROM graphile_worker.migrations LIMIT 1');
    },
    async stop() {
      stopping = true;
      pause.abort();
      await runner?.stop();
      await ended;
      await pool.end();
    },
  };
}
