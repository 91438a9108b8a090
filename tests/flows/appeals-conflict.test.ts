import { randomInt } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { eraseAppeals } from '../../api/appeals/erase-appeals.ts';
import { decideCase } from '../../api/moderation/decide-case.ts';
import { openCase } from '../../api/moderation/open-case.ts';
import { takeCase } from '../../api/moderation/take-case.ts';
import type { ConsultationId } from '../../api/platform/ids.ts';
import { answerRedaction } from '../../api/redactions/answer-redaction.ts';
import { deleteAppeals } from '../../moderation/appeal-texts.ts';
import {
  appeal,
  appealAs,
  appealsOf,
  burden,
  countsOfAppeals,
  ownAppeals,
  reasons,
  ruleOn,
} from '../support/appeals.ts';
import { proposeRedaction } from '../support/edits.ts';
import { answer, ask, type Colleague, colleague } from '../support/forum.ts';
import {
  caseAs,
  casesOf,
  countsOf,
  executeModeration,
  flag,
  type Moderator,
  moderator,
} from '../support/moderation.ts';
import { holdTestCeremony } from '../support/vault.ts';
import { createWorld, type World } from '../support/world.ts';

let world: World;
let owner: pg.Client;
let mia: Moderator;
let nils: Moderator;
let olga: Moderator;
let karin: Colleague;
let omar: Colleague;

beforeAll(async () => {
  world = await createWorld();
  await holdTestCeremony(world);
  owner = new pg.Client(world.database.owner);
  await owner.connect();
  [karin, omar] = await Promise.all([colleague(world), colleague(world)]);
});
afterAll(async () => {
  await owner.end();
  await world.close();
});
beforeEach(async () => {
  [mia, nils, olga] = await Promise.all([moderator(world), moderator(world), moderator(world)]);
});

/** Somebody's part in the matter, taken before anything is decided. */
const parts: [string, (by: Moderator) => Promise<ConsultationId>][] = [
  ['asked anonymously', (by) => ask(world, by, true)],
  ['asked under her name', (by) => ask(world, by, false)],
  [
    'answered anonymously',
    async (by) => {
      const id = await ask(world, karin, true);
      await answer(world, by, id, true);
      return id;
    },
  ],
  [
    'answered under her name',
    async (by) => {
      const id = await ask(world, karin, true);
      await answer(world, by, id, false);
      return id;
    },
  ],
  [
    'flagged the post',
    async (by) => {
      const id = await ask(world, karin, true);
      await flag(world, by, { consultationId: id });
      return id;
    },
  ],
];

async function appealedBy(part: string, id: ConsultationId): Promise<string> {
  const author = part.startsWith('asked') ? mia : karin;
  return appeal(world, author, await burden(world, nils, { consultationId: id }, 'HIDE'));
}

