import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { pseudonymFor } from '../../api/identity/pseudonyms.ts';
import { deliverTelemetry } from '../../api/telemetry/deliver.ts';
import { BugsnagStandIn } from '../support/processors/bugsnag.ts';
import { type Member, RunningClock, signInAs, startTestServer, type TestServer } from '../support/server.ts';
import { answerConsent } from '../support/telemetry.ts';
import { holdTestCeremony } from '../support/vault.ts';

/** Errors on their way to Bugsnag: from a failing act or a broken page to the bytes that leave. */

const key = '0123456789abcdef0123456789abcdef';
const hour = 3_600_000;
const late = 11 * 60_000;
let bugsnag: BugsnagStandIn;
let server: TestServer;
let owner: pg.Client;
let karin: Member;

beforeAll(async () => {
  bugsnag = await BugsnagStandIn.open(key);
  server = await startTestServer({
    clock: new RunningClock(),
    env: { BUGSNAG_API_KEY: key, BUGSNAG_NOTIFY_URL: bugsnag.url, BUGSNAG_SESSIONS_URL: bugsnag.url },
  });
  owner = new pg.Client(server.database.owner);
  await owner.connect();
  await holdTestCeremony(server);
  karin = await signInAs(server, { name: 'Karin Kanariefågel', email: 'karin@canary.test' });
}, 60_000);
afterAll(async () => {
  await owner?.end();
  await server?.close();
  await bugsnag?.close();
});

beforeEach(() => {
  bugsnag.mood = { kind: 'well' };
});
afterEach(async () => {
  await owner.query('DELETE FROM telemetry.outbox');
  await owner.query('UPDATE telemetry.processor_state SET retry_at = NULL, failures = 0');
  bugsnag.events.length = 0;
  bugsnag.received.length = 0;
});

async function deliver(): Promise<void> {
  await server.services.errors?.flush();
  await deliverTelemetry(server.services);
}

async function afterTheHour() {
  await server.services.errors?.flush();
  server.clock.advance(hour + late);
  await deliver();
  return bugsnag.events;
}

async function broken(table: string, work: () => Promise<unknown>): Promise<void> {
  const [schema, name] = table.split('.');
  await owner.query(`ALTER TABLE ${table} RENAME TO elsewhere`);
  try {
    await work();
  } finally {
    await owner.query(`ALTER TABLE ${schema}.elsewhere RENAME TO ${name}`);
  }
}

const post = (anonymous: boolean) =>
  karin.client.graphql(
    'physician',
    `mutation Kanariefagel ($input: PostConsultationInput!) {
       kanarie: postConsultation(input: $input) { __typename } }`,
    {
      input: {
        anonymous,
        holdBack: 'AT_ONCE',
        kind: 'QUESTION',
        specialty: 'internmedicin',
        title: 'Fråga om kanariefågel',
        body: `Hur går ni vidare vid kanariefågel? ${Math.random()}`,
      },
    },
  );

const feed = 'query { consultations(list: NEWEST, first: 5) { edges { node { id } } } }';

