import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deleteAnswer } from '../../api/answers/delete-answer.ts';
import { markHelpful } from '../../api/answers/mark-helpful.ts';
import { unmarkHelpful } from '../../api/answers/unmark-helpful.ts';
import { solveConsultation } from '../../api/consultations/solve-consultation.ts';
import { hourInMs } from '../../api/platform/clock.ts';
import { type AnswerId, type ConsultationId, newId } from '../../api/platform/ids.ts';
import { editAnswer } from '../support/edits.ts';
import { answer, ask, type Colleague, colleague, execute, moderate, readThread } from '../support/forum.ts';
import { holdTestCeremony } from '../support/vault.ts';
import { createWorld, type World } from '../support/world.ts';

let world: World;
let karin: Colleague;
let omar: Colleague;
let sara: Colleague;

beforeAll(async () => {
  world = await createWorld();
  await holdTestCeremony(world);
  karin = await colleague(world, { name: 'Karin Ek' });
  omar = await colleague(world, { name: 'Omar Haddad' });
  sara = await colleague(world, { name: 'Sara Lind' });
});
afterAll(() => world.close());

async function answerAs(who: Colleague, thread: ConsultationId, id: AnswerId) {
  const seen = await readThread(world, who, thread);
  return seen.answers.find((one: { id: string }) => one.id === id);
}

describe('answering', () => {
  test('moves the counters and the hour of the newest activity, and nothing but visible answers count', async () => {
    const id = await ask(world, karin, true);
    world.clock.advance(2 * hourInMs);
    const first = await answer(world, omar, id, true);
    world.clock.advance(hourInMs);
    const second = await answer(world, sara, id, false);
    const hour = new Date(Math.floor(world.clock.now().getTime() / hourInMs) * hourInMs);
    let seen = await readThread(world, karin, id);
    expect(seen.answerCount).toBe(2);
    expect(new Date(seen.lastActivityAt)).toEqual(hour);
    expect(seen.answers.map((one: { id: string }) => one.id)).toEqual([first, second]);

    await deleteAnswer(world.services, omar.grant, { id: first });
    seen = await readThread(world, karin, id);
    expect(seen.answerCount).toBe(1);
    expect(seen.answers[0]).toMatchObject({ id: first, visibility: 'WITHDRAWN', body: '' });
    // A withdrawn answer keeps its place: the next one does not take it.
    const third = await answer(world, omar, id, true);
    seen = await readThread(world, karin, id);
    expect(seen.answers.map((one: { id: string }) => one.id)).toEqual([first, second, third]);
  });

  test('many at once each get a position of their own and are all counted', async () => {
    const id = await ask(world, karin, false);
    await Promise.all(
      Array.from({ length: 8 }, (_, at) => answer(world, at % 2 ? omar : sara, id, false, `Svar ${at}.`)),
    );
    const seen = await readThread(world, karin, id);
    expect(seen.answerCount).toBe(8);
    expect(seen.answers).toHaveLength(8);
  });

  test('withdrawals and answers at once leave the counter at what is visible', async () => {
    const id = await ask(world, karin, false);
    const there: AnswerId[] = [];
    for (let at = 0; at < 6; at += 1) there.push(await answer(world, omar, id, at % 2 === 0));
    await Promise.all([
      ...there.map((own) => deleteAnswer(world.services, omar.grant, { id: own })),
      answer(world, sara, id, true),
      answer(world, sara, id, false),
    ]);
    expect((await readThread(world, karin, id)).answerCount).toBe(2);
  });

  test('quotes one level, and not what is gone or stands elsewhere', async () => {
    const id = await ask(world, karin, false);
    const first = await answer(world, omar, id, true, '**Ferritin** först.');
    const second = await answer(world, sara, id, false, 'Jag håller med.', first);
    const third = await answer(world, karin, id, false, 'Tack!', second);
    expect((await answerAs(karin, id, third)).quoted).toMatchObject({
      id: second,
      excerpt: 'Jag håller med.',
      visibility: 'VISIBLE',
      byline: { __typename: 'PhysicianByline', isAsker: false, physician: { name: 'Sara Lind' } },
    });
    expect((await answerAs(karin, id, second)).quoted).toMatchObject({
      excerpt: 'Ferritin först.',
      byline: { __typename: 'AliasByline', number: 1, isAsker: false },
    });
    await deleteAnswer(world.services, omar.grant, { id: first });
    expect((await answerAs(karin, id, second)).quoted).toMatchObject({
      excerpt: '',
      visibility: 'WITHDRAWN',
    });
    const other = await ask(world, karin, false);
    const elsewhere = await answer(world, omar, other, false);
    for (const gone of [first, elsewhere, newId<AnswerId>()]) {
      await expect(answer(world, sara, id, false, 'Jaha.', gone)).rejects.toMatchObject({
        code: 'QUOTED_ANSWER_GONE',
      });
    }
  });

  test('a refused anonymous answer leaves no claim', async () => {
    const id = await ask(world, karin, false);
    await moderate(world, { consultationId: id }, 'LOCK');
    const claims = await world.services.db.service.claim.count();
    await expect(answer(world, omar, id, true)).rejects.toMatchObject({ code: 'CONSULTATION_LOCKED' });
    await expect(answer(world, omar, newId<ConsultationId>(), true)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await world.services.db.service.claim.count()).toBe(claims);
  });
});

