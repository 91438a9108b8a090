import { graphql } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Actor, findActor } from '../../api/access/actor.ts';
import { requireTechnicalAdmin } from '../../api/access/grants.ts';
import { requestErasure } from '../../api/erasure/request-erasure.ts';
import { retryStep } from '../../api/erasure/retry-step.ts';
import { runErasures } from '../../api/erasure/run-erasures.ts';
import { remindOfRefusals } from '../../api/erasure/tell-of-refusals.ts';
import { schemas } from '../../api/graphql/schema.ts';
import { openNote } from '../../api/identity/sealed-note.ts';
import { parseMailNote } from '../../api/mail/templates.ts';
import { dayInMs } from '../../api/platform/clock.ts';
import type { ErasureId, PhysicianId } from '../../api/platform/ids.ts';
import { colleague } from '../support/forum.ts';
import { answerConsent } from '../support/telemetry.ts';
import { holdTestCeremony } from '../support/vault.ts';
import { createWorld, requestContext, type World } from '../support/world.ts';

/** The discard service's port: nobody listens. */
const nowhere = 'http://127.0.0.1:9';

let world: World;
let admins: PhysicianId[];

beforeAll(async () => {
  world = await createWorld();
  const holders = await holdTestCeremony(world);
  admins = holders.map(({ grant }) => grant.adminId).sort();
  Object.assign(world.services.config, {
    erasureCoolingOffDays: 1,
    erasureWindowHours: 0,
    honeycombRetentionDays: 30,
    mixpanel: { token: 't', apiUrl: nowhere, gdprUrl: nowhere, gdprToken: null, timeoutMs: 100 },
    bugsnag: { apiKey: 'k', notifyUrl: nowhere, sessionsUrl: nowhere },
    honeycomb: { apiKey: 'k', endpoint: nowhere, dataset: 'test' },
  });
});
afterAll(() => world?.close());

/** Somebody whom every processor knows, and none of ours can delete. It begins with the next run. */
async function leaving(): Promise<ErasureId> {
  const { actor } = await colleague(world);
  for (const processor of ['MIXPANEL', 'BUGSNAG', 'HONEYCOMB'] as const) {
    await answerConsent(world.services, actor.id, true, processor);
  }
  const { id } = await requestErasure(world.services, actor);
  world.clock.advance(26 * 3_600_000);
  return id;
}

/** Who is mailed of a refusal, since this was asked last. */
async function mailed(): Promise<string[]> {
  const { db, keyring } = world.services;
  const rows = await db.service.outgoingMail.findMany({
    select: { id: true, accountId: true, nonce: true, ciphertext: true },
  });
  await db.service.outgoingMail.deleteMany();
  return rows
    .map((row) => ({
      to: row.accountId,
      note: parseMailNote(
        JSON.parse(openNote(keyring, { purpose: 'mail', id: row.id, owner: row.accountId }, row)),
      ),
    }))
    .filter(({ note }) => note.template === 'erasure_refused')
    .map(({ to }) => to)
    .sort();
}

const anAdmin = async (): Promise<Actor> => {
  const actor = admins[0] && (await findActor(world.services.db.service, admins[0]));
  if (!actor) throw new Error('an admin expected');
  return actor;
};

async function listed(list: 'ALL' | 'REFUSED', actor: Actor) {
  const result = await graphql({
    schema: schemas.operations,
    source: `{ refusedErasures erasures(list: ${list}) { edges { node { id } } } }`,
    contextValue: requestContext(world, actor),
  });
  const data = JSON.parse(JSON.stringify(result)).data as {
    refusedErasures: number;
    erasures: { edges: { node: { id: string } }[] };
  } | null;
  return data && { count: data.refusedErasures, ids: data.erasures.edges.map(({ node }) => node.id) };
}

const run = async (minutes: number) => {
  for (let at = 0; at < minutes; at += 5) {
    await runErasures(world.services);
    world.clock.advance(5 * 60_000);
  }
};

test('a refused step is mailed to the technical admins once, and again each week while one stands', async () => {
  const first = await leaving();
  await mailed();
  await run(5);
  expect(await mailed()).toEqual(admins);
  await run(60);
  const second = await leaving();
  await run(60);
  expect(await mailed(), 'of further ones the page tells').toEqual([]);
  expect(await remindOfRefusals(world.services)).toBe(true);
  expect(await mailed()).toEqual(admins);

  const admin = await anAdmin();
  expect(await listed('REFUSED', admin)).toEqual({ count: 2, ids: [second, first] });
  expect(await listed('REFUSED', (await colleague(world)).actor)).toBeNull();

  const rows = await world.services.db.service.erasureStep.findMany({ where: { state: 'REFUSED' } });
  expect(new Set(rows.map(({ name }) => name))).toEqual(new Set(['mixpanel_events', 'bugsnag']));
  for (const { erasureId, name } of rows) {
    await retryStep(world.services, requireTechnicalAdmin(admin), { erasureId, step: name });
  }
  expect(await listed('REFUSED', admin)).toEqual({ count: 0, ids: [] });
  expect((await listed('ALL', admin))?.ids).toEqual([second, first]);
  expect(await remindOfRefusals(world.services)).toBe(false);
  expect(await mailed()).toEqual([]);
  await run(5);
  expect(await mailed(), 'it is still not configured').toEqual(admins);
});

test('the receipt names the day on which Honeycomb’s retention ends, as the operator has set it', async () => {
  const id = await leaving();
  const ends = new Date(world.clock.now().getTime() + 30 * dayInMs).toISOString().slice(0, 10);
  await run(5);
  expect(
    await world.services.db.service.erasureStep.findUniqueOrThrow({
      where: { erasureId_name: { erasureId: id, name: 'honeycomb' } },
      select: { state: true, answer: true },
    }),
  ).toEqual({ state: 'DONE', answer: `UNLINKED ${ends}` });
});
