import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { deleteAnswer } from '../../api/answers/delete-answer.ts';
import { markHelpful } from '../../api/answers/mark-helpful.ts';
import { deleteConsultation } from '../../api/consultations/delete-consultation.ts';
import { decideCase } from '../../api/moderation/decide-case.ts';
import { openCase } from '../../api/moderation/open-case.ts';
import { suspendAuthor } from '../../api/moderation/suspend-author.ts';
import { hourInMs, toHour } from '../../api/platform/clock.ts';
import type { ConsultationId } from '../../api/platform/ids.ts';
import { editAnswer, editConsultation } from '../support/edits.ts';
import { answer, ask, type Colleague, colleague, execute, question, readThread } from '../support/forum.ts';
import {
  caseAs,
  executeModeration,
  flag,
  type Moderator,
  moderator,
  type Post,
} from '../support/moderation.ts';
import { holdTestCeremony } from '../support/vault.ts';
import { createWorld, type World } from '../support/world.ts';

let world: World;
let mia: Moderator;
let omar: Colleague;
let karin: Colleague;
/** Karin asked it anonymously. */
let consultationId: ConsultationId;

beforeAll(async () => {
  world = await createWorld();
  await holdTestCeremony(world);
  [mia, omar] = await Promise.all([moderator(world, 'Mia Moderator'), colleague(world)]);
});
afterAll(() => world.close());
beforeEach(async () => {
  karin = await colleague(world, { name: 'Karin Ek' });
  consultationId = await ask(world, karin, true);
});

const statement = 'Tonen mot kollegan är inte godtagbar.';
const reasons = (caseId: string) => ({ caseId, rule: 'RESPECT' as const, statement });
const dayInMs = 24 * hourInMs;

async function caseOn(post: Post): Promise<string> {
  return (await openCase(world.services, mia.hat, post)).id;
}

async function suspend(post: Post, days = 7): Promise<string> {
  const caseId = await caseOn(post);
  await suspendAuthor(world.services, mia.hat, { ...reasons(caseId), days });
  return caseId;
}

const sanctionsDocument = '{ mySanctions { kind rule statement until } }';
async function sanctionsOf({ actor }: Colleague) {
  const { data, errors } = await execute(world, actor, sanctionsDocument);
  expect(errors).toEqual([]);
  return data.mySanctions;
}

const newText = 'Nu med ferritin: 8. Hur går ni vidare härnäst?';