describe('the author of an anonymous answer', () => {
  test('edits and deletes it; others cannot (ANONYMITY 2, 5)', async () => {
    const id = await ask(world, karin, false);
    const own = await answer(world, omar, id, true, 'Första ordet.');
    await expect(editAnswer(world.services, sara.grant, { id: own, body: 'Kapat.' })).rejects.toMatchObject({
      code: 'NOT_YOUR_POST',
    });
    await expect(deleteAnswer(world.services, karin.grant, { id: own })).rejects.toMatchObject({
      code: 'NOT_YOUR_POST',
    });
    await editAnswer(world.services, omar.grant, { id: own, body: 'Andra ordet.' });
    expect(await answerAs(omar, id, own)).toMatchObject({ isMine: true, body: 'Andra ordet.' });
    const seen = await answerAs(sara, id, own);
    expect(seen).toMatchObject({ isMine: false, body: 'Andra ordet.', editedByModeration: false });
    expect(seen.editedAt).not.toBeNull();
    expect(JSON.stringify(seen)).not.toContain(omar.actor.id);
    await deleteAnswer(world.services, omar.grant, { id: own });
    expect(await world.services.db.service.revision.count({ where: { answerId: own } })).toBe(0);
    await expect(editAnswer(world.services, omar.grant, { id: own, body: 'Åter.' })).rejects.toMatchObject({
      code: 'POST_NOT_EDITABLE',
    });
    await expect(deleteAnswer(world.services, omar.grant, { id: own })).rejects.toMatchObject({
      code: 'POST_NOT_EDITABLE',
    });
  });

  test('reads her hidden answer and why; others see a tombstone', async () => {
    for (const anonymous of [false, true]) {
      const id = await ask(world, karin, false);
      const hidden = await answer(world, omar, id, anonymous, 'Patientens namn är hemligt.');
      await answer(world, sara, id, false, 'Varför då?', hidden);
      await moderate(world, { answerId: hidden }, 'HIDE');
      const thread = await readThread(world, sara, id);
      expect(JSON.stringify(thread)).not.toContain('hemligt');
      expect(thread.answerCount).toBe(1);
      expect(thread.answers[0]).toMatchObject({ id: hidden, visibility: 'HIDDEN', body: '', decisions: [] });
      expect(thread.answers[1].quoted).toMatchObject({ visibility: 'HIDDEN', excerpt: '' });
      expect(await answerAs(omar, id, hidden)).toMatchObject({
        visibility: 'HIDDEN',
        body: 'Patientens namn är hemligt.',
        decisions: [{ action: 'HIDE', rule: 'PATIENT_PRIVACY' }],
      });
      await expect(
        editAnswer(world.services, omar.grant, { id: hidden, body: 'Utan namn.' }),
      ).rejects.toMatchObject({ code: 'POST_NOT_EDITABLE' });
      await expect(markHelpful(world.services, sara.grant, { answerId: hidden })).rejects.toMatchObject({
        code: 'POST_NOT_EDITABLE',
      });
      await deleteAnswer(world.services, omar.grant, { id: hidden });
      expect((await readThread(world, sara, id)).answerCount).toBe(1);
    }
  });

  test('withdraws the last answer under a withdrawn question and is told so', async () => {
    const id = await ask(world, karin, false);
    const only = await answer(world, omar, id, true);
    await execute(world, karin.actor, `mutation { deleteConsultation(id: "${id}") { __typename } }`);
    const { data, errors } = await execute(
      world,
      omar.actor,
      `mutation { deleteAnswer(id: "${only}") { __typename ... on Answer { visibility body } } }`,
    );
    expect(errors).toEqual([]);
    expect(data.deleteAnswer).toEqual({ __typename: 'Answer', visibility: 'WITHDRAWN', body: '' });
    expect(await readThread(world, omar, id)).toBeNull();
  });
});

