import { type AddressInfo, createServer, type Server } from 'node:net';
import type { Config } from './config.ts';
import { generateKeyring, parseKeyring } from './identity/crypto/keyring.ts';
import { renewOldClaims } from './identity/tend-claims.ts';
import { DecoderPool } from './images/decoding/decoder-pool.ts';
import { startWorker } from './jobs.ts';
import { systemClock } from './platform/clock.ts';
import {
  dataFolderHolder,
  keptSecret,
  lockDataFolder,
  openDataFolder,
  randomSecret,
} from './platform/data-folder.ts';
import {
  type Connected,
  connectDatabase,
  joinEmbedded,
  type Progress,
  requireRoleLogins,
  requireSafeLogins,
} from './platform/database/connect.ts';
import { openDatabase } from './platform/database/database.ts';
import { requirePreparedDatabase } from './platform/database/readiness.ts';
import { createLogger } from './platform/logger.ts';
import { PlainError } from './platform/plain-error.ts';
import { openStorage } from './platform/storage/open-storage.ts';
import { requireWelcome } from './platform/storage/require-welcome.ts';
import { createHttpService } from './server.ts';
import type { Services } from './services.ts';
import { openErrorReporter } from './telemetry/errors/report-errors.ts';
import { openTracing } from './telemetry/traces/tracing.ts';
import { registerVersions } from './terms/announce-terms.ts';

/** An opened service without HTTP and jobs: what commands at the terminal work with. */
export interface OpenedServices {
  services: Services;
  connected: Connected;
  sessionSecret: string;
  close(): Promise<void>;
}

/**
 * Takes the data folder, the secrets and the database.
 * @param check runs once the folder is ours and before the database is started.
 * @throws PlainError while another process holds the folder.
 */
async function openServices(
  config: Config,
  progress: Progress,
  check: () => Promise<void> = async () => undefined,
): Promise<OpenedServices> {
  return open(config, async (closers) => {
    if (config.database.kind === 'embedded') closers.push(await lockDataFolder(config.dataFolder));
    await check();
    return connectDatabase(config, progress);
  });
}

/** As `openServices`, ready for a process that serves members or their jobs: refuses a database or a bucket that is not. */
export async function openReadyServices(
  config: Config,
  progress: Progress,
  check?: () => Promise<void>,
): Promise<OpenedServices> {
  const opened = await openServices(config, progress, check);
  try {
    await requireRoleLogins(config);
    await requirePreparedDatabase(opened.services.db.servicePool);
    await requireSafeLogins(config);
    await requireWelcome(opened.services.storage, opened.services.logger);
    await renewOldClaims(opened.services.db.service, opened.services.keyring);
    return opened;
  } catch (error) {
    await opened.close();
    throw error;
  }
}

/**
 * Opens the services for one command at the terminal, also beside a running service, and closes them after it. Ctrl-C
 * closes them too: no database stays behind a command that was broken off.
 */
export async function withServices<Result>(
  config: Config,
  work: (opened: OpenedServices) => Promise<Result>,
): Promise<Result> {
  let opened: OpenedServices | undefined;
  let told = false;
  const end = async () => {
    told = true;
    await opened?.close();
    if (opened) process.exit(130);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, end);
  try {
    opened = await openForCommand(config);
    if (told) await end();
    return await work(opened);
  } finally {
    await opened?.close();
    if (told) process.exit(130);
    for (const signal of signals) process.off(signal, end);
  }
}

async function openForCommand(config: Config): Promise<OpenedServices> {
  const running = config.database.kind === 'embedded' && (await dataFolderHolder(config.dataFolder)) !== null;
  return running
    ? open(config, () => joinEmbedded(config.dataFolder))
    : openServices(config, () => undefined);
}

type Closers = (() => Promise<void>)[];

/** The last opened first, and every one: the database is stopped even where something above it fails to end. */
async function undo(closers: Closers): Promise<void> {
  const failures: unknown[] = [];
  for (const closer of closers.splice(0).reverse()) {
    await closer().catch((error) => failures.push(error));
  }
  if (failures.length > 0) throw failures[0];
}

