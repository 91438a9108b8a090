import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createAccount } from '../../api/accounts/create-account.ts';
import { readConfig } from '../../api/config.ts';
import { openDatabase } from '../../api/platform/database/database.ts';
import { createHttpService, type HttpService } from '../../api/server.ts';
import { startService } from '../../api/start.ts';
import { acceptNewest } from '../../api/terms/accept-terms.ts';
import { Client } from '../support/graphql.ts';

/**
 * `npm run bench:traces`: what traces and error reports cost the feed and posting, each as a ratio within one run over
 * HTTP: two services on one embedded database, one with them and one without, asked in turn. Ends with status 1 where
 * the goal is missed. Processors are a server on this machine that takes everything.
 */

const goal = 1.05;
const rounds = 400;
const warmUp = 100;
const say = (line: string) => process.stdout.write(`${line}\n`);
const password = 'grönt te i granskogen';

const taker = createServer((request, response) => request.resume().on('end', () => response.end()));
await new Promise<void>((resolve) => taker.listen(0, '127.0.0.1', resolve));
const takerUrl = `http://127.0.0.1:${(taker.address() as AddressInfo).port}`;

const folder = await mkdtemp(path.join(tmpdir(), 'konsilium-bench-'));
await chmod(folder, 0o755);
const settings = {
  NODE_ENV: 'test',
  PORT: '0',
  KONSILIUM_DATA: folder,
  KONSILIUM_WORKER: 'off',
  KONSILIUM_LOG_LEVEL: 'silent',
  KONSILIUM_DEMO: 'off',
};
const running = await startService(
  readConfig({
    ...settings,
    HONEYCOMB_API_KEY: 'bench',
    HONEYCOMB_API_ENDPOINT: takerUrl,
    BUGSNAG_API_KEY: 'bench',
    BUGSNAG_NOTIFY_URL: takerUrl,
  }),
  { progress: () => undefined },
);
const { services, connected, sessionSecret } = running.opened;
const plainDb = openDatabase(connected);
let plain: HttpService | undefined;
try {
  plain = await createHttpService(
    { ...services, db: plainDb, tracing: null, errors: null },
    { sessionSecret },
  );
  const { server } = plain;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const traced = `http://127.0.0.1:${running.port}`;
  const untraced = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const member = await signIn(traced);
  const clients = { on: member, off: member.at(untraced) };
  const missed = [await bench('posting', clients, post), await bench('the feed', clients, readFeed)];
  process.exitCode = missed.includes(true) ? 1 : 0;
} finally {
  await plain?.close();
  await plainDb.close();
  await running.stop();
  taker.closeAllConnections();
  taker.close();
  await rm(folder, { recursive: true, force: true });
}

async function signIn(url: string): Promise<Client> {
  const email = 'skribent@bench.test';
  const id = await createAccount(services, {
    email,
    name: 'Skribent',
    password,
    specialtyCode: 'internmedicin',
    licenceNumber: 'BENCH',
    verified: true,
  });
  await acceptNewest(services, [id]);
  const client = new Client(url);
  const { status } = await client.signIn(email, password);
  if (status !== 200) throw new Error(`sign-in was refused: ${status}`);
  return client;
}

async function post(client: Client): Promise<void> {
  const { data } = await client.graphql(
    'physician',
    `mutation PostConsultation($input: PostConsultationInput!) {
       postConsultation(input: $input) { __typename ... on Consultation { id isMine } } }`,
    {
      input: {
        anonymous: false,
        kind: 'QUESTION',
        specialty: 'internmedicin',
        title: 'Oklar anemi hos äldre kvinna',
        body: `Hb har sjunkit på tre månader. Hur går ni vidare? ${'Bakgrund och status. '.repeat(40)}${Math.random()}`,
      },
    },
  );
  if (!JSON.stringify(data).includes('"Consultation"'))
    throw new Error(`not posted: ${JSON.stringify(data)}`);
}

async function readFeed(client: Client): Promise<void> {
  const { data } = await client.graphql(
    'physician',
    `query Feed { consultations(list: ACTIVITY, first: 20) { edges { cursor node { id title excerpt isMine postedAt
       answerCount byline { __typename } } } pageInfo { hasNextPage endCursor } } }`,
  );
  if (!JSON.stringify(data).includes('"edges"')) throw new Error('the feed was not read');
}

/** @returns whether the goal was missed. */
async function bench(
  what: string,
  clients: { on: Client; off: Client },
  act: (client: Client) => Promise<void>,
): Promise<boolean> {
  const times = { on: [] as number[], off: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    const onFirst = Math.random() < 0.5;
    for (const side of onFirst ? (['on', 'off'] as const) : (['off', 'on'] as const)) {
      const start = performance.now();
      await act(clients[side]);
      if (round >= warmUp) times[side].push(performance.now() - start);
    }
  }
  const [on, off] = [median(times.on), median(times.off)];
  const ratio = on / off;
  const verdict = ratio <= goal ? '' : ', MISSED';
  say(
    `${what} with traces : without = ${ratio.toFixed(3)} (goal ${goal}${verdict}; medians ${on.toFixed(2)} and ` +
      `${off.toFixed(2)} ms of ${times.on.length} each)`,
  );
  return ratio > goal;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