describe('helpful marks', () => {
  test('count once per physician, and can be taken back', async () => {
    const id = await ask(world, karin, true);
    const helped = await answer(world, omar, id, true);
    for (let again = 0; again < 2; again += 1) {
      await markHelpful(world.services, karin.grant, { answerId: helped });
    }
    await Promise.all([
      markHelpful(world.services, sara.grant, { answerId: helped }),
      markHelpful(world.services, sara.grant, { answerId: helped }),
    ]);
    expect(await answerAs(karin, id, helped)).toMatchObject({ helpfulCount: 2, markedHelpful: true });
    expect(await answerAs(omar, id, helped)).toMatchObject({ helpfulCount: 2, markedHelpful: false });
    for (let again = 0; again < 2; again += 1) {
      await unmarkHelpful(world.services, karin.grant, { answerId: helped });
    }
    expect(await answerAs(karin, id, helped)).toMatchObject({ helpfulCount: 1, markedHelpful: false });
  });

  test('are not for one’s own answer, under neither face', async () => {
    const id = await ask(world, karin, false);
    for (const anonymous of [false, true]) {
      const own = await answer(world, omar, id, anonymous);
      await expect(markHelpful(world.services, omar.grant, { answerId: own })).rejects.toMatchObject({
        code: 'OWN_ANSWER_NOT_MARKABLE',
      });
    }
  });

  test('do not tell who marked (ANONYMITY 40)', async () => {
    const id = await ask(world, karin, false);
    const helped = await answer(world, omar, id, false);
    await markHelpful(world.services, sara.grant, { answerId: helped });
    const [mark] = await world.services.db.service.helpfulMark.findMany({ where: { answerId: helped } });
    expect(mark?.tag).toHaveLength(32);
    expect(Buffer.from(mark?.tag ?? []).toString('hex')).not.toContain(sara.actor.id.replaceAll('-', ''));
  });

  test('go with a withdrawn answer, which then solves nothing', async () => {
    const id = await ask(world, karin, false);
    const helped = await answer(world, omar, id, true);
    await markHelpful(world.services, sara.grant, { answerId: helped });
    await solveConsultation(world.services, karin.grant, { id, answerId: helped });
    await deleteAnswer(world.services, omar.grant, { id: helped });
    expect(await readThread(world, sara, id)).toMatchObject({
      solved: true,
      solvedByAnswerId: null,
      answers: [{ visibility: 'WITHDRAWN', helpfulCount: 0, markedHelpful: false }],
    });
    expect(await world.services.db.service.helpfulMark.count({ where: { answerId: helped } })).toBe(0);
  });
});