describe.each(parts)('a moderator who has %s', (part, takePart) => {
  test('neither sees the appeal nor rules on it, as if it did not exist; another does', async () => {
    const id = await takePart(mia);
    const before = await countsOfAppeals(world, mia);
    const appealId = await appealedBy(part, id);
    expect(await appealAs(world, mia, appealId)).toBeNull();
    expect((await appealsOf(world, mia, 'OPEN')).map((each) => each.id)).not.toContain(appealId);
    expect(await countsOfAppeals(world, mia)).toBe(before);
    for (const outcome of ['UPHELD', 'OVERTURNED'] as const) {
      await expect(ruleOn(world, mia, appealId, outcome)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
    expect((await appealsOf(world, olga, 'OPEN')).map((each) => each.id)).toContain(appealId);
    await ruleOn(world, olga, appealId, 'UPHELD');
    expect((await appealsOf(world, mia, 'DECIDED')).map((each) => each.id)).not.toContain(appealId);
    expect((await appealsOf(world, olga, 'DECIDED')).map((each) => each.id)).toContain(appealId);
  });
});

test('the moderator who decided neither sees the appeal in her list nor rules on it; she sees in the case that there is one', async () => {
  const consultationId = await ask(world, karin, true);
  const appealId = await appeal(world, karin, await burden(world, mia, { consultationId }, 'HIDE'));
  expect(await appealAs(world, mia, appealId)).toBeNull();
  expect((await appealsOf(world, mia, 'OPEN')).map((each) => each.id)).not.toContain(appealId);
  await expect(ruleOn(world, mia, appealId, 'OVERTURNED')).rejects.toMatchObject({ code: 'OWN_DECISION' });
  const { id: caseId } = await openCase(world.services, nils.hat, { consultationId });
  const { id: decided } = await world.services.db.service.decision.findFirstOrThrow({
    where: { consultationId },
    select: { id: true },
  });
  const { data } = await executeModeration(
    world,
    mia.actor,
    '{ cases(list: DECIDED, first: 100) { edges { node { decisions { id appeal { state } } } } } }',
  );
  expect(JSON.stringify(data)).toContain(`{"id":"${decided}","appeal":{"state":"PENDING"}}`);
  expect(caseId).not.toBe('');
});

test('what the moderation endpoint tells of an appeal has no author, and no decider', async () => {
  const consultationId = await ask(world, karin, true);
  const appealId = await appeal(world, karin, await burden(world, mia, { consultationId }, 'HIDE'));
  const { data, errors } = await executeModeration(
    world,
    nils.actor,
    `query ($id: ID!) { appeal(id: $id) { id state text appealedAt statement effect ruledAt ruledByMe
      decision { id action rule statement byMe } case { id post { id body byline { __typename } } } }
      caseCounts { appeals } }`,
    { id: appealId },
  );
  expect(errors).toEqual([]);
  expect(data.appeal).toMatchObject({
    state: 'PENDING',
    decision: { action: 'HIDE', byMe: false },
    case: { post: { id: consultationId, byline: { __typename: 'AliasByline' } } },
  });
  expect(data.caseCounts.appeals).toBeGreaterThan(0);
  for (const { actor } of [karin, mia]) {
    expect(JSON.stringify(data)).not.toContain(actor.id);
    expect(JSON.stringify(data)).not.toContain(actor.name);
  }
});

describe('a moderator who has flagged a post', () => {
  test('does not see its case, in no list and no count, and can do nothing with it', async () => {
    const consultationId = await ask(world, karin, true);
    const answerId = await answer(world, omar, consultationId, false);
    await flag(world, omar, { consultationId });
    const { caseId } = await world.services.db.service.flag.findFirstOrThrow({
      where: { postId: consultationId },
    });
    expect(await caseAs(world, mia, caseId)).not.toBeNull();
    const before = await countsOf(world, mia);
    const others = await countsOf(world, nils);

    await flag(world, mia, { consultationId });
    expect(await caseAs(world, mia, caseId)).toBeNull();
    expect((await casesOf(world, mia, 'OPEN')).map(({ id }) => id)).not.toContain(caseId);
    expect(await countsOf(world, mia)).toEqual({ open: before.open - 1, mine: 0 });
    expect(await countsOf(world, nils)).toEqual(others);
    expect((await casesOf(world, nils, 'OPEN')).map(({ id }) => id)).toContain(caseId);
    for (const attempt of [
      () => takeCase(world.services, mia.hat, caseId),
      () => decideCase(world.services, mia.hat, 'HIDE', { caseId, ...reasons }),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
    await expect(openCase(world.services, mia.hat, { consultationId })).rejects.toMatchObject({
      code: 'CONFLICT_OF_INTEREST',
    });

    await decideCase(world.services, nils.hat, 'DELETE', { caseId, ...reasons });
    expect((await casesOf(world, mia, 'DECIDED')).map(({ id }) => id)).not.toContain(caseId);
    expect((await casesOf(world, nils, 'DECIDED')).map(({ id }) => id)).toContain(caseId);
    // Another post of the thread is another matter.
    expect(await openCase(world.services, mia.hat, { answerId })).toMatchObject({ takenByMe: true });
  });

  test('finds her pages whole', async () => {
    const ids = await Promise.all(Array.from({ length: 6 }, () => ask(world, karin, true)));
    for (const [at, consultationId] of ids.entries()) {
      await flag(world, at % 2 ? mia : omar, { consultationId });
    }
    const wanted = ids.filter((_id, at) => at % 2 === 0);
    const seen = (await casesOf(world, mia, 'OPEN')).map(({ post }) => String(post.id));
    expect(ids.filter((id) => seen.includes(id)).sort()).toEqual([...wanted].sort());
    expect(new Set(seen).size).toBe(seen.length);
  });
});

describe('the words of an appeal', () => {
  let canary: string;
  beforeEach(() => {
    canary = `fyrvaktaren på Kanarieholmen ${randomInt(1e9)}`;
  });

  /** Every column of every table that holds the canary. */
  async function holders(): Promise<string[]> {
    const { rows } = await owner.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
        WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY name`,
    );
    const found: string[] = [];
    for (const { name } of rows) {
      const { rows: hits } = await owner.query(`SELECT FROM ${name} t WHERE to_jsonb(t)::text LIKE $1`, [
        `%${canary}%`,
      ]);
      if (hits.length > 0) found.push(name);
    }
    return found;
  }

  test('are destroyed with the post that a moderator deletes; the appeal goes on waiting', async () => {
    const consultationId = await ask(world, karin, true);
    const warned = await burden(world, mia, { consultationId }, 'WARN');
    const appealId = await appeal(world, karin, warned, `Jag skrev bara om ${canary}, och det är inte fel.`);
    expect(await holders()).toEqual(['moderation.appeal']);
    await burden(world, nils, { consultationId }, 'DELETE');
    expect(await holders()).toEqual([]);
    expect(await appealAs(world, olga, appealId)).toMatchObject({ text: '', ruling: null });
    expect((await ruleOn(world, olga, appealId, 'OVERTURNED')).ruling?.effect).toBe('WARNING_LIFTED');
  });

  test('are destroyed with the passage that its author lets go of', async () => {
    const body = `Mannen, ${canary}, har haft feber i tre veckor. Hur går ni vidare?`;
    const consultationId = await ask(world, karin, true, { body });
    const warned = await burden(world, mia, { consultationId }, 'WARN');
    await appeal(world, karin, warned, `Jag skrev bara om ${canary}, och det är inte fel.`);
    const { id: caseId } = await openCase(world.services, nils.hat, { consultationId });
    const start = body.indexOf(canary);
    await proposeRedaction(world.services, nils.hat, {
      caseId,
      ...reasons,
      field: 'BODY',
      start,
      end: start + canary.length,
      passage: canary,
      replacement: '[borttaget]',
      hide: true,
    });
    const { id } = await world.services.db.service.redaction.findFirstOrThrow({ where: { caseId } });
    await answerRedaction(world.services, karin.grant, id, { answer: 'ACCEPTED' });
    expect(await holders()).toEqual([]);
  });

  test('go with their author: named at once, anonymous with the post; rulings stay and name nobody', async () => {
    const leaving = await colleague(world);
    const named = await ask(world, leaving, false);
    const anonymous = await ask(world, leaving, true);
    const text = `Jag skrev bara om ${canary}, och det är inte fel.`;
    const first = await appeal(
      world,
      leaving,
      await burden(world, mia, { consultationId: named }, 'WARN'),
      text,
    );
    await appeal(world, leaving, await burden(world, mia, { consultationId: anonymous }, 'WARN'), text);
    await ruleOn(world, nils, first, 'UPHELD');
    await eraseAppeals(world.services, leaving.grant.physicianId);
    await eraseAppeals(world.services, leaving.grant.physicianId);
    expect((await ownAppeals(world, leaving)).map((each) => each.consultationId)).toEqual([anonymous]);
    await world.services.db.service.$transaction((tx) =>
      deleteAppeals(tx, { consultationId: anonymous, answerId: null }),
    );
    expect(await ownAppeals(world, leaving)).toEqual([]);
    expect(await holders()).toEqual([]);
    const { caseId } = await world.services.db.service.decision.findFirstOrThrow({
      where: { consultationId: named },
    });
    const { data } = await executeModeration(
      world,
      olga.actor,
      'query ($id: ID!) { case(id: $id) { decisions { appeal { state } } } }',
      { id: caseId },
    );
    expect(data.case.decisions).toEqual([{ appeal: { state: 'UPHELD' } }]);

    await eraseAppeals(world.services, nils.grant.physicianId);
    const { rows } = await owner.query('SELECT FROM moderation.appeal_ruling WHERE moderator_id = $1', [
      nils.grant.physicianId,
    ]);
    expect(rows).toEqual([]);
  });
});

test('PostgreSQL refuses the service to change or take away a ruling, or another’s decision in an appeal', async () => {
  const consultationId = await ask(world, karin, true);
  const appealId = await appeal(world, karin, await burden(world, mia, { consultationId }, 'HIDE'));
  await ruleOn(world, nils, appealId, 'UPHELD');
  const { service } = world.services.db;
  for (const statement of [
    `UPDATE moderation.appeal_ruling SET outcome = 'OVERTURNED'`,
    'DELETE FROM moderation.appeal_ruling',
    'UPDATE moderation.appeal SET decision_id = gen_random_uuid()',
    `UPDATE moderation.appeal SET appealed_at = '2026-01-01T00:00:00Z'`,
  ]) {
    await expect(service.$executeRawUnsafe(statement), statement).rejects.toThrow(/permission denied/);
  }
});

test('every hour an appeal is written anew, so that its row does not tell when it was written (ANONYMITY 50)', async () => {
  const { rows } = await owner.query<{ name: string }>('SELECT name FROM platform.unordered_tables()');
  expect(rows.map(({ name }) => name)).toContain('moderation.appeal');
});