describe('a suspension set on an alias in one thread', () => {
  test('stops everything that the same physician writes, wherever and under whichever name', async () => {
    const elsewhere = await ask(world, omar, false);
    const namedQuestion = await ask(world, karin, false);
    const named = await answer(world, karin, elsewhere, false);
    const anonymous = await answer(world, karin, elsewhere, true);
    await suspend({ consultationId });

    const edit = { title: question.title, body: newText, tags: [] };
    const attempts = {
      'a named question': () => ask(world, karin, false),
      'an anonymous question': () => ask(world, karin, true),
      'a named answer elsewhere': () => answer(world, karin, elsewhere, false),
      'an anonymous answer elsewhere': () => answer(world, karin, elsewhere, true),
      'an answer in the same thread': () => answer(world, karin, consultationId, true),
      'an edit of the sanctioned question': () =>
        editConsultation(world.services, karin.grant, { ...edit, id: consultationId }),
      'an edit of a named question': () =>
        editConsultation(world.services, karin.grant, { ...edit, id: namedQuestion }),
      'an edit of a named answer': () =>
        editAnswer(world.services, karin.grant, { id: named, body: newText }),
      'an edit of an anonymous answer': () =>
        editAnswer(world.services, karin.grant, { id: anonymous, body: newText }),
      'a flag': () => flag(world, karin, { consultationId: elsewhere }),
    };
    const { claim, consultation, answer: answers, revision } = world.services.db.service;
    const count = async () => [
      await claim.count(),
      await consultation.count(),
      await answers.count(),
      await revision.count(),
    ];
    const before = await count();
    for (const [what, attempt] of Object.entries(attempts)) {
      await expect(attempt(), what).rejects.toMatchObject({ code: 'WRITING_SUSPENDED' });
    }
    // Not even the claim to an alias that would then never come to be.
    expect(await count()).toEqual(before);
  });

  test('is told in a sentence that names its end, in Swedish time', async () => {
    await suspend({ consultationId });
    const { data } = await execute(
      world,
      karin.actor,
      `mutation ($input: PostAnswerInput!) {
        postAnswer(input: $input) { __typename ... on Refusal { code message } }
      }`,
      { input: { consultationId, body: newText, anonymous: false } },
    );
    const until = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'Europe/Stockholm',
      dateStyle: 'long',
      timeStyle: 'short',
    }).format(new Date(toHour(world.clock.now()).getTime() + 7 * dayInMs));
    expect(data.postAnswer).toEqual({
      __typename: 'NotAllowedError',
      code: 'WRITING_SUSPENDED',
      message: `Du kan läsa men inte skriva till den ${until}.`,
    });
    expect(until).toMatch(/^\d+ \p{L}+ 2026 kl\. \d\d:00$/u);
  });

  test('leaves reading, withdrawing and marks of thanks', async () => {
    const elsewhere = await ask(world, omar, false);
    const theirs = await answer(world, omar, elsewhere, false);
    const hers = await answer(world, karin, elsewhere, true);
    await suspend({ consultationId });
    expect(await readThread(world, karin, elsewhere)).toMatchObject({ id: elsewhere });
    await markHelpful(world.services, karin.grant, { answerId: theirs });
    await deleteAnswer(world.services, karin.grant, { id: hers });
    await deleteConsultation(world.services, karin.grant, { id: consultationId });
  });

  test('leaves every other physician alone', async () => {
    const inThread = await answer(world, omar, consultationId, true);
    await suspend({ consultationId });
    await answer(world, omar, consultationId, true);
    await answer(world, omar, consultationId, false);
    await ask(world, omar, true);
    await editAnswer(world.services, omar.grant, { id: inThread, body: newText });
    await flag(world, omar, { consultationId });
    expect(await sanctionsOf(omar)).toEqual([]);
  });

  test('ends by itself, at its hour', async () => {
    await suspend({ consultationId }, 1);
    const until = toHour(world.clock.now()).getTime() + dayInMs;
    world.clock.advance(until - world.clock.now().getTime() - 1);
    await expect(ask(world, karin, false)).rejects.toMatchObject({ code: 'WRITING_SUSPENDED' });
    expect(await sanctionsOf(karin)).toHaveLength(1);
    world.clock.advance(1);
    await ask(world, karin, false);
    await answer(world, karin, consultationId, true);
    expect(await sanctionsOf(karin)).toEqual([]);
  });

  test('is lifted by a moderator, and can be set again', async () => {
    const caseId = await suspend({ consultationId });
    const again = () => suspendAuthor(world.services, mia.hat, { ...reasons(caseId), days: 1 });
    await expect(again()).rejects.toMatchObject({ code: 'MODERATION_NOT_POSSIBLE' });
    await decideCase(world.services, mia.hat, 'LIFT', reasons(caseId));
    await ask(world, karin, false);
    const lift = () => decideCase(world.services, mia.hat, 'LIFT', reasons(caseId));
    await expect(lift()).rejects.toMatchObject({ code: 'MODERATION_NOT_POSSIBLE' });
    await again();
    await expect(ask(world, karin, false)).rejects.toMatchObject({ code: 'WRITING_SUSPENDED' });
  });

  test('outlives the post, whoever takes it away, and can be set on what is gone already', async () => {
    const caseId = await suspend({ consultationId });
    await decideCase(world.services, mia.hat, 'DELETE', reasons(caseId));
    await expect(ask(world, karin, false)).rejects.toMatchObject({ code: 'WRITING_SUSPENDED' });

    const lena = await colleague(world);
    const withdrawn = await answer(world, lena, await ask(world, omar, false), true);
    const second = await caseOn({ answerId: withdrawn });
    await deleteAnswer(world.services, lena.grant, { id: withdrawn });
    await suspendAuthor(world.services, mia.hat, { ...reasons(second), days: 30 });
    await expect(ask(world, lena, false)).rejects.toMatchObject({ code: 'WRITING_SUSPENDED' });
  });
});

test('a suspension set on a named post follows the physician to her aliases, by her account and nothing else', async () => {
  const named = await ask(world, karin, false);
  const caseId = await suspend({ consultationId: named });
  await expect(ask(world, karin, true)).rejects.toMatchObject({ code: 'WRITING_SUSPENDED' });
  await expect(answer(world, karin, consultationId, true)).rejects.toMatchObject({
    code: 'WRITING_SUSPENDED',
  });
  const [row] = await world.services.db.service.sanction.findMany({
    where: { accountId: karin.grant.physicianId },
  });
  expect(row).toMatchObject({ aliasId: null, kind: 'SUSPENSION', lifted: false });
  const { data } = await executeModeration(
    world,
    mia.actor,
    'query ($id: ID!) { case(id: $id) { decisions { action until byMe } } }',
    { id: caseId },
  );
  expect(data.case.decisions).toEqual([
    {
      action: 'SUSPEND',
      byMe: true,
      until: new Date(toHour(world.clock.now()).getTime() + 7 * dayInMs).toISOString().replace('.000', ''),
    },
  ]);
});

