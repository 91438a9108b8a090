import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { randomLetters } from '../support/canaries.ts';
import { type CuttingProxy, startCuttingProxy } from '../support/cutting-proxy.ts';
import type { Client } from '../support/graphql.ts';
import { picture, upload } from '../support/images.ts';
import { type RunningProgram, runProgram } from '../support/program.ts';
import { freePort } from '../support/redis.ts';
import { databaseEnvironment, signInAs, startTestServer, type TestServer } from '../support/server.ts';
import { holdTestCeremony } from '../support/vault.ts';

/**
 * Posts over a line that is cut at random bytes in both directions, to a process that is killed at random moments, each
 * sent again with its key until it is answered: none is doubled, none is lost. `npm run test:once -- --retries 1000`
 * goes on until so many have been sent again.
 */
const retriesWanted = Number(process.env.KONSILIUM_TEST_RETRIES ?? 40);
const writers = 4;
/** A start takes a while: ten kills in a long run, two in a short one. */
const killEvery = Math.max(20, Math.ceil(retriesWanted / 10));

let server: TestServer;
let owner: pg.Client;
let proxy: CuttingProxy;
let folder: string;
let child: RunningProgram;
let port: number;
let ended = false;
/** While the process is started anew nobody answers, and nothing is learnt from knocking. */
let up: Promise<void> = Promise.resolve();

/** The service in a process of its own, beside the one that signs the members in. */
async function startChild(): Promise<void> {
  const { config } = server.services;
  child = runProgram(
    'api/main.ts',
    {
      ...databaseEnvironment(server.database),
      KONSILIUM_DATA: folder,
      KONSILIUM_KEYRING: config.keyring ?? '',
      KONSILIUM_SESSION_SECRET: config.sessionSecret ?? '',
      KONSILIUM_DEMO: 'off',
      KONSILIUM_LOG_LEVEL: 'silent',
      KONSILIUM_WRITING_LIMITS: '1000',
      PORT: String(port),
    },
    ['--without-web'],
  );
  await child.until('Konsilium is ready');
}

beforeAll(async () => {
  server = await startTestServer();
  await holdTestCeremony(server);
  owner = new pg.Client(server.database.owner);
  await owner.connect();
  folder = await mkdtemp(path.join(tmpdir(), 'konsilium-cuts-'));
  port = await freePort();
  await startChild();
  proxy = await startCuttingProxy(() => port, { spared: 40, most: 2000 });
}, 120_000);
afterAll(async () => {
  ended = true;
  child?.signal('SIGKILL');
  await child?.ended;
  await proxy?.close();
  await owner?.end();
  await server?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
}, 60_000);

const documents = {
  question: `mutation ($input: PostConsultationInput!) { posted: postConsultation(input: $input) {
    __typename ... on Consultation { id } ... on Refusal { code } } }`,
  answer: `mutation ($input: PostAnswerInput!) { posted: postAnswer(input: $input) {
    __typename ... on Answer { id } ... on Refusal { code } } }`,
};

interface Posted {
  id: string;
  body: string;
  kind: keyof typeof documents;
  images: number;
}

const posted: Posted[] = [];
let retries = 0;
let kills = 0;
let uploads = 0;

/** Sends until an answer arrives. */
async function insist<Result>(send: () => Promise<Result>): Promise<Result> {
  for (;;) {
    await up;
    try {
      return await send();
    } catch {
      retries += 1;
      await sleep(randomInt(20, 60));
    }
  }
}

async function sendPicture(client: Client, bytes: Uint8Array): Promise<string> {
  const uploadId = randomUUID();
  const { status, text } = await insist(async () => {
    const reply = await upload(client, bytes, { uploadId });
    if (reply.status >= 500) throw new Error('busy');
    return reply;
  });
  expect(status, text).toBe(200);
  uploads += 1;
  return (JSON.parse(text) as { id: string }).id;
}

/** The same picture; one file is not taken under both faces. */
const anotherFile = (bytes: Uint8Array): Uint8Array => Buffer.concat([bytes, randomBytes(8)]);

