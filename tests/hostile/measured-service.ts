import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { databaseEnvironment, type TestServer } from '../support/server.ts';

export interface Sample {
  /** CPU time of the thread that serves everybody, in ms. */
  cpu: number;
  /** The longest that this thread let a timer wait since the sample before, in ms. */
  longestDelay: number;
}

export interface MeasuredService {
  url: string;
  sample(): Promise<Sample>;
  /** Bytes of memory that it still needs once garbage has been collected. */
  held(): Promise<number>;
  close(): Promise<void>;
}

/** A second process of the service on the same database, with the same secrets and files, that tells what it costs. */
export async function startMeasuredService(
  beside: TestServer,
  env: Record<string, string> = {},
): Promise<MeasuredService> {
  const { config } = beside.services;
  const { PATH = '', HOME = '' } = process.env;
  const child = fork(fileURLToPath(new URL('./service.ts', import.meta.url)), [], {
    env: {
      PATH,
      HOME,
      NODE_ENV: 'test',
      PORT: '0',
      ...databaseEnvironment(beside.database),
      KONSILIUM_DATA: beside.dataFolder,
      KONSILIUM_KEYRING: config.keyring ?? '',
      KONSILIUM_SESSION_SECRET: config.sessionSecret ?? '',
      KONSILIUM_LOG_LEVEL: 'silent',
      KONSILIUM_WORKER: 'off',
      KONSILIUM_TRUSTED_PROXIES: '1',
      ...env,
    },
    execArgv: ['--max-semi-space-size=8', '--v8-pool-size=1', '--expose-gc'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const [{ port }] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => {
      throw new Error('the service did not start');
    }),
  ])) as [{ port: number }];
  let waiting: Promise<unknown> = Promise.resolve();
  async function ask<Answer>(question: string): Promise<Answer> {
    await waiting;
    const answer = once(child, 'message') as Promise<[Answer]>;
    waiting = answer;
    child.send(question);
    return (await answer)[0];
  }
  return {
    url: `http://127.0.0.1:${port}`,
    sample: () => ask<Sample>('sample'),
    held: () => ask<number>('held'),
    async close() {
      const ended = once(child, 'exit');
      child.send('stop');
      await ended;
    },
  };
}
