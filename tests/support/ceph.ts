import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './redis.ts';

const run = promisify(execFile);

/** So many entries the gateway lists at once; 1000 is usual. */
export const listingPage = 20;

/**
 * A Ceph of one's own behind its S3 gateway: one monitor, and one store that keeps everything in memory, encrypted under
 * the gateway's key.
 */
export interface TestCeph {
  endpoint: string;
  accessKeyId: string;
  secretAccessKey: string;
  /** An object's bytes as the store holds them, below the gateway. */
  readAtRest(key: string): Promise<Buffer>;
  stop(): Promise<void>;
}

export async function startCeph(): Promise<TestCeph> {
  const folder = await mkdtemp(path.join(tmpdir(), 'konsilium-ceph-'));
  const daemons: ChildProcess[] = [];
  // A run that is broken off must not leave them behind.
  const endAll = () => {
    for (const daemon of daemons) daemon.kill('SIGKILL');
  };
  process.once('exit', endAll);
  const stop = async () => {
    process.off('exit', endAll);
    await Promise.all(daemons.map(end));
    await rm(folder, { recursive: true, force: true });
  };
  try {
    return { ...(await startDaemons(folder, daemons)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startDaemons(folder: string, daemons: ChildProcess[]): Promise<Omit<TestCeph, 'stop'>> {
  const inside = (name: string) => path.join(folder, name);
  const [monitorPort, gatewayPort] = [await freePort(), await freePort()];
  const monitor = `[v2:127.0.0.1:${monitorPort}]`;
  const settings = inside('ceph.conf');
  const cluster = randomUUID();
  await Promise.all([mkdir(inside('monitor')), mkdir(inside('store'))]);
  await writeFile(settings, configuration({ cluster, folder, monitor, gatewayPort }));
  const tool = async (program: string, ...args: string[]) =>
    (
      await run(program, ['-c', settings, ...args], {
        timeout: 30_000,
        maxBuffer: 1 << 26,
        encoding: 'buffer',
      })
    ).stdout;
  const start = (program: string, ...args: string[]) => {
    const daemon = spawn(program, ['-c', settings, '-f', ...args], { stdio: 'ignore' });
    // A program that cannot be started shows in whoever waits for it.
    daemon.on('error', () => undefined);
    daemons.push(daemon);
  };

  await makeKeys(inside('keyring'));
  await run('monmaptool', ['--create', '--fsid', cluster, '--addv', 'a', monitor, inside('monmap')]);
  const identity = ['--keyring', inside('keyring')];
  await tool('ceph-mon', '-i', 'a', '--mkfs', '--monmap', inside('monmap'), ...identity);
  start('ceph-mon', '-i', 'a');
  const store = randomUUID();
  await tool('ceph', '--connect-timeout', '30', 'osd', 'new', store);
  await tool('ceph-osd', '-i', '0', '--mkfs', '--osd-uuid', store);
  start('ceph-osd', '-i', '0');
  start('radosgw', '-n', 'client.gateway');
  const endpoint = `http://127.0.0.1:${gatewayPort}`;
  await untilAnswering(endpoint);

  const [accessKeyId, secretAccessKey] = [randomBytes(10).toString('hex'), randomBytes(20).toString('hex')];
  const keys = ['--access-key', accessKeyId, '--secret-key', secretAccessKey];
  const account = ['--uid', 'konsilium', '--display-name', 'Konsilium', ...keys];
  await tool('radosgw-admin', '-n', 'client.gateway', 'user', 'create', ...account);

  const rados = (...args: string[]) => tool('rados', '--pool', 'default.rgw.buckets.data', ...args);
  const readAtRest = async (key: string) => {
    const names = (await rados('ls')).toString().split('\n');
    return rados('get', names.find((name) => name.endsWith(`_${key}`)) ?? key, '-');
  };
  return { endpoint, accessKeyId, secretAccessKey, readAtRest };
}

interface Cluster {
  cluster: string;
  folder: string;
  monitor: string;
  gatewayPort: number;
}

/** One copy of everything, on one machine, without the waits and the housekeeping that many machines need. */
const configuration = ({ cluster, folder, monitor, gatewayPort }: Cluster) => `[global]
fsid = ${cluster}
mon host = ${monitor}
public network = 127.0.0.0/8
ms bind msgr1 = false
keyring = ${folder}/keyring
run dir = ${folder}
admin socket =
pid file =
log file =
mon cluster log file =
mon data = ${folder}/monitor
mon data avail crit = 0
mon allow pool size one = true
paxos propose interval = 0.05
paxos min wait = 0.01
osd data = ${folder}/store
osd objectstore = memstore
memstore device bytes = 1073741824
osd crush chooseleaf type = 0
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 1
osd pool default pgp num = 1
osd pool default pg autoscale mode = off
rgw frontends = beast endpoint=127.0.0.1:${gatewayPort}
rgw max listing results = ${listingPage}
rgw crypt require ssl = false
rgw crypt default encryption key = ${randomBytes(32).toString('base64')}
rgw run sync thread = false
rgw enable lc threads = false
rgw enable quota threads = false
rgw gc max objs = 1
rgw objexp hints num shards = 1
rgw data log num shards = 1
rgw num control oids = 1
rgw override bucket index max shards = 1
`;

async function makeKeys(keyring: string): Promise<void> {
  const may = (what: Record<string, string>) =>
    Object.entries(what).flatMap(([where, rights]) => ['--cap', where, rights]);
  const add = (name: string, rights: Record<string, string>, ...more: string[]) =>
    run('ceph-authtool', [keyring, ...more, '--gen-key', '-n', name, ...may(rights)]);
  await add('mon.', { mon: 'allow *' }, '--create-keyring');
  await add('client.admin', { mon: 'allow *', osd: 'allow *' });
  await add('osd.0', { mon: 'allow profile osd', osd: 'allow *' });
  await add('client.gateway', { mon: 'allow rw', osd: 'allow rwx' });
}

async function untilAnswering(endpoint: string): Promise<void> {
  const until = Date.now() + 60_000;
  for (;;) {
    const answered = await fetch(endpoint, { signal: AbortSignal.timeout(2000) }).catch(() => null);
    if (answered) return;
    if (Date.now() > until) throw new Error('Ceph did not start');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Nothing of it lies on a disk that would have to be left in order. */
async function end(daemon: ChildProcess): Promise<void> {
  if (daemon.exitCode !== null || daemon.signalCode !== null || daemon.pid === undefined) return;
  const gone = once(daemon, 'exit');
  daemon.kill('SIGKILL');
  await gone;
}
