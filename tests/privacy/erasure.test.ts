import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findReceipt } from '../../api/erasure/data.ts';
import { type RequestedErasure, requestErasure } from '../../api/erasure/request-erasure.ts';
import { runErasures } from '../../api/erasure/run-erasures.ts';
import { hourInMs } from '../../api/platform/clock.ts';
import { burden } from '../support/appeals.ts';
import { untilErased } from '../support/erasure.ts';
import { answer, ask, colleague } from '../support/forum.ts';
import { moderator } from '../support/moderation.ts';
import { holdTestCeremony } from '../support/vault.ts';
import { createWorld, type World } from '../support/world.ts';

/** What somebody who watches the forum, or a moderator who watches a sanction, learns from an account that goes. */
describe('an account that goes', () => {
  let world: World;

  beforeAll(async () => {
    world = await createWorld();
    await holdTestCeremony(world);
  });
  beforeEach(() => {
    // Below, the job runs every ten minutes: what is later than a quarter of an hour counts as missed, and is spread anew.
    // With a cooling-off: nothing begins before the test's own run of the job.
    world.services.config.erasureCoolingOffDays = 1;
    world.services.config.erasureWindowHours = 12;
  });
  afterAll(() => world.close());

  it('#56 #26 what stood under the name and what was anonymous never vanish together, nor all that was anonymous', async () => {
    const db = world.services.db.service;
    const [anna, other] = [await colleague(world), await colleague(world)];
    const thread = await ask(world, other, false);
    const named = [await ask(world, anna, false), await answer(world, anna, thread, false)];
    const anonymous: string[] = [await answer(world, anna, thread, true)];
    for (let at = 0; at < 11; at += 1) {
      anonymous.push(await ask(world, anna, true, { title: `Anonym fråga nummer ${at} om anemi` }));
    }
    const standing = async () => {
      const where = { id: { in: [...named, ...anonymous] }, body: { not: '' } };
      const rows = await Promise.all([
        db.consultation.findMany({ where, select: { id: true } }),
        db.answer.findMany({ where, select: { id: true } }),
      ]);
      return new Set(rows.flat().map(({ id }) => id));
    };

    let before = await standing();
    expect(before.size).toBe(14);
    await requestErasure(world.services, anna.actor);
    world.clock.advance(26 * hourInMs);
    const vanished: string[][] = [];
    for (let minutes = 0; minutes <= 12 * 60 + 10; minutes += 10) {
      await runErasures(world.services);
      const now = await standing();
      vanished.push([...before].filter((id) => !now.has(id)));
      before = now;
      world.clock.advance(10 * 60_000);
    }
    expect(before.size).toBe(0);
    const [first = [], ...later] = vanished;
    expect(first.toSorted(), 'the moment at which the name goes').toEqual(named.toSorted());
    expect(later.flat().toSorted()).toEqual(anonymous.toSorted());
    // Twelve draws of one moment in 12 hours each: that five of them share ten minutes happens once in 30,000 times.
    expect(Math.max(...later.map((ids) => ids.length))).toBeLessThan(5);
    await untilErased(world);
  });

  it('#33 #28 goes no slower for a sanction that nobody knows the bearer of, and its receipt tells none', async () => {
    const judge = await moderator(world);
    const [punished, other] = [await colleague(world), await colleague(world)];
    const hidden = await ask(world, punished, true);
    await ask(world, other, true);
    await burden(world, judge, { consultationId: hidden }, { suspend: 30 });
    const sanctions = () => world.services.db.service.sanction.count();
    const sanctionsBefore = await sanctions();

    const codes: RequestedErasure[] = [];
    for (const { actor } of [punished, other]) codes.push(await requestErasure(world.services, actor));
    const told = codes.map(({ startsAt, started }) => ({ startsAt, started }));
    expect(told[0]).toEqual(told[1]);
    world.clock.advance(26 * hourInMs);
    const receipts = async () => {
      const read = await Promise.all(codes.map(({ code }) => findReceipt(world.services.db.service, code)));
      return read.map((receipt) => receipt && { ...receipt, id: null });
    };
    world.services.config.erasureWindowHours = 3;
    for (let minutes = 0; minutes <= 4 * 60; minutes += 10) {
      await runErasures(world.services);
      const [one, another] = await receipts();
      expect(one).not.toBeNull();
      expect(one).toEqual(another);
      world.clock.advance(10 * 60_000);
    }
    await untilErased(world);
    const [one, another] = await receipts();
    expect(one).toMatchObject({ state: 'DONE' });
    expect(one).toEqual(another);
    expect(await sanctions()).toBe(sanctionsBefore - 1);
  });
});
