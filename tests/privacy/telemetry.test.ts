import { Socket as DatagramSocket } from 'node:dgram';
import dns from 'node:dns';
import { readFile } from 'node:fs/promises';
import { Socket } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { meterReadings } from '../../api/anonymity/read-meter.ts';
import { createLogger } from '../../api/platform/logger.ts';
import type { Member } from '../support/server.ts';
import { acceptAgain, refuseAloud } from './refuse-aloud.ts';
import { Town } from './town.ts';

let town: Town;
let author: Member;
let reader: Member;
const log: string[] = [];

beforeAll(async () => {
  town = await Town.open({ logger: createLogger('trace', { write: (line) => void log.push(line) }) });
  author = await town.member('Astrid Författare');
  reader = await town.member('Rut Läsare');
});
afterAll(() => town.close());

/** Where this process, service and test together, reaches out while `work` runs: TCP, UDP and names asked for. */
async function watchConnections(work: () => Promise<unknown>): Promise<string[]> {
  const reached: string[] = [];
  const originals = {
    connect: Socket.prototype.connect,
    send: DatagramSocket.prototype.send,
    lookup: dns.lookup,
  };
  Socket.prototype.connect = function (this: Socket, ...args: unknown[]) {
    // Node normalises its arguments to [[options, callback]] on the way.
    const first = Array.isArray(args[0]) ? args[0][0] : args[0];
    const {
      host = '127.0.0.1',
      port = args[0],
      path,
    } = typeof first === 'object' && first !== null ? first : { host: args[1] };
    reached.push(path ? String(path) : `${host}:${port}`);
    return Reflect.apply(originals.connect, this, args);
  } as typeof originals.connect;
  DatagramSocket.prototype.send = function (this: DatagramSocket, ...args: unknown[]) {
    reached.push(`udp ${args.slice(1).join(' ')}`);
    return Reflect.apply(originals.send, this, args);
  } as typeof originals.send;
  dns.lookup = new Proxy(originals.lookup, {
    apply(target, self, args) {
      if (!/^[\d.]+$|^localhost$/.test(String(args[0]))) reached.push(`name ${args[0]}`);
      return Reflect.apply(target, self, args);
    },
  });
  try {
    await work();
  } finally {
    Socket.prototype.connect = originals.connect;
    DatagramSocket.prototype.send = originals.send;
    dns.lookup = originals.lookup;
  }
  return reached;
}

async function writeUnderBothFaces(): Promise<void> {
  for (const anonymous of [true, false]) {
    const question = await town.ask(author, anonymous);
    const answer = await town.answer(author, question, anonymous);
    await town.call(reader, 'physician', 'markHelpful', { answerId: answer });
    await town.call(reader, 'physician', 'flagPost', { input: { answerId: answer, reason: 'MISLEADING' } });
    await town.call(author, 'physician', 'deleteConsultation', { id: question });
  }
}

/** A failure whose message quotes all that was to be written. */
async function failUnexpectedly(): Promise<void> {
  await refuseAloud(town.owner, 'forum.consultation');
  try {
    for (const anonymous of [true, false]) {
      await expect(town.ask(author, anonymous)).rejects.toThrow(/INTERNAL_SERVER_ERROR/);
    }
  } finally {
    await acceptAgain(town.owner, 'forum.consultation');
  }
}

it('#51 #53 no byte leaves for a third party: not for a post, not for a failure', async () => {
  const ours = [town.server.url, town.server.database.owner].map((url) => Number(new URL(url).port));
  const strange = (reached: string[]) =>
    reached.filter(
      (place) => !ours.some((port) => ['127.0.0.1', 'localhost'].some((host) => place === `${host}:${port}`)),
    );
  const seen = await watchConnections(async () => {
    await fetch('http://127.0.0.1:59999/').catch(() => undefined);
  });
  expect(strange(seen), 'the watch itself works').toEqual(['127.0.0.1:59999']);
  const reached = await watchConnections(async () => {
    await writeUnderBothFaces();
    await failUnexpectedly();
    // Open connections are used again: a new one shows that the watch sees ours too.
    await fetch(new URL('/healthz', town.server.url), { headers: { connection: 'close' } });
  });
  expect(strange(reached)).toEqual([]);
});