test('of several suspensions the one that ends last counts; lifting one leaves the others', async () => {
  const first = await suspend({ consultationId }, 7);
  await suspend({ consultationId: await otherQuestion() }, 30);
  await decideCase(world.services, mia.hat, 'LIFT', reasons(first));
  world.clock.advance(29 * dayInMs);
  await expect(ask(world, karin, false)).rejects.toMatchObject({ code: 'WRITING_SUSPENDED' });
  world.clock.advance(dayInMs);
  await ask(world, karin, false);

  /** Asked before, since she can ask nothing now. */
  async function otherQuestion(): Promise<ConsultationId> {
    await decideCase(world.services, mia.hat, 'LIFT', reasons(first));
    const id = await ask(world, karin, true);
    await suspendAuthor(world.services, mia.hat, { ...reasons(first), days: 7 });
    return id;
  }
});

describe('a warning', () => {
  test('is read by the author alone and hinders nothing', async () => {
    const caseId = await caseOn({ consultationId });
    const warned = await decideCase(world.services, mia.hat, 'WARN', reasons(caseId));
    expect(warned).toMatchObject({ state: 'DECIDED', post: { visibility: 'VISIBLE' } });
    await ask(world, karin, false);
    const until = new Date(toHour(world.clock.now()).getTime() + 30 * dayInMs)
      .toISOString()
      .replace('.000', '');
    expect(await sanctionsOf(karin)).toEqual([{ kind: 'WARNING', rule: 'RESPECT', statement, until }]);
    expect(await sanctionsOf(omar)).toEqual([]);
    expect((await readThread(world, karin, consultationId)).decisions).toMatchObject([
      { action: 'WARN', rule: 'RESPECT', statement },
    ]);
    expect((await readThread(world, omar, consultationId)).decisions).toEqual([]);
    world.clock.advance(30 * dayInMs);
    expect(await sanctionsOf(karin)).toEqual([]);
  });
});

describe('the command', () => {
  test('takes the four lengths and no other', async () => {
    const caseId = await caseOn({ consultationId });
    for (const days of [0, -1, 2, 7.5, 91, Number.NaN]) {
      await expect(
        suspendAuthor(world.services, mia.hat, { ...reasons(caseId), days }),
      ).rejects.toMatchObject({ issues: [{ field: 'days', code: 'SUSPENSION_DAYS_INVALID' }] });
    }
    expect((await caseAs(world, mia, caseId))?.state).toBe('OPEN');
  });

  test('is not for her who has written there herself, nor for another moderator’s case', async () => {
    const nils = await moderator(world);
    const caseId = await caseOn({ consultationId });
    const as = (by: Moderator) => suspendAuthor(world.services, by.hat, { ...reasons(caseId), days: 1 });
    await expect(as(nils)).rejects.toMatchObject({ code: 'CASE_TAKEN' });
    await answer(world, mia, consultationId, true);
    await expect(as(mia)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await ask(world, karin, false);
  });

  test('is on the audit without a face: case, post, rule', async () => {
    const caseId = await suspend({ consultationId });
    const entry = await world.services.db.service.auditEntry.findFirstOrThrow({ orderBy: { seq: 'desc' } });
    expect(entry).toMatchObject({ kind: 'moderation.suspended', actor: mia.hat.moderatorId });
    const { decision, ...details } = JSON.parse(entry.details);
    expect(decision).toMatch(/^[0-9a-f-]{36}$/);
    expect(details).toEqual({
      case: caseId,
      consultation: consultationId,
      answer: null,
      action: 'SUSPEND',
      rule: 'RESPECT',
    });
  });
});

test('an account that bears a sanction can be erased, and the sanction goes with it', async () => {
  const lena = await colleague(world);
  const caseId = await suspend({ consultationId: await ask(world, lena, false) });
  const { account, sanction, consultation } = world.services.db.service;
  // Her posts are gone before her account is.
  await consultation.updateMany({
    where: { authorId: lena.grant.physicianId },
    data: { authorId: omar.grant.physicianId },
  });
  await account.delete({ where: { id: lena.grant.physicianId }, select: { id: true } });
  expect(await sanction.count({ where: { accountId: lena.grant.physicianId } })).toBe(0);
  expect(await caseAs(world, mia, caseId)).toMatchObject({ state: 'DECIDED' });
});

test('what a sanction says is not the service’s to change: PostgreSQL refuses', async () => {
  await suspend({ consultationId });
  const service = new pg.Client(world.database.service);
  await service.connect();
  try {
    for (const forbidden of [
      'UPDATE moderation.sanction SET until = until',
      'UPDATE moderation.sanction SET alias_id = NULL',
      'UPDATE moderation.sanction SET account_id = NULL',
      'DELETE FROM moderation.sanction',
      'TRUNCATE moderation.sanction',
    ]) {
      await expect(service.query(forbidden), forbidden).rejects.toThrow(/permission denied/);
    }
  } finally {
    await service.end();
  }
});
