import type { AddressInfo } from 'node:net';
import type { Config } from './config.ts';
import { generateKeyring, parseKeyring } from './identity/crypto/keyring.ts';
import { startWorker } from './jobs.ts';
import { systemClock } from './platform/clock.ts';
import {
  dataFolderHolder,
  keptSecret,
  lockDataFolder,
  openDataFolder,
  randomSecret,
} from './platform/data-folder.ts';
import { type Connected, connectDatabase, joinEmbedded, type Progress } from './platform/database/connect.ts';
import { openDatabase } from './platform/database/database.ts';
import { createLogger } from './platform/logger.ts';
import { PlainError } from './platform/plain-error.ts';
import { createHttpService } from './server.ts';
import type { Services } from './services.ts';

/** An opened service without HTTP and jobs: what commands at the terminal work with. */
export interface OpenedServices {
  services: Services;
  connected: Connected;
  sessionSecret: string;
  close(): Promise<void>;
}

/** Takes the data folder, the secrets and the database. @throws PlainError while another process holds the folder. */
export async function openServices(config: Config, progress: Progress): Promise<OpenedServices> {
  return open(config, async (closers) => {
    if (config.database.kind === 'embedded') closers.push(await lockDataFolder(config.dataFolder));
    return connectDatabase(config, progress);
  });
}

/** As `openServices`, for a command at the terminal: works beside a running service too. */
export async function openForCommand(config: Config): Promise<OpenedServices> {
  const running = config.database.kind === 'embedded' && (await dataFolderHolder(config.dataFolder)) !== null;
  return running
    ? open(config, () => joinEmbedded(config.dataFolder))
    : openServices(config, () => undefined);
}

type Closers = (() => Promise<void>)[];

async function open(
  config: Config,
  connect: (closers: Closers) => Promise<Connected>,
): Promise<OpenedServices> {
  const closers: Closers = [];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const keepsSecrets = config.keyring === null || config.sessionSecret === null;
    if (config.database.kind === 'embedded' || keepsSecrets || config.demo) {
      await openDataFolder(config.dataFolder);
    }
    const connected = await connect(closers);
    closers.push(connected.stop);
    const keyring = config.keyring ?? (await keptSecret(config.dataFolder, 'keyring', generateKeyring));
    const sessionSecret =
      config.sessionSecret ?? (await keptSecret(config.dataFolder, 'session-secret', randomSecret));
    const db = openDatabase(connected);
    closers.push(db.close);
    const services: Services = {
      config,
      db,
      keyring: parseKeyring(keyring),
      clock: systemClock,
      logger: createLogger(config.logLevel),
    };
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
  const opened = await openServices(config, progress);
  const stops: (() => Promise<void>)[] = [opened.close];
  const stop = async () => {
    for (const stopOne of stops.splice(0).reverse()) await stopOne();
  };
  try {
    await prepare?.(opened);
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
    await new Promise<void>((resolve, reject) => {
      http.server.once('error', reject);
      http.server.listen(config.port, config.host, resolve);
    });
    return { port: (http.server.address() as AddressInfo).port, opened, stop };
  } catch (error) {
    await stop();
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') {
      throw new PlainError(
        `Port ${config.port} is taken. Set PORT to another one, as in PORT=4100 npm start.`,
      );
    }
    throw error;
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
