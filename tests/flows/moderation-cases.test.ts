import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { decideCase, dismissCase } from '../../api/moderation/decide-case.ts';
import { openCase } from '../../api/moderation/open-case.ts';
import { releaseCase, takeCase } from '../../api/moderation/take-case.ts';
import type { CaseList } from '../../api/moderation/types.ts';
import { hourInMs } from '../../api/platform/clock.ts';
import { type ConsultationId, newId } from '../../api/platform/ids.ts';
import { answer, ask, type Colleague, colleague } from '../support/forum.ts';
import {
  caseAs,
  caseParts,
  casesOf,
  countsOf,
  executeModeration,
  flag,
  type Moderator,
  moderator,
  openCaseFor,
} from '../support/moderation.ts';
import { holdTestCeremony } from '../support/vault.ts';
import { createAccount, createWorld, type World } from '../support/world.ts';

let world: World;
let karin: Colleague;
let omar: Colleague;
let mia: Moderator;
let nils: Moderator;

beforeAll(async () => {
  world = await createWorld();
  await holdTestCeremony(world);
  [karin, omar] = await Promise.all([colleague(world, { name: 'Karin Ek' }), colleague(world)]);
});
afterAll(() => world.close());

/** Each test starts with an empty queue and moderators of its own. */
beforeEach(async () => {
  const { db } = world.services;
  const admin = await moderator(world);
  for (const { id } of await casesOf(world, admin, 'OPEN')) {
    await db.service.moderationCase.update({ where: { id }, data: { takenBy: null, takenAt: null } });
    await dismissCase(world.services, admin.hat, { caseId: id, statement: 'Undanröjt före provet.' });
  }
  [mia, nils] = await Promise.all([moderator(world), moderator(world)]);
});

const reasons = (caseId: string) => ({
  caseId,
  rule: 'RESPECT' as const,
  statement: 'Tonen mot en kollega är kränkande.',
});

async function flagged(): Promise<{ caseId: string; consultationId: ConsultationId }> {
  const consultationId = await ask(world, karin, true);
  await flag(world, omar, { consultationId });
  const { caseId } = await world.services.db.service.flag.findFirstOrThrow({
    where: { postId: consultationId },
  });
  return { caseId, consultationId };
}

const idsOf = async (by: Moderator, list: CaseList) => (await casesOf(world, by, list)).map(({ id }) => id);

describe('the queue', () => {
  test('oldest first; what was decided newest first; each list once through its pages', async () => {
    const cases: string[] = [];
    for (let at = 0; at < 5; at += 1) {
      cases.push((await flagged()).caseId);
      world.clock.advance(hourInMs);
    }
    expect(await idsOf(mia, 'OPEN')).toEqual(cases);
    expect(await countsOf(world, mia)).toEqual({ open: 5, mine: 0 });

    const [first = '', second = '', third = ''] = cases;
    await takeCase(world.services, mia.hat, second);
    await decideCase(world.services, mia.hat, 'HIDE', reasons(third));
    world.clock.advance(hourInMs);
    await decideCase(world.services, mia.hat, 'HIDE', reasons(first));
    expect(await idsOf(mia, 'OPEN')).toEqual(cases.slice(3));
    expect(await idsOf(mia, 'MINE')).toEqual([second]);
    expect((await idsOf(mia, 'DECIDED')).slice(0, 2)).toEqual([first, third]);
    expect(await countsOf(world, mia)).toEqual({ open: 2, mine: 1 });
    // Another sees what is taken, marked as such, but not by whom.
    const seen = (await casesOf(world, nils, 'OPEN')).find(({ id }) => id === second);
    expect(seen).toMatchObject({ taken: true, takenByMe: false, post: { possibleActions: [] } });
    expect(JSON.stringify(seen)).not.toContain(mia.hat.moderatorId);
  });

  test('cases of the same hour are told apart by their ids: none twice, none left out', async () => {
    const cases = await Promise.all(Array.from({ length: 7 }, flagged));
    const listed = await idsOf(mia, 'OPEN');
    expect(listed).toEqual(cases.map(({ caseId }) => caseId).sort());
  });
});

