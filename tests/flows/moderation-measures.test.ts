import { afterAll, beforeAll, expect, test } from 'vitest';
import { withOwnClaims } from '../../api/moderation/conflict.ts';
import { decideCase } from '../../api/moderation/decide-case.ts';
import { measureModeration } from '../../api/moderation/measures.ts';
import { hourInMs, toHour } from '../../api/platform/clock.ts';
import { appeal, burden, reasons, ruleOn } from '../support/appeals.ts';
import { ask, type Colleague, colleague } from '../support/forum.ts';
import { executeModeration, flag, type Moderator, moderator, openCaseFor } from '../support/moderation.ts';
import { holdTestCeremony } from '../support/vault.ts';
import { createWorld, type World } from '../support/world.ts';

let world: World;
let mia: Moderator;
let nils: Moderator;
let karin: Colleague;
let omar: Colleague;

beforeAll(async () => {
  world = await createWorld();
  await holdTestCeremony(world);
  [mia, nils] = await Promise.all([moderator(world), moderator(world)]);
  [karin, omar] = await Promise.all([colleague(world), colleague(world)]);
});
afterAll(() => world.close());

async function measured({ hat }: Moderator = mia) {
  const { db, clock } = world.services;
  return measureModeration(db.service, await withOwnClaims(world.services, hat), clock.now());
}

async function flagged(by: Colleague = karin): Promise<{ consultationId: Awaited<ReturnType<typeof ask>> }> {
  const consultationId = await ask(world, by, true);
  await flag(world, omar, { consultationId });
  return { consultationId };
}

test('an empty forum has nothing to tell', async () => {
  expect(await measured()).toEqual({
    backlog: 0,
    waitingOverADay: 0,
    oldestOpenedAt: null,
    timeToAct: { cases: 0, medianHours: null, ninetiethHours: null },
    appealsWaiting: 0,
    appealsRuled: 0,
    appealsOverturned: 0,
  });
});

test('counts what waits, how long the first act took, and what did not stand', async () => {
  const began = toHour(world.clock.now());
  const [first, second] = [await flagged(), await flagged()];
  await flagged();
  world.clock.advance(3 * hourInMs);
  const { id: caseId } = await openCaseFor(world, mia, first);
  await decideCase(world.services, mia.hat, 'HIDE', { caseId, ...reasons });
  world.clock.advance(4 * hourInMs);
  // The first act counts, whatever follows.
  await decideCase(world.services, mia.hat, 'UNHIDE', { caseId, ...reasons });
  const { id: other } = await openCaseFor(world, mia, second);
  await decideCase(world.services, mia.hat, 'WARN', { caseId: other, ...reasons });
  // On her own initiative: nobody waited for it.
  const own = await burden(world, mia, { consultationId: await ask(world, karin, true) }, 'LOCK');
  const locked = await burden(world, mia, { consultationId: await ask(world, karin, true) }, 'LOCK');
  const waiting = await burden(world, mia, { consultationId: await ask(world, karin, true) }, 'HIDE');
  await ruleOn(world, nils, await appeal(world, karin, own), 'UPHELD');
  await ruleOn(world, nils, await appeal(world, karin, locked), 'OVERTURNED');
  await appeal(world, karin, waiting);
  world.clock.advance(20 * hourInMs);
  const all = {
    backlog: 1,
    waitingOverADay: 1,
    oldestOpenedAt: began,
    timeToAct: { cases: 2, medianHours: 3, ninetiethHours: 7 },
    appealsWaiting: 1,
    appealsRuled: 2,
    appealsOverturned: 1,
  };
  expect(await measured()).toEqual(all);
  expect(await measured(nils)).toEqual(all);

  // What she has a part in is missing to her, and to nobody else.
  await flagged(mia);
  expect(await measured()).toEqual(all);
  expect((await measured(nils)).backlog).toBe(2);

  world.clock.advance(91 * 24 * hourInMs);
  expect(await measured(nils)).toMatchObject({
    backlog: 2,
    timeToAct: { cases: 0, medianHours: null },
    appealsRuled: 0,
    appealsWaiting: 1,
  });
});

test('is for moderators', async () => {
  const document = '{ moderationMeasures { days backlog } }';
  const refused = await executeModeration(world, karin.actor, document);
  expect(refused.errors).toHaveLength(1);
  const { data } = await executeModeration(world, mia.actor, document);
  expect(data.moderationMeasures.days).toBe(90);
});
