import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hourInMs } from '../../api/platform/clock.ts';
import type { ConsultationId } from '../../api/platform/ids.ts';
import { answer, ask, type Colleague, colleague, execute, readList } from '../support/forum.ts';
import { holdTestCeremony } from '../support/vault.ts';
import { createWorld, type World } from '../support/world.ts';

let world: World;
let karin: Colleague;
let omar: Colleague;
/** Oldest first, an hour apart but for the last three, which share theirs. */
const asked: ConsultationId[] = [];

beforeAll(async () => {
  world = await createWorld();
  await holdTestCeremony(world);
  karin = await colleague(world);
  omar = await colleague(world);
  for (let at = 0; at < 9; at += 1) {
    if (at < 7) world.clock.advance(hourInMs);
    const specialty = at % 3 === 0 ? 'kirurgi' : 'internmedicin';
    asked.push(
      await ask(world, at % 2 ? karin : omar, at % 4 < 2, { specialty, title: `Fråga nummer ${at}` }),
    );
  }
  world.clock.advance(hourInMs);
});
afterAll(() => world.close());

const at = (index: number): ConsultationId => {
  const id = asked[index];
  if (!id) throw new Error('no such question');
  return id;
};

async function walk(who: Colleague, list: string, first: number, between?: () => Promise<unknown>) {
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof readList>> = await readList(world, who, list, { first, after });
    seen.push(...page.ids);
    expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    await between?.();
  } while (after);
  return seen;
}

describe('lists', () => {
  test('NEWEST: newest hour first; pages neither repeat nor skip, whatever their size', async () => {
    const whole = (await readList(world, karin, 'NEWEST', { first: 100 })).ids;
    expect(whole.slice(3)).toEqual([...asked.slice(0, 6)].reverse());
    expect(new Set(whole.slice(0, 3))).toEqual(new Set(asked.slice(6)));
    for (const size of [1, 2, 4]) expect(await walk(karin, 'NEWEST', size)).toEqual(whole);
  });

  test('the ids of one hour tell no order (ANONYMITY 13)', async () => {
    const whole = (await readList(world, karin, 'NEWEST', { first: 3 })).ids;
    expect(whole).toEqual([...whole].sort().reverse());
  });

  test('ACTIVITY: an answer lifts its question; SPECIALTY narrows', async () => {
    await answer(world, omar, at(1), true);
    const whole = (await readList(world, karin, 'ACTIVITY', { first: 100 })).ids;
    expect(whole[0]).toBe(asked[1]);
    const surgical = await readList(world, karin, 'ACTIVITY', { specialty: 'kirurgi', first: 100 });
    expect(surgical.ids).toEqual(whole.filter((id) => asked.indexOf(id as ConsultationId) % 3 === 0));
    expect((await readList(world, karin, 'ACTIVITY', { specialty: 'magi' })).ids).toEqual([]);
  });

  test('UNANSWERED: an answer takes it away, its withdrawal brings it back', async () => {
    const id = at(2);
    const own = await answer(world, karin, id, true);
    expect((await readList(world, karin, 'UNANSWERED', { first: 100 })).ids).not.toContain(id);
    await execute(world, karin.actor, `mutation { deleteAnswer(id: "${own}") { __typename } }`);
    expect((await readList(world, karin, 'UNANSWERED', { first: 100 })).ids).toContain(id);
  });

  test('MINE and ANSWERED join both faces in one order, page by page', async () => {
    const mine = asked.filter((_, index) => index % 2 === 1);
    const whole = await walk(karin, 'MINE', 100);
    expect(new Set(whole)).toEqual(new Set(mine));
    expect(whole.slice(1)).toEqual([...mine.slice(0, 3)].reverse());
    for (const size of [1, 2]) expect(await walk(karin, 'MINE', size)).toEqual(whole);

    for (const index of [0, 4]) await answer(world, karin, at(index), false);
    for (const index of [4, 6]) await answer(world, karin, at(index), true);
    const answered = await walk(karin, 'ANSWERED', 100);
    expect(new Set(answered)).toEqual(new Set([at(0), at(4), at(6)]));
    for (const size of [1, 2]) expect(await walk(karin, 'ANSWERED', size)).toEqual(answered);
  });

  test('new questions between two pages move nothing in the pages that follow', async () => {
    const whole = (await readList(world, karin, 'NEWEST', { first: 100 })).ids;
    const walked = await walk(karin, 'NEWEST', 2, () => ask(world, omar, true));
    expect(walked).toEqual(whole);
  });

  test('a cursor of another list, or none at all, is refused', async () => {
    for (const after of ['nonsense', Buffer.from('[1]').toString('base64url')]) {
      const { data, errors } = await execute(
        world,
        karin.actor,
        `{ consultations(after: "${after}") { edges { cursor } } }`,
      );
      expect(data).toBeNull();
      expect(errors).toHaveLength(1);
    }
  });
});