describe('one moderator at a time', () => {
  test('two take the same case: one gets it', async () => {
    const { caseId } = await flagged();
    const both = await Promise.allSettled(
      [mia, nils].map(({ hat }) => takeCase(world.services, hat, caseId)),
    );
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'CASE_TAKEN' },
    });
  });

  test.each([
    ['the same act', 'HIDE', 'HIDE'],
    ['different acts', 'HIDE', 'DELETE'],
  ] as const)('two decide the same untaken case by %s: one act, one decision', async (_what, one, other) => {
    const { caseId } = await flagged();
    const both = await Promise.allSettled([
      decideCase(world.services, mia.hat, one, reasons(caseId)),
      decideCase(world.services, nils.hat, other, reasons(caseId)),
    ]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'CASE_TAKEN' },
    });
    expect(await world.services.db.service.decision.count({ where: { caseId } })).toBe(1);
  });

  test('what another has in hand cannot be decided or released; released, it can', async () => {
    const { caseId } = await flagged();
    expect(await takeCase(world.services, mia.hat, caseId)).toMatchObject({ taken: true, takenByMe: true });
    for (const attempt of [
      () => decideCase(world.services, nils.hat, 'HIDE', reasons(caseId)),
      () => dismissCase(world.services, nils.hat, reasons(caseId)),
      () => releaseCase(world.services, nils.hat, caseId),
      () => takeCase(world.services, nils.hat, caseId),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'CASE_TAKEN' });
    }
    expect(await releaseCase(world.services, mia.hat, caseId)).toMatchObject({ taken: false });
    await decideCase(world.services, nils.hat, 'HIDE', reasons(caseId));
  });

  test('a case that was taken and forgotten is free after a day', async () => {
    const { caseId } = await flagged();
    await takeCase(world.services, mia.hat, caseId);
    world.clock.advance(23 * hourInMs);
    await expect(takeCase(world.services, nils.hat, caseId)).rejects.toMatchObject({ code: 'CASE_TAKEN' });
    expect(await idsOf(mia, 'MINE')).toEqual([caseId]);
    world.clock.advance(hourInMs);
    expect(await idsOf(mia, 'MINE')).toEqual([]);
    expect(await idsOf(mia, 'OPEN')).toEqual([caseId]);
    expect(await caseAs(world, nils, caseId)).toMatchObject({ taken: false });
    await takeCase(world.services, nils.hat, caseId);
    await expect(takeCase(world.services, mia.hat, caseId)).rejects.toMatchObject({ code: 'CASE_TAKEN' });
  });

  test('a decided case is put right by another only after taking it over', async () => {
    const { caseId } = await flagged();
    await decideCase(world.services, mia.hat, 'HIDE', reasons(caseId));
    const unhide = () => decideCase(world.services, nils.hat, 'UNHIDE', reasons(caseId));
    await expect(unhide()).rejects.toMatchObject({ code: 'CASE_TAKEN' });
    expect(await caseAs(world, nils, caseId)).toMatchObject({ taken: false, post: { possibleActions: [] } });
    const taken = await takeCase(world.services, nils.hat, caseId);
    expect(taken.post.possibleActions).toEqual([
      'UNHIDE',
      'EDIT',
      'PROPOSE_REDACTION',
      'DELETE',
      'LOCK',
      'WARN',
      'SUSPEND',
    ]);
    expect(await unhide()).toMatchObject({ state: 'DECIDED', post: { visibility: 'VISIBLE' } });
    const { data } = await executeModeration(
      world,
      nils.actor,
      'query ($id: ID!) { case(id: $id) { decisions { action byMe } } }',
      { id: caseId },
    );
    expect(data.case.decisions).toEqual([
      { action: 'HIDE', byMe: false },
      { action: 'UNHIDE', byMe: true },
    ]);
  });

  test('who has the post’s newer case in hand is not overtaken by way of an older one', async () => {
    const { caseId, consultationId } = await flagged();
    await dismissCase(world.services, mia.hat, reasons(caseId));
    await flag(world, await colleague(world), { consultationId });
    const newer = await openCaseFor(world, nils, { consultationId });
    await takeCase(world.services, nils.hat, newer.id);
    const around = decideCase(world.services, mia.hat, 'DELETE', reasons(caseId));
    await expect(around).rejects.toMatchObject({ code: 'CASE_TAKEN' });
    expect((await caseAs(world, mia, caseId))?.post.possibleActions).toEqual([]);
    await decideCase(world.services, nils.hat, 'HIDE', reasons(newer.id));
    expect((await caseAs(world, mia, caseId))?.post.possibleActions).toContain('UNHIDE');
  });
});

