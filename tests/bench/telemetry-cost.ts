import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findActor } from '../../api/access/actor.ts';
import { createAccount } from '../../api/accounts/create-account.ts';
import { readConfig } from '../../api/config.ts';
import { runCeremony } from '../../api/identity/run-ceremony.ts';
import { asOwner } from '../../api/platform/database/database.ts';
import type { PhysicianId } from '../../api/platform/ids.ts';
import { startService } from '../../api/start.ts';
import { setConsent } from '../../api/telemetry/set-consent.ts';
import { acceptNewest } from '../../api/terms/accept-terms.ts';
import { Client } from '../support/graphql.ts';

/**
 * `npm run bench:telemetry`: what recording events adds to a mutation, as a ratio within one run, over HTTP on the embedded
 * database. Each pair is the same mutation by the same member with Mixpanel configured and without, in random order.
 * Everybody has agreed, so that every act is recorded. Ends with status 1 where a goal is missed.
 */

const goal = 1.05;
const rounds = Number(process.env.ROUNDS ?? 1000);
const say = (line: string) => process.stdout.write(`${line}\n`);
const password = 'grönt te i granskogen';

const folder = await mkdtemp(path.join(tmpdir(), 'konsilium-bench-'));
await chmod(folder, 0o755);
const environment = {
  NODE_ENV: 'test',
  PORT: '0',
  KONSILIUM_DATA: folder,
  KONSILIUM_WORKER: 'off',
  KONSILIUM_LOG_LEVEL: 'silent',
  KONSILIUM_DEMO: 'off',
};
const running = await startService(readConfig(environment), { progress: () => undefined });
const { services, connected } = running.opened;
/** Turned on and off between two requests: the same process, the same connections, the same plans. */
const mixpanel = readConfig({
  ...environment,
  MIXPANEL_TOKEN: 'bench',
  MIXPANEL_API_URL: 'http://127.0.0.1:9',
}).mixpanel;
try {
  await holdCeremony();
  const [asker, answerer] = [await member('fragar'), await member('svarar')];
  const missed: string[] = [];
  for (const anonymous of [false, true]) {
    const face = anonymous ? 'anonymously' : 'under one’s name';
    missed.push(...(await bench(`asking ${face}`, (body) => ask(asker, anonymous, body))));
    const thread = await ask(asker, false, 'Hb har sjunkit på tre månader. Hur går ni vidare?');
    missed.push(...(await bench(`answering ${face}`, (body) => answer(answerer, thread, anonymous, body))));
  }
  process.exitCode = missed.length === 0 ? 0 : 1;
} finally {
  await running.stop();
  await rm(folder, { recursive: true, force: true });
}

async function holdCeremony(): Promise<void> {
  const admins = ['ett@bench.test', 'tva@bench.test'];
  for (const email of admins) {
    const account = { email, name: email, password, specialtyCode: null, licenceNumber: null };
    await createAccount(services, { ...account, verified: false, technicalAdmin: true });
  }
  await asOwner(connected.owner ?? '', (owner) =>
    runCeremony(owner, services.clock, {
      threshold: 2,
      admins: admins.map((email) => ({ email, passphrase: 'granris och blåbär' })),
      workFactor: 2,
    }),
  );
}

async function member(name: string): Promise<Client> {
  const email = `${name}@bench.test`;
  const licence = { specialtyCode: 'internmedicin', licenceNumber: name, verified: true };
  const id: PhysicianId = await createAccount(services, { email, name, password, ...licence });
  await acceptNewest(services, [id]);
  const actor = await findActor(services.db.service, id);
  if (!actor) throw new Error('no account');
  services.config.mixpanel = mixpanel;
  await setConsent(services, actor, { processor: 'MIXPANEL', agreed: true });
  const client = new Client(`http://127.0.0.1:${running.port}`);
  const { status } = await client.signIn(email, password);
  if (status !== 200) throw new Error(`sign-in was refused: ${status}`);
  return client;
}

async function mutate(client: Client, field: string, document: string, input: object): Promise<string> {
  const { data } = await client.graphql('physician', document, { input });
  const { id } = (data?.[field] ?? {}) as { id?: string };
  if (!id) throw new Error(`not done: ${JSON.stringify(data)}`);
  return id;
}

function ask(client: Client, anonymous: boolean, body: string): Promise<string> {
  const document = `mutation ($input: PostConsultationInput!) {
    postConsultation(input: $input) { __typename ... on Consultation { id } ... on Refusal { message } } }`;
  const input = {
    kind: 'QUESTION',
    specialty: 'internmedicin',
    title: 'Oklar anemi hos äldre kvinna',
    body,
    anonymous,
    holdBack: 'AT_ONCE',
  };
  return mutate(client, 'postConsultation', document, input);
}

function answer(client: Client, consultationId: string, anonymous: boolean, body: string): Promise<string> {
  const document = `mutation ($input: PostAnswerInput!) {
    postAnswer(input: $input) { __typename ... on Answer { id } ... on Refusal { message } } }`;
  return mutate(client, 'postAnswer', document, { consultationId, body, anonymous, holdBack: 'AT_ONCE' });
}

/** @returns the goal, where it was missed. */
async function bench(what: string, act: (body: string) => Promise<string>): Promise<string[]> {
  const times = { on: [] as number[], off: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    const onFirst = Math.random() < 0.5;
    for (const on of [onFirst, !onFirst]) {
      services.config.mixpanel = on ? mixpanel : null;
      const body = `Hb har sjunkit, ${round} ${on}. Hur går ni vidare? ${'Bakgrund och status. '.repeat(40)}`;
      const start = performance.now();
      await act(body);
      // The first rounds warm up.
      if (round >= 100) times[on ? 'on' : 'off'].push(performance.now() - start);
    }
  }
  const ratio = median(times.on) / median(times.off);
  const medians = `${median(times.on).toFixed(2)} and ${median(times.off).toFixed(2)} ms of ${times.on.length} each`;
  say(
    `${what}, recorded : not = ${ratio.toFixed(3)} (goal ${goal}${ratio <= goal ? '' : ', MISSED'}; medians ${medians})`,
  );
  return ratio <= goal ? [] : [what];
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
