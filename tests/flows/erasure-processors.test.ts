import { graphql } from 'graphql';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  confirmDeletion,
  createDeletion,
  readDeletion as readBugsnag,
} from '../../analytics/bugsnag/erase.ts';
import { deleteProfiles, readDeletion, requestDeletion } from '../../analytics/mixpanel/erase.ts';
import { findActor } from '../../api/access/actor.ts';
import { requestErasure } from '../../api/erasure/request-erasure.ts';
import { runErasures } from '../../api/erasure/run-erasures.ts';
import { steps } from '../../api/erasure/steps.ts';
import type { ErasureStep } from '../../api/erasure/types.ts';
import { schemas } from '../../api/graphql/schema.ts';
import { listPseudonyms } from '../../api/identity/pseudonyms.ts';
import { recordEvent } from '../../api/telemetry/record-event.ts';
import { untilErased } from '../support/erasure.ts';
import { colleague } from '../support/forum.ts';
import type { Mood } from '../support/processors/stand-in.ts';
import { answerConsent, deliverAfterTheHour } from '../support/telemetry.ts';
import { holdTestCeremony } from '../support/vault.ts';
import { heldOf, type Processors, withProcessors } from '../support/with-processors.ts';
import { asTechnicalAdmin, createWorld, requestContext, type World } from '../support/world.ts';

// Mixpanel takes one request a second: how long one would wait for its turn is noted instead.
const waited = vi.hoisted((): number[] => []);
vi.mock('node:timers/promises', () => ({
  setTimeout: async (ms: number) => {
    waited.push(ms);
  },
}));

const minute = 60_000;
const well: Mood = { kind: 'well' };
const says = (status: number, body = '', headers: Record<string, string> = {}): Mood => ({
  kind: 'failing',
  reply: { status, body, headers },
});

let world: World;
let processors: Processors;

beforeAll(async () => {
  world = await createWorld();
  processors = await withProcessors(world);
  await holdTestCeremony(world);
});
beforeEach(() => {
  world.services.config.erasureWindowHours = 0;
});
afterEach(async () => {
  const { mixpanel, mixpanelErasure, bugsnagData } = processors;
  for (const each of [mixpanel, mixpanelErasure, bugsnagData]) each.mood = well;
  mixpanelErasure.ending = 'SUCCESS';
  await untilErased(world);
  for (const each of [mixpanel, mixpanelErasure, bugsnagData]) each.received.length = 0;
});
afterAll(async () => {
  await processors.close();
  await world.close();
});

/** Only what a test is about, so that nothing else speaks to a processor meanwhile. */
const only = (...names: string[]): ErasureStep[] =>
  steps.filter(({ name, stage }) => stage !== 'PROCESSORS' || names.includes(name));

/** A member whom the processors know, and whose erasure begins with the next run. */
async function leaving() {
  const { services, clock } = world;
  const { actor } = await colleague(world);
  for (const processor of ['MIXPANEL', 'BUGSNAG'] as const) {
    await answerConsent(services, actor.id, true, processor);
  }
  await recordEvent(services.db.service, services, actor.id, 'answer.posted', { quotes: false });
  await deliverAfterTheHour(services);
  const known = await listPseudonyms(services, actor.id);
  const at = (name: string) => known.find(({ processor }) => processor === name)?.pseudonym ?? '';
  services.config.erasureCoolingOffDays = 1;
  const { id } = await requestErasure(services, actor);
  clock.advance(26 * 60 * minute);
  return { id, pseudonyms: { mixpanel: at('MIXPANEL'), bugsnag: at('BUGSNAG') } };
}

async function stepOf(erasureId: string, name: string) {
  return world.services.db.service.erasureStep.findUniqueOrThrow({
    where: { erasureId_name: { erasureId, name } },
    select: { state: true, attempts: true, answer: true, nextTry: true, note: true },
  });
}

/** In minutes from the world's now. */
const wait = ({ nextTry }: { nextTry: Date | null }) =>
  nextTry && (nextTry.getTime() - world.clock.now().getTime()) / minute;

/** Begins it and passes the quarter of an hour in which what was under way arrives at Mixpanel. */
async function begun(some: ErasureStep[]) {
  const member = await leaving();
  await runErasures(world.services, some);
  world.clock.advance(16 * minute);
  return member;
}