describe('a moderator’s own initiative', () => {
  test('opens a case that is hers, or finds the open one', async () => {
    const consultationId = await ask(world, karin, false);
    const opened = await openCase(world.services, mia.hat, { consultationId });
    expect(opened).toMatchObject({ state: 'OPEN', takenByMe: true });
    expect(await openCase(world.services, nils.hat, { consultationId })).toMatchObject({
      id: opened.id,
      taken: true,
      takenByMe: false,
    });
    const { caseId, consultationId: other } = await flagged();
    expect(await openCase(world.services, mia.hat, { consultationId: other })).toMatchObject({
      id: caseId,
      taken: false,
    });
  });

  test('two at once open one case', async () => {
    const consultationId = await ask(world, karin, false);
    const both = await Promise.all(
      [mia, nils].map(({ hat }) => openCase(world.services, hat, { consultationId })),
    );
    expect(new Set(both.map(({ id }) => id)).size).toBe(1);
    expect(await world.services.db.service.moderationCase.count({ where: { consultationId } })).toBe(1);
  });

  test('not of a post that is not there', async () => {
    const none = openCase(world.services, mia.hat, { consultationId: newId<ConsultationId>() });
    await expect(none).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(openCase(world.services, mia.hat, { answerId: 'x' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(openCase(world.services, mia.hat, {})).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
});

describe('the moderation endpoint', () => {
  const listing = `query ($list: CaseList, $first: Int) {
    caseCounts { open mine }
    cases(list: $list, first: $first) { edges { cursor node { ${caseParts} } } pageInfo { hasNextPage endCursor } } }`;

  test('an anonymous post comes with its alias alone, a named one with its name', async () => {
    const { consultationId } = await flagged();
    const named = await answer(world, karin, consultationId, false);
    await flag(world, omar, { answerId: named });
    const { data, errors } = await executeModeration(world, mia.actor, listing, { first: 10 });
    expect(errors).toEqual([]);
    const posts = data.cases.edges.map(({ node }: { node: { post: { kind: string } } }) => node.post);
    const of = (kind: string) => posts.find((post: { kind: string }) => post.kind === kind);
    expect(of('CONSULTATION').byline).toEqual({
      __typename: 'AliasByline',
      number: 0,
      isAsker: true,
      specialty: null,
    });
    expect(JSON.stringify(of('CONSULTATION'))).not.toContain(karin.grant.physicianId);
    // The same physician in both: that is not told (ANONYMITY 11).
    expect(of('ANSWER')).toMatchObject({
      question: expect.stringContaining('Hb har sjunkit'),
      byline: { __typename: 'PhysicianByline', isAsker: false, physician: { name: 'Karin Ek' } },
    });
  });

  test('is for moderators: nobody else reads or does anything', async () => {
    const { caseId } = await flagged();
    const physician = karin.actor;
    const admin = await createAccount(world, { technicalAdmin: true });
    const act = `mutation ($id: ID!) {
      hidePost(input: {caseId: $id, rule: RESPECT, statement: "Tonen är kränkande."}) {
        ... on Refusal { code } ... on ModerationCase { id } }
      takeCase(id: $id) { ... on Refusal { code } ... on ModerationCase { id } } }`;
    for (const actor of [physician, admin, { ...mia.actor, status: 'REFUSED' as const }]) {
      const read = await executeModeration(world, actor, listing);
      expect(read.data).toBeNull();
      const one = await executeModeration(world, actor, 'query ($id: ID!) { case(id: $id) { id } }', {
        id: caseId,
      });
      expect(one.data?.case ?? null).toBeNull();
      expect(one.errors[0]?.message).toBe('NOT_A_MODERATOR');
      const { data } = await executeModeration(world, actor, act, { id: caseId });
      expect(data).toEqual({ hidePost: { code: 'NOT_A_MODERATOR' }, takeCase: { code: 'NOT_A_MODERATOR' } });
    }
    const nobody = await executeModeration(world, null, act, { id: caseId });
    expect(nobody.errors[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await caseAs(world, mia, caseId)).toMatchObject({ state: 'OPEN', taken: false });
  });

  test('reads in a fixed number of statements, whatever the number of cases', async () => {
    const statementsOf = async (first: number) => {
      let count = 0;
      const { servicePool } = world.services.db;
      const query = servicePool.query;
      servicePool.query = function counted(...args: unknown[]) {
        count += 1;
        return Reflect.apply(query, servicePool, args);
      } as typeof query;
      try {
        const { data, errors } = await executeModeration(world, mia.actor, listing, { first });
        expect(errors).toEqual([]);
        expect(data.cases.edges).toHaveLength(first);
      } finally {
        servicePool.query = query;
      }
      return count;
    };
    const cases = await Promise.all(Array.from({ length: 12 }, flagged));
    for (const { consultationId } of cases) {
      await flag(world, await colleague(world), { consultationId });
    }
    // From now on her claims are known.
    await statementsOf(1);
    const few = await statementsOf(2);
    // Claims; the kept-away and the page; the counts; flags, decisions, revisions.
    expect(few).toBe(7);
    expect(await statementsOf(12)).toBe(few);
  });
});