async function open(
  config: Config,
  connect: (closers: Closers) => Promise<Connected>,
): Promise<OpenedServices> {
  const closers: Closers = [];
  // Whoever asks second waits for the same end.
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= undo(closers);
    return closing;
  };
  try {
    const keepsSecrets = config.keyring === null || (config.sessionSecret === null && !config.production);
    if (config.database.kind === 'embedded' || keepsSecrets || config.demo) {
      await openDataFolder(config.dataFolder);
    }
    const connected = await connect(closers);
    closers.push(connected.stop);
    const keyring = config.keyring ?? (await keptSecret(config.dataFolder, 'keyring', generateKeyring));
    const sessionSecret =
      config.sessionSecret ??
      // In production only a worker has none, which signs no cookies.
      (config.production
        ? randomSecret()
        : await keptSecret(config.dataFolder, 'session-secret', randomSecret));
    const tracing = openTracing(config, () => services);
    const db = openDatabase(connected, undefined, tracing?.watchStatement);
    closers.push(db.close);
    if (tracing) closers.push(tracing.close);
    const storage = openStorage(config);
    closers.push(() => storage.close());
    const decoders = new DecoderPool();
    closers.push(() => decoders.close());
    const services: Services = {
      config,
      db,
      keyring: parseKeyring(keyring),
      clock: systemClock,
      logger: createLogger(config.logLevel),
      tracing,
      storage,
      decoders,
    };
    services.errors = openErrorReporter(() => services);
    if (services.errors) closers.push(services.errors.close);
    return { services, connected, sessionSecret, close };
  } catch (error) {
    await close();
    throw error;
  }
}

export interface RunningService {
  port: number;
  opened: OpenedServices;
  /** Finishes what is under way, then stops HTTP, jobs and database in that order. */
  stop(): Promise<void>;
}

export interface StartSteps {
  progress: Progress;
  /** After the database is ready and before anyone is let in: demo data, for one. */
  prepare?: (opened: OpenedServices) => Promise<void>;
}

/** Starts API, worker (unless it runs elsewhere) and web in this process. */
export async function startService(
  config: Config,
  { progress, prepare }: StartSteps,
): Promise<RunningService> {
  const opened = await openReadyServices(config, progress, () => requireFreePort(config));
  const stops: Closers = [opened.close];
  const stop = () => undo(stops);
  try {
    await prepare?.(opened);
    await registerVersions(opened.services);
    if (config.production) await refuseDemoAccounts(opened.services);
    progress('Opening the doors');
    const worker =
      config.worker === 'inline' ? await startWorker(opened.services, opened.connected.worker) : null;
    if (worker) stops.push(worker.stop);
    const http = await createHttpService(opened.services, {
      sessionSecret: opened.sessionSecret,
      ...(worker ? { pingJobs: worker.ping } : {}),
    });
    stops.push(http.close);
    await listen(http.server, config);
    return { port: (http.server.address() as AddressInfo).port, opened, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Asked before a long start, so that nobody waits for a demo to be told that the port is taken. */
async function requireFreePort(config: Config): Promise<void> {
  const probe = createServer();
  await listen(probe, config);
  await new Promise((resolve) => probe.close(resolve));
}

async function listen(server: Server, { port, host }: Config): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
  } catch (error) {
    const sentence: Record<string, string> = {
      EADDRINUSE: `Port ${port} is taken. Set PORT to another one, as in PORT=4100 npm start.`,
      EACCES: `Port ${port} is not open to this user. Set PORT to one from 1024 on.`,
      EADDRNOTAVAIL: 'KONSILIUM_HOST is not an address of this machine.',
      ENOTFOUND: 'KONSILIUM_HOST is not an address of this machine.',
    };
    const known = sentence[(error as NodeJS.ErrnoException).code ?? ''];
    throw known ? new PlainError(known) : error;
  }
}

/** Demo accounts have passwords that lie in a file and were printed. */
async function refuseDemoAccounts({ db }: Services): Promise<void> {
  const demo = await db.service.account.count({ where: { email: { endsWith: '@konsilium.example' } } });
  if (demo > 0) {
    throw new PlainError(
      'Production refuses to start: the database holds demo accounts. Start on an empty one.',
    );
  }
}