describe('an error of ours', () => {
  it('#51 #53 leaves as class, code and places, with the hour for its time, once that is over', async () => {
    await broken('forum.consultation', async () => {
      const { errors } = await karin.client.graphql('physician', feed);
      expect(errors[0]?.extensions?.code).toBe('INTERNAL_SERVER_ERROR');
    });
    await deliver();
    expect(bugsnag.received).toEqual([]);
    const [event, ...more] = await afterTheHour();
    expect(more).toEqual([]);
    expect(event?.context).toBe('graphql physician consultations');
    expect(new Date(event?.device.time ?? '').getTime() % hour).toBe(0);
    expect(event).not.toHaveProperty('user');
    const [error] = event?.exceptions ?? [];
    expect(error?.errorClass).toMatch(/Error$/);
    expect(error?.stacktrace.some(({ file, inProject }) => file.startsWith('api/') && inProject)).toBe(true);
    expect(bugsnag.received).toHaveLength(1);
    const { headers } = bugsnag.received[0] ?? { headers: {} };
    expect(headers).toMatchObject({ 'bugsnag-api-key': key, 'bugsnag-payload-version': '4' });
  });

  it('#53 bears her pseudonym where she agreed and nothing anonymous can be done, and never otherwise', async () => {
    await answerConsent(server.services, karin.id, true, 'BUGSNAG');
    const pseudonym = (await pseudonymFor(server.services, karin.id, 'BUGSNAG'))?.pseudonym;
    await broken('forum.consultation', async () => {
      await karin.client.graphql('physician', feed);
      await post(true);
      await post(false);
    });
    const events = await afterTheHour();
    const users = events.map(({ context, user }) => [context, user?.id ?? null]);
    expect(users).toContainEqual(['graphql physician consultations', pseudonym]);
    const posting = users.filter(([context]) => context === 'graphql physician postConsultation');
    expect(posting.length).toBeGreaterThan(0);
    for (const [, user] of posting) expect(user).toBeNull();
    expect(bugsnag.bytes).not.toMatch(/kanarie|karin/i);
    expect(bugsnag.bytes).not.toContain(karin.id);
    await answerConsent(server.services, karin.id, false, 'BUGSNAG');
    await broken('forum.consultation', () => karin.client.graphql('physician', feed));
    bugsnag.events.length = 0;
    for (const { user } of await afterTheHour()) expect(user).toBeUndefined();
  });

  it('of a job is reported by the job’s name, and the same one not without end', async () => {
    for (let count = 0; count < 30; count += 1) {
      server.services.errors?.report(new TypeError('kanarie'), { context: 'job tend_claims' });
    }
    const events = await afterTheHour();
    expect(events).toHaveLength(20);
    expect(events[0]?.context).toBe('job tend_claims');
  });

  it('waits while Bugsnag is away or the database is, and is not lost', async () => {
    await owner.query('REVOKE INSERT ON telemetry.outbox FROM konsilium_service');
    server.services.errors?.report(new TypeError('kanarie'), { context: 'http' });
    await server.services.errors?.flush();
    await owner.query('GRANT INSERT ON telemetry.outbox TO konsilium_service');
    bugsnag.mood = { kind: 'failing', reply: { status: 429, body: '', headers: { 'retry-after': '120' } } };
    expect(await afterTheHour()).toEqual([]);
    expect(bugsnag.received).toHaveLength(1);
    bugsnag.mood = { kind: 'well' };
    await deliver();
    expect(bugsnag.received).toHaveLength(1);
    server.clock.advance(3 * 60_000);
    await deliver();
    expect(bugsnag.events).toHaveLength(1);
  });

  it('without a key goes nowhere and is kept nowhere', async () => {
    const quiet = await startTestServer({ beside: server });
    try {
      expect(quiet.services.errors).toBeNull();
      await broken('forum.consultation', async () => {
        await karin.client.at(quiet.url).graphql('physician', feed);
      });
      const { rows } = await owner.query('SELECT 1 FROM telemetry.outbox');
      expect(rows).toEqual([]);
    } finally {
      await quiet.close();
    }
  });
});

describe('an error of a page', () => {
  const report = {
    class: 'TypeError',
    page: '/consultations/:id',
    kind: 'error',
    frames: [{ file: 'assets/kanarie.js', line: 1, column: 20 }],
  };
  const send = (body: unknown, headers: Record<string, string> = { 'x-requested-with': 'konsilium' }) =>
    karin.client.request('/telemetry/browser-errors', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });

  it('is taken, not believed, and sent on without whom it met', async () => {
    expect((await send(report)).status).toBe(204);
    expect((await send({ ...report, class: 'KarinKanariefagel' })).status).toBe(204);
    const events = await afterTheHour();
    expect(events.map(({ exceptions }) => exceptions[0]?.errorClass).sort()).toEqual(['Error', 'TypeError']);
    for (const { app, context, exceptions, user } of events) {
      expect(app.type).toBe('browser');
      expect(context).toBe('page /consultations/:id');
      expect(exceptions[0]?.stacktrace).toEqual([{ file: 'elsewhere', inProject: false }]);
      expect(user).toBeUndefined();
    }
    expect(bugsnag.bytes).not.toMatch(/kanarie|karin/i);
  });

  it.each([
    ['no JSON', '{{{kanarie', 400],
    ['a list', [report], 400],
    ['a message', { ...report, message: 'kanarie' }, 400],
    ['a page of its own', { ...report, page: '/kanarie' }, 400],
    ['a page that is none', { ...report, page: { kanarie: 1 } }, 400],
    ['a place with more to it', { ...report, frames: [{ ...report.frames[0], method: 'kanarie' }] }, 400],
    ['a number that is none', { ...report, frames: [{ ...report.frames[0], line: 'kanarie' }] }, 400],
    [
      'a number that holds something',
      { ...report, frames: [{ ...report.frames[0], line: 196_701_012_384 }] },
      400,
    ],
    ['too much', { ...report, class: 'kanarie'.repeat(2000) }, 413],
  ])('of %s is refused', async (_what, body, status) => {
    expect((await send(body)).status).toBe(status);
    expect(await afterTheHour()).toEqual([]);
  });

  it('from another site is refused', async () => {
    expect((await send(report, {})).status).toBe(403);
    expect((await send(JSON.stringify(report), { 'content-type': 'text/plain' })).status).toBe(403);
  });

  it('comes only so often', async () => {
    const statuses = new Set<number>();
    for (let count = 0; count < 40; count += 1) statuses.add((await send(report)).status);
    expect(statuses).toEqual(new Set([204, 429]));
  });
});