async function retry(erasureId: string, step: string, admin = true) {
  const actor = admin
    ? await findActor(world.services.db.service, (await asTechnicalAdmin(world)).adminId)
    : (await colleague(world)).actor;
  const result = await graphql({
    schema: schemas.operations,
    source: `mutation ($erasureId: ID!, $step: String!) { retryErasureStep(erasureId: $erasureId, step: $step) {
      __typename ... on Erasure { steps { name state answer attempts } } ... on Refusal { code } } }`,
    variableValues: { erasureId, step },
    contextValue: requestContext(world, actor),
  });
  return JSON.parse(JSON.stringify(result)).data?.retryErasureStep;
}

async function listed(erasureId: string, step: string) {
  const actor = await findActor(world.services.db.service, (await asTechnicalAdmin(world)).adminId);
  const result = await graphql({
    schema: schemas.operations,
    source: '{ erasures(first: 100) { edges { node { id steps { name state answer } } } } }',
    contextValue: requestContext(world, actor),
  });
  interface Listed {
    node: { id: string; steps: { name: string; state: string; answer: string | null }[] };
  }
  const { edges } = JSON.parse(JSON.stringify(result)).data.erasures as { edges: Listed[] };
  return edges.find(({ node }) => node.id === erasureId)?.node.steps.find(({ name }) => name === step);
}

