import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { attributeRules } from '../../analytics/honeycomb/attributes.ts';
import { schemas } from '../../api/graphql/schema.ts';
import { pseudonymFor } from '../../api/identity/pseudonyms.ts';
import { listOperations, maximalDocument } from '../support/graphql-documents.ts';
import { HoneycombStandIn, type ReceivedSpan } from '../support/processors/honeycomb.ts';
import { type Member, RunningClock, signInAs, startTestServer, type TestServer } from '../support/server.ts';
import { answerConsent } from '../support/telemetry.ts';
import { holdTestCeremony } from '../support/vault.ts';

/** Traces on their way to Honeycomb, from a browser's request to the bytes that leave. */

const key = 'honeycomb-key-of-the-test';
const hour = 3_600_000;
const late = 11 * 60_000;
let honeycomb: HoneycombStandIn;
let elsewhere: HoneycombStandIn;
let server: TestServer;
let member: Member;

const hostileEnvironment: Record<string, string> = {};

beforeAll(async () => {
  honeycomb = await HoneycombStandIn.open(key);
  elsewhere = await HoneycombStandIn.open(key);
  Object.assign(hostileEnvironment, {
    OTEL_EXPORTER_OTLP_ENDPOINT: elsewhere.url,
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${elsewhere.url}/v1/traces`,
    OTEL_EXPORTER_OTLP_HEADERS: 'x-planted=kanariefågel',
    OTEL_EXPORTER_OTLP_COMPRESSION: 'gzip',
    OTEL_TRACES_SAMPLER: 'always_off',
    OTEL_SERVICE_NAME: 'planted-service',
    OTEL_RESOURCE_ATTRIBUTES: 'planted=kanariefågel',
    OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT: '1',
    OTEL_PROPAGATORS: 'baggage,tracecontext',
  });
  Object.assign(process.env, hostileEnvironment);
  server = await startTestServer({
    clock: new RunningClock(),
    env: { HONEYCOMB_API_KEY: key, HONEYCOMB_API_ENDPOINT: honeycomb.url },
  });
  await holdTestCeremony(server);
  member = await signInAs(server, { name: 'Karin Kanariefågel' });
}, 60_000);

afterAll(async () => {
  for (const name of Object.keys(hostileEnvironment)) delete process.env[name];
  await server?.close();
  await honeycomb?.close();
  await elsewhere?.close();
});

// Each on a morning of its own, with nothing left of the days before.
beforeEach(async () => {
  honeycomb.mood = { kind: 'well' };
  const now = server.clock.now().getTime();
  server.clock.advance(2 * 24 * hour - (now % (24 * hour)) + 8 * hour);
  await new Promise((resolve) => setTimeout(resolve, 50));
  await server.services.tracing?.release();
  honeycomb.received.length = 0;
});

async function afterTheHour(): Promise<ReceivedSpan[]> {
  // The end of a request is noted when its connection has been told.
  await new Promise((resolve) => setTimeout(resolve, 50));
  server.clock.advance(hour + late);
  await server.services.tracing?.release();
  return honeycomb.spans();
}

async function afterTheDay(): Promise<ReceivedSpan[]> {
  await new Promise((resolve) => setTimeout(resolve, 50));
  server.clock.advance(24 * hour + late);
  await server.services.tracing?.release();
  return honeycomb.spans();
}

const feed = 'query Feed { consultations(list: NEWEST, first: 5) { edges { node { id title } } } }';

async function post(anonymous: boolean): Promise<void> {
  const operation = listOperations(schemas.physician).find(({ name }) => name === 'postConsultation');
  if (!operation) throw new Error('there is no such operation');
  const { data } = await member.client.graphql('physician', maximalDocument(schemas.physician, operation), {
    input: {
      anonymous,
      holdBack: 'AT_ONCE',
      kind: 'QUESTION',
      specialty: 'internmedicin',
      title: 'En fråga om kanariefågel',
      body: `Hur går ni vidare vid kanariefågel? ${Math.random()}`,
      tags: [],
    },
  });
  expect(JSON.stringify(data)).toContain('"Consultation"');
}

const rootsOf = (spans: ReceivedSpan[]) => spans.filter(({ parentSpanId }) => parentSpanId === '');

describe('a request', () => {
  it('arrives as route, operation and shapes of statements, and nothing else', async () => {
    const { status } = await member.client.graphql('physician', feed);
    expect(status).toBe(200);
    const spans = await afterTheHour();
    const root = spans.find(({ attributes }) => attributes['http.route'] === '/graphql');
    expect(root).toMatchObject({
      name: 'POST /graphql',
      parentSpanId: '',
      attributes: { 'http.request.method': 'POST', 'http.response.status_code': 200 },
    });
    const children = spans.filter(({ parentSpanId }) => parentSpanId === root?.spanId);
    expect(children.map(({ traceId }) => traceId)).toEqual(children.map(() => root?.traceId));
    expect(children.find(({ name }) => name === 'query Feed')?.attributes).toMatchObject({
      'graphql.endpoint': 'physician',
      'graphql.operation.type': 'query',
      'graphql.operation.name': 'Feed',
    });
    const shapes = children.flatMap(({ attributes }) => attributes['db.query.text'] ?? []);
    expect(shapes.join('\n')).toContain('FROM forum.consultation');
    for (const shape of shapes) expect(shape).not.toMatch(/'|\$\d|\b\d+\b|unreadable/);
    const allowed = Object.keys(attributeRules);
    for (const { attributes, surplus, took } of spans) {
      expect(Object.keys(attributes).filter((name) => !allowed.includes(name))).toEqual([]);
      expect(surplus).toEqual([]);
      expect(took).toBeGreaterThan(0);
    }
    expect(honeycomb.resources()).toEqual(
      honeycomb.resources().map(() => ({ 'service.name': 'konsilium', scopes: [{ name: 'konsilium' }] })),
    );
  });

  it('#24 #53 bears the hour for its time and does not leave before the hour is over', async () => {
    const began = Date.now();
    await member.client.graphql('physician', feed);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await server.services.tracing?.release();
    expect(honeycomb.received).toEqual([]);
    const spans = await afterTheHour();
    const roots = rootsOf(spans);
    expect(roots.length).toBeGreaterThan(0);
    expect(roots.map(({ start }) => start % hour)).toEqual(roots.map(() => 0));
    expect(spans.every(({ start }) => start % hour < 60_000)).toBe(true);
    expect(spans.every(({ start }) => start !== began)).toBe(true);
  });

  it('#54 is told no trace from outside and tells none', async () => {
    const planted = '0af7651916cd43dd8448eb211c80319c';
    const { headers } = await member.client.request('/graphql', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        traceparent: `00-${planted}-b7ad6b7169203331-01`,
        tracestate: 'vendor=kanariefågel'.replace('å', 'a'),
        baggage: 'physician=kanariefagel',
        'x-honeycomb-trace': `1;trace_id=${planted},parent_id=b7ad6b7169203331`,
      },
      body: JSON.stringify({ query: feed }),
    });
    expect([...headers.keys()].filter((name) => /trace|baggage|server-timing/.test(name))).toEqual([]);
    const spans = await afterTheHour();
    expect(spans.length).toBeGreaterThan(0);
    expect(honeycomb.bytes).not.toMatch(/kanarief|b7ad6b7169203331/);
    expect(spans.map(({ traceId }) => traceId)).not.toContain(planted);
    const request = headers.get('x-request-id')?.replaceAll('-', '');
    expect(spans.map(({ traceId }) => traceId)).not.toContain(request);
    expect(rootsOf(spans)).toHaveLength(new Set(spans.map(({ traceId }) => traceId)).size);
  });

  it('by any other name is “other”: neither the path, nor the operation, nor the method is repeated', async () => {
    await member.client.graphql('physician', 'query KanariefagelKarin { specialties { code } }');
    await member.client.request('/Kanariefagel/karin@example.test?name=kanariefagel', { method: 'PROPFIND' });
    await member.client.request('/graphql/kanariefagel');
    const spans = await afterTheHour();
    expect(spans.map(({ name }) => name)).toContain('query other');
    expect(honeycomb.bytes).not.toMatch(/kanariefagel|karin/i);
  });

  it('of a public file or a probe is not followed', async () => {
    await member.client.request('/healthz');
    await member.client.request('/readyz');
    await member.client.request('/assets/none.js');
    expect(await afterTheHour()).toEqual([]);
  });
});

describe('#53 what can be done anonymously', () => {
  it('leaves among ten of its kind of one day, with the day for its time and durations in steps', async () => {
    // The first of the day takes the census on its way: a kind of its own.
    await post(true);
    for (let count = 0; count < 10; count += 1) await post(true);
    for (let count = 0; count < 9; count += 1) await post(false);
    await afterTheHour();
    expect(JSON.stringify(honeycomb.spans())).not.toContain('mutation');
    const spans = await afterTheDay();
    const mutations = spans.filter(({ attributes }) => attributes['graphql.operation.type'] === 'mutation');
    const traces = new Set(mutations.map(({ traceId }) => traceId));
    // The document of the test is none of our pages'.
    expect(mutations.map(({ name }) => name)).toEqual(Array(10).fill('mutation other'));
    const posting = spans.filter(({ traceId }) => traces.has(traceId));
    expect(rootsOf(posting).map(({ start }) => start % (24 * hour))).toEqual(Array(10).fill(0));
    expect(new Set(posting.map(({ attributes }) => attributes['konsilium.time']))).toEqual(new Set(['day']));
    for (const { took } of posting) {
      expect(['1', '1.5', '2.2', '3.3', '4.7', '6.8', '10']).toContain(
        String(Number((took / 10 ** Math.floor(Math.log10(took))).toFixed(1))),
      );
    }
    // All ten took the anonymous path; the nine under a name are too few to be shown.
    const perTrace = [...traces].map((trace) => posting.filter(({ traceId }) => traceId === trace));
    for (const one of perTrace) expect(JSON.stringify(one)).toContain('INSERT INTO forum.alias');
  });

  it('does not leave at all where fewer did it', async () => {
    for (let count = 0; count < 9; count += 1) await post(true);
    await post(false);
    await afterTheDay();
    expect(JSON.stringify(await afterTheDay())).not.toContain('mutation');
  });
});

describe('#53 #54 a pseudonym', () => {
  const day = 24 * hour;

  it('goes with reading alone, from the hour after she agreed, and with the day for its time', async () => {
    const karin = await signInAs(server);
    const read = () => karin.client.graphql('physician', feed);
    await read();
    await answerConsent(server.services, karin.id, true, 'HONEYCOMB');
    await read();
    await afterTheHour();
    const pseudonym = (await pseudonymFor(server.services, karin.id, 'HONEYCOMB'))?.pseudonym ?? '';
    expect(pseudonym).toMatch(/^.{14}4/);
    await afterTheDay();
    expect(honeycomb.bytes).not.toContain(pseudonym);
    honeycomb.received.length = 0;

    // A new day, so that the hour before midnight does not matter.
    await read();
    await karin.client.graphql('physician', 'query HeldPosts { heldPosts { __typename } }');
    await karin.client.graphql('physician', 'query Feed { heldPosts { __typename } specialties { code } }');
    await karin.client.graphql(
      'physician',
      'query Feed { ...x } fragment x on Query { anonymityMeter { threshold } }',
    );
    const early = await afterTheHour();
    expect(JSON.stringify(early)).not.toContain(pseudonym);
    const spans = await afterTheDay();
    const hers = spans.filter(({ attributes }) => attributes['konsilium.pseudonym'] === pseudonym);
    expect(hers.map(({ name }) => name).sort()).toEqual(['POST /graphql', 'query Feed']);
    expect(hers.map(({ start }) => start % day)).toEqual([0, 0]);
    for (const { took, attributes } of hers) {
      expect([100, 300, 1000]).toContain(took);
      expect(attributes['konsilium.time']).toBe('day');
    }
    const traces = new Set(hers.map(({ traceId }) => traceId));
    expect(spans.filter(({ traceId }) => traces.has(traceId))).toHaveLength(2);
  });

  it('of one who withdrew before it left goes nowhere', async () => {
    const rut = await signInAs(server);
    await answerConsent(server.services, rut.id, true, 'HONEYCOMB');
    const pseudonym = (await pseudonymFor(server.services, rut.id, 'HONEYCOMB'))?.pseudonym ?? '';
    await afterTheDay();
    await rut.client.graphql('physician', feed);
    await afterTheHour();
    await answerConsent(server.services, rut.id, false, 'HONEYCOMB');
    await afterTheDay();
    await afterTheDay();
    expect(pseudonym).not.toBe('');
    expect(honeycomb.bytes).not.toContain(pseudonym);
  });
});

describe('the environment and the settings', () => {
  it('OTEL_* changes nothing of what is sent, nor where to', async () => {
    await member.client.graphql('physician', feed);
    const spans = await afterTheHour();
    expect(spans.length).toBeGreaterThan(3);
    expect(elsewhere.received).toEqual([]);
    expect(honeycomb.bytes).not.toContain('planted');
    expect(honeycomb.received[0]?.headers).not.toHaveProperty('content-encoding');
  });

  it('without a key there is nothing that could send', async () => {
    const quiet = await startTestServer({ beside: server });
    try {
      expect(quiet.services.tracing).toBeNull();
    } finally {
      await quiet.close();
    }
  });
});

describe('a processor that fails', () => {
  it('is not waited for', async () => {
    honeycomb.mood = { kind: 'slow', ms: 1500 };
    await member.client.graphql('physician', feed);
    await new Promise((resolve) => setTimeout(resolve, 50));
    server.clock.advance(hour + late);
    const releasing = server.services.tracing?.release();
    const start = performance.now();
    const { status } = await member.client.graphql('physician', feed);
    expect(status).toBe(200);
    expect(performance.now() - start).toBeLessThan(1000);
    expect(server.services.tracing?.waiting).toBeGreaterThan(0);
    await releasing;
    expect(server.services.tracing?.waiting).toBe(0);
  });

  it('does not hold up the end of the service', async () => {
    const silent = await HoneycombStandIn.open(key);
    silent.mood = { kind: 'hanging' };
    const env = { HONEYCOMB_API_KEY: key, HONEYCOMB_API_ENDPOINT: silent.url };
    const ending = await startTestServer({ beside: server, env });
    await fetch(`${ending.url}/auth/sign-out`, { method: 'POST' });
    await new Promise((resolve) => setTimeout(resolve, 50));
    const start = performance.now();
    await ending.close();
    expect(performance.now() - start).toBeLessThan(8000);
    expect(silent.received).toHaveLength(1);
    await silent.close();
  }, 20_000);
});