it('#51 #53 no library for telemetry is among the dependencies unless it goes through our own catalogue', async () => {
  const manifest = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'));
  const names = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
  expect(names.length).toBeGreaterThan(30);
  expect(
    names.filter((name) =>
      /sentry|datadog|newrelic|segment|posthog|amplitude|google-analytics|matomo/.test(name),
    ),
  ).toEqual([]);
});

it('#52 #43 an anonymous act leaves no line in the log, at any level', async () => {
  const from = log.length;
  await writeUnderBothFaces();
  expect(log.slice(from)).toEqual([]);
});

it('#51 #52 a failure is logged by code and place, with nobody and nothing in it', async () => {
  const from = log.length;
  await failUnexpectedly();
  const written = log.slice(from).join('');
  expect(written).toContain('unexpected error');
  for (const secret of [author.id, author.name, author.email, 'anemi', '127.0.0.1', author.client.cookie]) {
    expect(written).not.toContain(secret);
  }
});

it('#54 the id of a request is random, the server’s own, and kept nowhere', async () => {
  const sent = {
    'x-request-id': '11111111-1111-4111-8111-111111111111',
    traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    baggage: 'physician=karin',
    'content-type': 'application/json',
  };
  const ids = new Set<string>();
  for (let count = 0; count < 5; count += 1) {
    const { headers } = await author.client.request('/graphql', {
      method: 'POST',
      headers: sent,
      body: JSON.stringify({ query: '{ viewer { id } }' }),
    });
    const id = headers.get('x-request-id') ?? '';
    expect(id).toMatch(/^.{14}4.{4}[89ab]/);
    ids.add(id);
    expect(
      [...headers.keys()].filter((name) => /trace|baggage|server-timing|correlation/.test(name)),
    ).toEqual([]);
  }
  expect(ids.size).toBe(5);
  expect(ids.has(sent['x-request-id'])).toBe(false);
  const kept = [...ids, sent['x-request-id'], '0af7651916cd43dd8448eb211c80319c'];
  const rows: string[] = [];
  for (const table of await town.tables()) rows.push(...(await town.rows(table)));
  const everyRow = rows.join('\n');
  for (const id of kept) {
    expect(everyRow).not.toContain(id);
    expect(log.join('')).not.toContain(id);
  }
});

it('#42 no header of a page, a sign-in or an answer bears the member’s name, address or id', async () => {
  const { email, password } = await town.member('Hedda Header');
  const replies = [
    await author.client.signIn(author.email, author.password),
    await author.client.request('/'),
    await author.client.graphql('physician', '{ viewer { locale } }'),
    await reader.client.signIn(email, password),
  ];
  for (const { status, headers } of replies) {
    expect(status).toBe(200);
    const text = decodeURIComponent([...headers].join('\n'));
    const plain = `${text}\n${Buffer.from(text.replace(/^.*=s?:?/, ''), 'base64').toString('latin1')}`;
    for (const secret of [author.id, author.email, author.name, email, 'Hedda'])
      expect(plain).not.toContain(secret);
  }
  await reader.client.signIn(reader.email, reader.password);
});

it('#55 writing under one face uses up nothing that the other shows', async () => {
  const prolific = await town.member('Pia Flitig');
  const silent = await town.member('Tilda Tyst');
  const thread = await town.ask(reader, false);
  for (let count = 0; count < 25; count += 1) await town.answer(prolific, thread, true);
  const replies = [];
  for (const who of [prolific, silent]) {
    const { status, headers, text } = await who.client.graphql(
      'physician',
      `mutation { postAnswer(input: { consultationId: "${thread}", anonymous: false, body: "Ett svar, ${who.id}." }) { __typename } }`,
    );
    const limits = [...headers.keys()].filter((name) => /rate|limit|retry|remaining|quota/.test(name));
    replies.push({ status, limits, text });
  }
  expect(replies[0]).toEqual(replies[1]);
  expect(replies[0]?.limits).toEqual([]);

  const allowance = async (who: Member) => {
    for (let count = 0; count <= meterReadings.points; count += 1) {
      const { errors } = await who.client.graphql('physician', '{ anonymityMeter { threshold } }');
      if (errors.length > 0) return count;
    }
    return Number.POSITIVE_INFINITY;
  };
  expect(await allowance(prolific)).toBe(meterReadings.points);
  expect(await allowance(silent)).toBe(meterReadings.points);
});
