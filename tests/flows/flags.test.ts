import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deleteConsultation } from '../../api/consultations/delete-consultation.ts';
import { flagPost } from '../../api/flags/flag-post.ts';
import { dismissCase } from '../../api/moderation/decide-case.ts';
import { type ConsultationId, newId } from '../../api/platform/ids.ts';
import { answer, ask, type Colleague, colleague, execute, moderate } from '../support/forum.ts';
import { caseAs, flag, type Moderator, moderator, openCaseFor } from '../support/moderation.ts';
import { holdTestCeremony } from '../support/vault.ts';
import { createAccount, createWorld, type World } from '../support/world.ts';

let world: World;
let karin: Colleague;
let omar: Colleague;
let lena: Colleague;
let mia: Moderator;

beforeAll(async () => {
  world = await createWorld();
  await holdTestCeremony(world);
  [karin, omar, lena, mia] = await Promise.all([
    colleague(world),
    colleague(world),
    colleague(world),
    moderator(world),
  ]);
});
afterAll(() => world.close());

const noted = (id: string) =>
  world.services.db.service.flag.findMany({ where: { postId: id }, orderBy: { note: 'asc' } });

describe('reporting a post', () => {
  test('several flags on one post are one case', async () => {
    const consultationId = await ask(world, karin, true);
    await flag(world, omar, { consultationId }, { note: 'a' });
    await flag(world, lena, { consultationId }, { note: 'b' });
    const rows = await noted(consultationId);
    expect(rows.map(({ note }) => note)).toEqual(['a', 'b']);
    expect(new Set(rows.map(({ caseId }) => caseId)).size).toBe(1);
    expect((await openCaseFor(world, mia, { consultationId })).id).toBe(rows[0]?.caseId);
  });

  test('flags that come at once are one case, too', async () => {
    const consultationId = await ask(world, karin, false);
    const members = await Promise.all(Array.from({ length: 6 }, () => colleague(world)));
    await Promise.all(members.map((member) => flag(world, member, { consultationId })));
    const rows = await noted(consultationId);
    expect(rows).toHaveLength(6);
    expect(new Set(rows.map(({ caseId }) => caseId)).size).toBe(1);
  });

  test('the question and its answer are two cases', async () => {
    const consultationId = await ask(world, karin, false);
    const answerId = await answer(world, omar, consultationId, false);
    await flag(world, lena, { consultationId });
    await flag(world, lena, { answerId });
    const [ofQuestion, ofAnswer] = [await noted(consultationId), await noted(answerId)];
    expect(ofQuestion[0]?.caseId).not.toBe(ofAnswer[0]?.caseId);
    expect((await openCaseFor(world, mia, { answerId })).post).toMatchObject({
      kind: 'ANSWER',
      consultationId,
    });
  });

  test('once per member and post, also when she insists twice at the same time', async () => {
    const consultationId = await ask(world, karin, false);
    const twice = await Promise.allSettled([1, 2].map(() => flag(world, omar, { consultationId })));
    expect(twice.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(flag(world, omar, { consultationId })).rejects.toMatchObject({ code: 'ALREADY_FLAGGED' });
    expect(await noted(consultationId)).toHaveLength(1);
  });

  test('after the decision a flag opens a new case, and a second one of the same member opens none', async () => {
    const consultationId = await ask(world, karin, false);
    await flag(world, omar, { consultationId });
    const first = await openCaseFor(world, mia, { consultationId });
    await dismissCase(world.services, mia.hat, { caseId: first.id, statement: 'Ingen regel är bruten.' });

    await expect(flag(world, omar, { consultationId })).rejects.toMatchObject({ code: 'ALREADY_FLAGGED' });
    expect(await world.services.db.service.moderationCase.count({ where: { consultationId } })).toBe(1);

    await flag(world, lena, { consultationId });
    const second = await openCaseFor(world, mia, { consultationId });
    expect(second.id).not.toBe(first.id);
    expect((await caseAs(world, mia, first.id))?.state).toBe('DECIDED');
  });

  test.each([
    ['named question', false, 'question'],
    ['anonymous question', true, 'question'],
    ['named answer', false, 'answer'],
    ['anonymous answer', true, 'answer'],
  ])('not her own %s', async (_what, anonymous, kind) => {
    const consultationId = await ask(world, kind === 'question' ? karin : omar, anonymous);
    const post =
      kind === 'question'
        ? { consultationId }
        : { answerId: await answer(world, karin, consultationId, anonymous) };
    await expect(flag(world, karin, post)).rejects.toMatchObject({ code: 'OWN_POST_NOT_FLAGGABLE' });
    await expect(flag(world, lena, post)).resolves.toEqual({ received: true });
  });

  test('what she cannot read is not found: missing, hidden, withdrawn, below a hidden question', async () => {
    const missing = { consultationId: newId<ConsultationId>() };
    const hidden = { consultationId: await ask(world, karin, false) };
    const below = { answerId: await answer(world, lena, hidden.consultationId, false) };
    await moderate(world, hidden, 'HIDE');
    const withdrawn = { consultationId: await ask(world, karin, false) };
    await deleteConsultation(world.services, karin.grant, { id: withdrawn.consultationId });
    for (const post of [missing, hidden, below, withdrawn]) {
      await expect(flag(world, omar, post)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
    const { moderationCase } = world.services.db.service;
    expect(await moderationCase.count({ where: withdrawn })).toBe(0);
    expect(await moderationCase.count({ where: below })).toBe(0);
  });

  test('says what must be mended', async () => {
    const consultationId = await ask(world, karin, false);
    const answerId = await answer(world, omar, consultationId, false);
    const wrong = (input: object) =>
      flagPost(world.services, lena.grant, { reason: 'OTHER', note: 'x', ...input }).then(
        () => null,
        (refusal) => refusal.issues,
      );
    expect(await wrong({})).toEqual([{ field: 'consultationId', code: 'CHOOSE_ONE_POST' }]);
    expect(await wrong({ consultationId, answerId })).toEqual([
      { field: 'consultationId', code: 'CHOOSE_ONE_POST' },
    ]);
    expect(await wrong({ consultationId, note: '  ' })).toEqual([{ field: 'note', code: 'FIELD_REQUIRED' }]);
    expect(await wrong({ consultationId, note: 'å'.repeat(1001) })).toEqual([
      { field: 'note', code: 'FIELD_TOO_LONG' },
    ]);
    expect(await wrong({ consultationId, note: 'å'.repeat(1000) })).toBeNull();
  });

  test('who flagged is not stored: nothing in the rows is the same for two posts of one member', async () => {
    const [first, second] = [await ask(world, karin, false), await ask(world, karin, false)];
    await flag(world, omar, { consultationId: first });
    await flag(world, omar, { consultationId: second });
    const rows = [...(await noted(first)), ...(await noted(second))];
    const tags = rows.map(({ reporterTag }) => Buffer.from(reporterTag).toString('hex'));
    expect(new Set(tags).size).toBe(2);
    expect(JSON.stringify(rows)).not.toContain(omar.grant.physicianId);
    expect(rows.every(({ flaggedAt }) => flaggedAt.toISOString().endsWith(':00:00.000Z'))).toBe(true);
  });

  test('through the endpoint: a verified physician only, and nothing comes back but that it was received', async () => {
    const consultationId = await ask(world, karin, true);
    const document = `mutation ($id: ID!) { flagPost(input: {consultationId: $id, reason: OFF_TOPIC}) {
      __typename ... on Flagged { received } ... on Refusal { code message } } }`;
    const newcomer = await createAccount(world, { status: 'UNVERIFIED' });
    const refused = await execute(world, newcomer, document, { id: consultationId });
    expect(refused.data.flagPost).toMatchObject({
      __typename: 'NotAllowedError',
      code: 'ACCOUNT_NOT_VERIFIED',
    });
    const { data } = await execute(world, omar.actor, document, { id: consultationId });
    expect(data.flagPost).toEqual({ __typename: 'Flagged', received: true });
  });
});