async function post(client: Client, consultationId: string, bytes: Uint8Array): Promise<void> {
  const kind = randomInt(2) === 0 ? 'question' : 'answer';
  const anonymous = randomInt(2) === 0;
  const body = `Vad talar för järnbrist här? ${randomLetters(20)}`;
  const images =
    randomInt(4) === 0
      ? [
          {
            id: await sendPicture(client, anotherFile(bytes)),
            alt: 'Utslag',
            consent: 'ORAL',
            sensitive: false,
          },
        ]
      : [];
  const more =
    kind === 'answer'
      ? { consultationId }
      : { title: `Fråga ${randomLetters(20)}`, kind: 'QUESTION', specialty: 'internmedicin' };
  const input = { body, anonymous, holdBack: 'AT_ONCE', images, ...more };
  const once = randomBytes(16).toString('base64url');
  const send = async () => {
    const { data, errors } = await client.graphql('physician', documents[kind], { input }, { once });
    expect(errors, 'a repetition is never a failure').toEqual([]);
    return data?.posted as { __typename: string; id?: string };
  };
  // An answer that came may be an impatient second press too.
  const all = await Promise.all(Array.from({ length: randomInt(1, 3) }, () => insist(send)));
  if (randomInt(3) === 0) all.push(await insist(send));
  expect(new Set(all.map(({ id }) => id)).size, JSON.stringify(all)).toBe(1);
  expect(all[0]?.id, JSON.stringify(all)).toBeDefined();
  posted.push({ id: all[0]?.id ?? '', body, kind, images: images.length });
}

const say = (verdict = ' so far') =>
  process.stdout.write(
    `${posted.length} posts, ${retries} retries, ${proxy.cuts} connections cut, ${kills} kills, ${uploads} images${verdict}\n`,
  );

async function killNowAndThen(): Promise<void> {
  const kill = async () => {
    child.signal('SIGKILL');
    await child.ended;
    kills += 1;
    if (retriesWanted > 100) say();
    up = ended ? Promise.resolve() : startChild();
    await up;
  };
  await sleep(300);
  await kill();
  for (let next = killEvery; retries < retriesWanted; ) {
    await sleep(randomInt(20, 200));
    if (retries < next) continue;
    next = retries + killEvery;
    await kill();
  }
}

it(
  `after ${retriesWanted} retries over a line that is cut, to a process that is killed, nothing is doubled or lost`,
  async () => {
    const bytes = await picture(60, 40).jpeg().toBuffer();
    const asker = await signInAs(server);
    const asked = await asker.client.graphql('physician', documents.question, {
      input: {
        title: 'En fråga som många svarar på',
        body: 'Hur går ni vidare efter normal gastroskopi?',
        kind: 'QUESTION',
        specialty: 'internmedicin',
        anonymous: true,
        holdBack: 'AT_ONCE',
      },
    });
    const { posted: opened } = asked.data as { posted: { id: string } };
    const thread = opened.id;
    const members = await Promise.all(
      Array.from({ length: Math.min(40, Math.max(8, retriesWanted / 20)) }, () => signInAs(server)),
    );
    const write = async (own: number) => {
      for (let round = own; retries < retriesWanted || kills === 0; round += writers) {
        const member = members[round % members.length];
        if (member) await post(member.client.at(proxy.url), thread, bytes);
      }
    };
    const writing = Promise.all(Array.from({ length: writers }, (_, own) => write(own)));
    await Promise.all([writing, killNowAndThen()]);

    const found = await owner.query<{ id: string; body: string; images: number }>(
      `SELECT p.id, p.body, (SELECT count(*)::int FROM images.image i
          WHERE CASE WHEN p.is_answer THEN i.answer_id = p.id ELSE i.consultation_id = p.id AND i.answer_id IS NULL END) AS images
       FROM (SELECT id, body, false AS is_answer FROM forum.consultation UNION ALL SELECT id, body, true FROM forum.answer) p
       WHERE body LIKE 'Vad talar för%'`,
    );
    const rows = found.rows.map(({ id, body, images }) => ({ id, body, images }));
    const byBody = (one: { body: string }, other: { body: string }) => (one.body < other.body ? -1 : 1);
    expect(rows.sort(byBody)).toEqual(
      posted.map(({ id, body, images }) => ({ id, body, images })).sort(byBody),
    );
    const { rows: counted } = await owner.query<{ images: number; answers: number; counter: number }>(
      `SELECT (SELECT count(*)::int FROM images.image) AS images,
        (SELECT count(*)::int FROM forum.answer WHERE consultation_id = $1) AS answers,
        (SELECT answer_count FROM forum.consultation WHERE id = $1) AS counter`,
      [thread],
    );
    expect(counted[0]).toEqual({
      images: uploads,
      answers: posted.filter(({ kind }) => kind === 'answer').length,
      counter: posted.filter(({ kind }) => kind === 'answer').length,
    });
    say(': none doubled, none lost');
  },
  Math.max(300_000, retriesWanted * 4000),
);