describe('a processor that is not well', () => {
  test('and says when to come back is not asked before that, and asked less and less often otherwise', async () => {
    const some = only('mixpanel_profile');
    const { id, pseudonyms } = await begun(some);
    processors.mixpanel.mood = says(429, 'slow down', { 'retry-after': '7200' });
    await runErasures(world.services, some);
    const limited = await stepOf(id, 'mixpanel_profile');
    expect(limited).toMatchObject({ state: 'WAITING', attempts: 1, answer: 'HTTP 429 slow down' });
    expect(wait(limited)).toBe(120);
    const asked = processors.mixpanel.received.length;
    world.clock.advance(119 * minute);
    await runErasures(world.services, some);
    expect(processors.mixpanel.received).toHaveLength(asked);

    processors.mixpanel.mood = says(500, `trouble with ${pseudonyms.mixpanel} of project`);
    const waits: (number | null)[] = [];
    for (let at = 0; at < 8; at += 1) {
      world.clock.advance(121 * minute);
      await runErasures(world.services, some);
      const step = await stepOf(id, 'mixpanel_profile');
      expect(step).toMatchObject({ state: 'WAITING', answer: 'HTTP 500 trouble with … of …' });
      waits.push(wait(step));
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
    expect(await listed(id, 'mixpanel_profile')).toEqual({
      name: 'mixpanel_profile',
      state: 'WAITING',
      answer: 'HTTP 500 trouble with … of …',
    });
    processors.mixpanel.mood = well;
    world.clock.advance(61 * minute);
    await runErasures(world.services, some);
    expect(await stepOf(id, 'mixpanel_profile')).toMatchObject({ state: 'DONE' });
    expect(heldOf(processors, pseudonyms).profile).toBe(false);
  });

  test('for a day only delays: what is ours is gone, and the rest follows when it is back', async () => {
    const all = [processors.mixpanel, processors.mixpanelErasure, processors.bugsnagData];
    for (const each of all) each.mood = { kind: 'rude' };
    const { id, pseudonyms } = await leaving();
    const { service } = world.services.db;
    for (let hours = 0; hours < 24; hours += 3) {
      await runErasures(world.services);
      world.clock.advance(3 * 60 * minute);
    }
    const row = await service.erasure.findUniqueOrThrow({
      where: { id },
      select: { state: true, accountId: true },
    });
    expect(row, 'the account does not wait for them').toEqual({ state: 'RUNNING', accountId: null });
    for (const name of ['mixpanel_profile', 'mixpanel_events', 'bugsnag']) {
      expect(await stepOf(id, name)).toMatchObject({ state: 'WAITING', answer: 'UNREACHABLE' });
    }
    expect(heldOf(processors, pseudonyms)).toMatchObject({ events: 3 });
    for (const each of all) each.mood = well;
    await untilErased(world);
    expect(heldOf(processors, pseudonyms)).toEqual({ events: 0, profile: false, errors: 0 });
  });

  test('and refuses is shown to technical admins with its answer, left alone, and tried again when one says so', async () => {
    const some = only('bugsnag');
    const { id, pseudonyms } = await leaving();
    processors.bugsnagData.mood = says(403, `{"errors":["not allowed for ${pseudonyms.bugsnag} by auth"]}`);
    await runErasures(world.services, some);
    const answer = 'HTTP 403 {"errors":["not allowed for … by …"]}';
    expect(await listed(id, 'bugsnag')).toEqual({ name: 'bugsnag', state: 'REFUSED', answer });
    const asked = processors.bugsnagData.received.length;
    world.clock.advance(48 * 60 * minute);
    await runErasures(world.services, some);
    expect(processors.bugsnagData.received).toHaveLength(asked);

    expect(await retry(id, 'bugsnag', false)).toMatchObject({ code: 'NOT_A_TECHNICAL_ADMIN' });
    expect(await retry(id, 'sessions')).toMatchObject({ code: 'NOT_FOUND' });
    processors.bugsnagData.mood = well;
    const retried = await retry(id, 'bugsnag');
    expect(retried.steps.find(({ name }: { name: string }) => name === 'bugsnag')).toMatchObject({
      state: 'PENDING',
      attempts: 1,
    });
    const entries = await world.services.db.service.auditEntry.findMany({
      where: { kind: 'erasure.retried' },
    });
    expect(entries.map(({ details }) => details).join()).toContain(id);
    for (let at = 0; at < 6; at += 1) {
      await runErasures(world.services, some);
      world.clock.advance(6 * minute);
    }
    expect(await stepOf(id, 'bugsnag')).toMatchObject({ state: 'DONE', answer: 'COMPLETED' });
  });
});

describe('Bugsnag', () => {
  const some = only('bugsnag');
  const tasks = () => [...processors.bugsnagData.tasks.values()];
  const run = async (times: number) => {
    for (let at = 0; at < times; at += 1) {
      await runErasures(world.services, some);
      world.clock.advance(6 * minute);
    }
  };

  test('is asked for a new deletion where one has expired before it was confirmed', async () => {
    const before = tasks().length;
    const { id, pseudonyms } = await leaving();
    await run(1);
    expect(tasks().slice(before)).toEqual([{ pseudonym: pseudonyms.bugsnag, status: 'PREPARING' }]);
    processors.bugsnagData.expire();
    await run(7);
    expect(tasks().slice(before)).toEqual([
      { pseudonym: pseudonyms.bugsnag, status: 'EXPIRED' },
      { pseudonym: pseudonyms.bugsnag, status: 'COMPLETED' },
    ]);
    expect(await stepOf(id, 'bugsnag')).toMatchObject({ state: 'DONE', note: null });
  });

  test('is asked for a new deletion, when a technical admin says so, where it knows the one of before no more', async () => {
    const { id, pseudonyms } = await leaving();
    await run(1);
    processors.bugsnagData.mood = says(404, '{"errors":["not found"]}');
    await run(1);
    expect(await stepOf(id, 'bugsnag')).toMatchObject({
      state: 'REFUSED',
      answer: expect.stringMatching(/^HTTP 404/),
    });
    processors.bugsnagData.mood = well;
    const before = tasks().length;
    await retry(id, 'bugsnag');
    await run(7);
    expect(tasks().slice(before)).toEqual([{ pseudonym: pseudonyms.bugsnag, status: 'COMPLETED' }]);
    expect(await stepOf(id, 'bugsnag')).toMatchObject({ state: 'DONE', answer: 'COMPLETED' });
  });

  test('has the deletion confirmed whose number was kept before a crash, and no second one', async () => {
    const before = tasks().length;
    const { id, pseudonyms } = await leaving();
    await run(1);
    const kept = JSON.parse((await stepOf(id, 'bugsnag')).note ?? 'null');
    expect([...processors.bugsnagData.tasks.keys()].at(-1)).toBe(kept.deletion);
    // The process dies when the confirmation has been sent, before anything of it is written down.
    const atFaultPoint = (name: string) =>
      name === 'bugsnag:confirmed' ? new Promise<void>(() => undefined) : Promise.resolve();
    void runErasures({ ...world.services, atFaultPoint }, some);
    while (tasks().at(-1)?.status !== 'ACCEPTED') await new Promise((resolve) => setTimeout(resolve, 10));
    world.clock.advance(6 * minute);
    await run(5);
    expect(tasks().slice(before)).toEqual([{ pseudonym: pseudonyms.bugsnag, status: 'COMPLETED' }]);
    const confirmations = processors.bugsnagData.received.filter(({ url }) => url.endsWith('/confirm'));
    expect(confirmations).toHaveLength(1);
    expect(await stepOf(id, 'bugsnag')).toMatchObject({ state: 'DONE' });
  });
});

describe('Mixpanel', () => {
  const some = only('mixpanel_events');

  test('is asked for another deletion where one has failed, when a technical admin says so', async () => {
    processors.mixpanelErasure.ending = 'FAILURE';
    const { id, pseudonyms } = await begun(some);
    for (let at = 0; at < 3; at += 1) {
      await runErasures(world.services, some);
      world.clock.advance(21 * minute);
    }
    expect(await stepOf(id, 'mixpanel_events')).toMatchObject({
      state: 'REFUSED',
      answer: 'FAILURE',
      note: null,
    });
    expect(heldOf(processors, pseudonyms).events).toBeGreaterThan(0);
    processors.mixpanelErasure.ending = 'SUCCESS';
    await retry(id, 'mixpanel_events');
    for (let at = 0; at < 3; at += 1) {
      await runErasures(world.services, some);
      world.clock.advance(21 * minute);
    }
    expect(await stepOf(id, 'mixpanel_events')).toMatchObject({ state: 'DONE', answer: 'SUCCESS' });
    expect(heldOf(processors, pseudonyms).events).toBe(0);
  });

  test('is asked for another deletion, when a technical admin says so, where it knows the one of before no more', async () => {
    const { id, pseudonyms } = await begun(some);
    await runErasures(world.services, some);
    world.clock.advance(21 * minute);
    processors.mixpanelErasure.mood = says(404, 'not found');
    await runErasures(world.services, some);
    expect(await stepOf(id, 'mixpanel_events')).toMatchObject({ state: 'REFUSED', note: null });
    processors.mixpanelErasure.mood = well;
    await retry(id, 'mixpanel_events');
    for (let at = 0; at < 3; at += 1) {
      await runErasures(world.services, some);
      world.clock.advance(21 * minute);
    }
    expect(await stepOf(id, 'mixpanel_events')).toMatchObject({ state: 'DONE', answer: 'SUCCESS' });
    expect(heldOf(processors, pseudonyms).events).toBe(0);
  });

  const settings = () => ({
    token: 'project',
    apiUrl: processors.mixpanel.url,
    gdprUrl: processors.mixpanelErasure.url,
    gdprToken: 'oauth',
    timeoutMs: 100,
  });

  test.each([
    ['{"status":"ok","results":{"task_id":"7"}}', '7'],
    ['{"status":"ok","results":[{"tracking_id":"8","status":"PENDING"}]}', '8'],
  ])('may answer a request as %s', async (body, value) => {
    processors.mixpanelErasure.mood = says(201, body);
    expect(await requestDeletion(settings(), ['someone'])).toEqual({ kind: 'ok', value });
  });

  test.each([
    ['{"status":"ok","results":{"status":"STARTED"}}', { kind: 'ok', value: 'STARTED' }],
    ['{"status":"ok","results":[{"status":"REVOKED"}]}', { kind: 'ok', value: 'REVOKED' }],
    ['{"results":{"status":"GONE"}}', { kind: 'later', answer: 'NONSENSE', retryAfterMs: null }],
    ['<html>', { kind: 'later', answer: 'NONSENSE', retryAfterMs: null }],
  ])('may answer how far it has come as %s', async (body, answer) => {
    processors.mixpanelErasure.mood = says(200, body);
    expect(await readDeletion(settings(), '7')).toEqual(answer);
  });

  test('is asked once a second at most', async () => {
    waited.length = 0;
    processors.mixpanelErasure.mood = says(201, '{"results":{"task_id":"7"}}');
    await Promise.all([1, 2, 3].map(() => requestDeletion(settings(), ['someone'])));
    const [first = 0, second = 0, third = 0] = waited.slice(-3);
    expect(Math.min(second - first, third - second)).toBeGreaterThan(1000);
  });

  test('that says no with the status 200 has not said yes', async () => {
    processors.mixpanel.mood = says(200, '{"status":0,"error":"no"}');
    expect(await deleteProfiles(settings(), ['someone'])).toMatchObject({ kind: 'later' });
  });
});

test('none is waited for longer than it may take', async () => {
  const { mixpanel, mixpanelErasure, bugsnagData } = processors;
  for (const each of [mixpanel, mixpanelErasure, bugsnagData]) each.mood = { kind: 'hanging' };
  const late = { kind: 'later', answer: 'TIMEOUT', retryAfterMs: null };
  const at = {
    token: 'project',
    apiUrl: mixpanel.url,
    gdprUrl: mixpanelErasure.url,
    gdprToken: 'oauth',
    timeoutMs: 100,
  };
  const there = { dataUrl: bugsnagData.url, dataToken: 'auth', projectId: 'project-1', timeoutMs: 100 };
  expect(
    await Promise.all([
      deleteProfiles(at, ['someone']),
      requestDeletion(at, ['someone']),
      createDeletion(there, 'someone'),
      readBugsnag(there, 'deletion-1'),
      confirmDeletion(there, 'deletion-1'),
    ]),
  ).toEqual([late, late, late, late, late]);
});
