import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { deleteAnswer } from '../../api/answers/delete-answer.ts';
import { appealDecision } from '../../api/appeals/appeal-decision.ts';
import { decideCase } from '../../api/moderation/decide-case.ts';
import { openCase } from '../../api/moderation/open-case.ts';
import { hourInMs, toHour } from '../../api/platform/clock.ts';
import { type ConsultationId, newId } from '../../api/platform/ids.ts';
import {
  appeal,
  type Burden,
  burden,
  objection,
  ownAppeals,
  reasons,
  ruleOn,
  verdict,
} from '../support/appeals.ts';
import { editConsultation, versionOf } from '../support/edits.ts';
import { answer, ask, type Colleague, colleague, execute, question, readThread } from '../support/forum.ts';
import { type Moderator, moderator } from '../support/moderation.ts';
import { holdTestCeremony } from '../support/vault.ts';
import { createWorld, type World } from '../support/world.ts';

let world: World;
let mia: Moderator;
let nils: Moderator;
let karin: Colleague;
let omar: Colleague;
/** Karin asked it anonymously. */
let consultationId: ConsultationId;

beforeAll(async () => {
  world = await createWorld();
  await holdTestCeremony(world);
  [mia, nils, omar] = await Promise.all([moderator(world), moderator(world), colleague(world)]);
});
afterAll(() => world.close());
beforeEach(async () => {
  karin = await colleague(world);
  consultationId = await ask(world, karin, true);
});

const dayInMs = 24 * hourInMs;
const decisionParts = `decisions { id action appealableUntil
  appeal { id state text appealedAt statement effect ruledAt } }`;

async function decisionsSeenBy({ actor }: Colleague, id: ConsultationId) {
  const { data, errors } = await execute(
    world,
    actor,
    `query ($id: ID!) { consultation(id: $id) { ${decisionParts} answers { edges { node { id ${decisionParts} } } } } }`,
    { id },
  );
  expect(errors).toEqual([]);
  return data.consultation;
}

const burdens: [string, Burden][] = [
  ['HIDE', 'HIDE'],
  ['EDIT', { edit: 'En kortare text av moderatorn, utan ort och yrke.' }],
  ['DELETE', 'DELETE'],
  ['LOCK', 'LOCK'],
  ['WARN', 'WARN'],
  ['SUSPEND', { suspend: 7 }],
];

describe.each(burdens)('a decision to %s', (action, act) => {
  test.each([
    ['anonymous', true],
    ['named', false],
  ])('is appealed by its %s author, once, and by nobody else', async (_face, anonymous) => {
    const id = await ask(world, karin, anonymous);
    // A tombstone stays for the sake of what stands below it.
    await answer(world, omar, id, false);
    const decisionId = await burden(world, mia, { consultationId: id }, act);

    const [before] = (await decisionsSeenBy(karin, id)).decisions;
    const until = new Date(toHour(world.clock.now()).getTime() + 30 * dayInMs).toISOString();
    expect(before).toMatchObject({ action, appeal: null });
    expect(new Date(before.appealableUntil).toISOString()).toBe(until);

    await expect(appeal(world, omar, decisionId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(appeal(world, nils, decisionId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const appealId = await appeal(world, karin, decisionId);
    await expect(appeal(world, karin, decisionId)).rejects.toMatchObject({ code: 'ALREADY_APPEALED' });

    const [after] = (await decisionsSeenBy(karin, id)).decisions;
    expect(after).toMatchObject({
      appealableUntil: null,
      appeal: {
        id: appealId,
        state: 'PENDING',
        text: objection,
        statement: null,
        effect: null,
        ruledAt: null,
      },
    });
    expect(new Date(after.appeal.appealedAt)).toEqual(toHour(world.clock.now()));
    expect(await ownAppeals(world, karin)).toMatchObject([
      { id: appealId, action, consultationId: id, answerId: null, text: objection, ruling: null },
    ]);
    expect(await ownAppeals(world, omar)).toEqual([]);
    const seenByOmar = await decisionsSeenBy(omar, id);
    expect(seenByOmar === null || seenByOmar.decisions.length === 0).toBe(true);
  });

  test('stands where it is upheld, and the author reads why', async () => {
    const decisionId = await burden(world, mia, { consultationId }, act);
    const stateOf = async () => ({
      ...(await world.services.db.service.consultation.findUniqueOrThrow({ where: { id: consultationId } })),
      sanctions: await world.services.db.service.sanction.findMany({ where: { decisionId } }),
    });
    const before = await stateOf();
    const ruled = await ruleOn(world, nils, await appeal(world, karin, decisionId), 'UPHELD');
    expect(ruled.ruling).toMatchObject({ outcome: 'UPHELD', effect: null, statement: verdict });
    expect(await stateOf()).toEqual(before);
    expect(await ownAppeals(world, karin)).toMatchObject([
      { ruling: { outcome: 'UPHELD', effect: null, statement: verdict, ruledAt: toHour(world.clock.now()) } },
    ]);
  });
});

async function overturn(act: Burden): Promise<{ decisionId: string; effect: string | null | undefined }> {
  const decisionId = await burden(world, mia, { consultationId }, act);
  const { ruling } = await ruleOn(world, nils, await appeal(world, karin, decisionId), 'OVERTURNED');
  return { decisionId, effect: ruling?.effect };
}

const mended = 'En kortare text av moderatorn, utan ort och yrke.';

describe('overturned,', () => {
  test('what was hidden is shown again', async () => {
    expect((await overturn('HIDE')).effect).toBe('SHOWN');
    expect(await readThread(world, omar, consultationId)).toMatchObject({
      visibility: 'VISIBLE',
      body: question.body,
    });
  });

  test('an answer counts again with its question', async () => {
    const answerId = await answer(world, karin, consultationId, true);
    const decisionId = await burden(world, mia, { answerId }, 'HIDE');
    expect(await readThread(world, omar, consultationId)).toMatchObject({ answerCount: 0 });
    await ruleOn(world, nils, await appeal(world, karin, decisionId), 'OVERTURNED');
    expect(await readThread(world, omar, consultationId)).toMatchObject({
      answerCount: 1,
      answers: [{ id: answerId, visibility: 'VISIBLE' }],
    });
  });

  test('an edited text is as it was, title and all, and readers are no longer told of an edit', async () => {
    const title = 'En helt annan rubrik än förut';
    expect((await overturn({ edit: mended, title })).effect).toBe('TEXT_RESTORED');
    const read = await readThread(world, karin, consultationId);
    expect(read).toMatchObject({ title: question.title, body: question.body, editedByModeration: false });
    // What the decision had changed is still told.
    expect(read.decisions).toMatchObject([{ action: 'EDIT', textBefore: question.body, textAfter: mended }]);
  });

  test('the readers’ mark stays where another edit of moderation stands in the text', async () => {
    await burden(world, mia, { consultationId }, { edit: 'Först en ändring som ingen har överklagat.' });
    expect((await overturn({ edit: mended })).effect).toBe('TEXT_RESTORED');
    expect(await readThread(world, omar, consultationId)).toMatchObject({
      body: 'Först en ändring som ingen har överklagat.',
      editedByModeration: true,
    });
  });

  test('an edit does not undo what its author has written since', async () => {
    const decisionId = await burden(world, mia, { consultationId }, { edit: mended });
    const hers = `${mended} Nya prover kom i går.`;
    const edit = { id: consultationId, title: question.title, body: hers, tags: [] };
    await editConsultation(world.services, karin.grant, edit);
    const { ruling } = await ruleOn(world, nils, await appeal(world, karin, decisionId), 'OVERTURNED');
    expect(ruling?.effect).toBe('TEXT_CHANGED_SINCE');
    expect(await readThread(world, karin, consultationId)).toMatchObject({ body: hers });
  });

  test('what was locked takes answers again', async () => {
    expect((await overturn('LOCK')).effect).toBe('UNLOCKED');
    await answer(world, omar, consultationId, false);
  });

  test('a warning is shown no more', async () => {
    const { decisionId, effect } = await overturn('WARN');
    expect(effect).toBe('WARNING_LIFTED');
    const { data } = await execute(world, karin.actor, '{ mySanctions { id } }');
    expect(data.mySanctions).toEqual([]);
    expect(await ownAppeals(world, karin)).toMatchObject([{ decisionId, action: 'WARN' }]);
  });

  test('a deletion is said to be wrong and that nothing can be brought back', async () => {
    await answer(world, omar, consultationId, false);
    expect((await overturn('DELETE')).effect).toBe('TEXT_DESTROYED');
    expect(await readThread(world, karin, consultationId)).toMatchObject({ visibility: 'DELETED', body: '' });
    const { decisions } = await decisionsSeenBy(karin, consultationId);
    expect(decisions).toMatchObject([
      { action: 'DELETE', appeal: { state: 'OVERTURNED', effect: 'TEXT_DESTROYED', statement: verdict } },
    ]);
  });

  test('nothing happens to a post that its author has taken back meanwhile', async () => {
    const answerId = await answer(world, karin, consultationId, true);
    const decisionId = await burden(world, mia, { answerId }, 'HIDE');
    const appealId = await appeal(world, karin, decisionId);
    await deleteAnswer(world.services, karin.grant, { id: answerId });
    const { ruling, case: found } = await ruleOn(world, nils, appealId, 'OVERTURNED');
    expect(ruling?.effect).toBe('NOTHING_LEFT');
    expect(found.post.visibility).toBe('WITHDRAWN');
  });

  test('a later decision to hide stands', async () => {
    const first = await burden(world, mia, { consultationId }, 'HIDE');
    const appealId = await appeal(world, karin, first);
    const { id: caseId } = await openCase(world.services, nils.hat, { consultationId });
    await decideCase(world.services, nils.hat, 'UNHIDE', { caseId, ...reasons });
    await decideCase(world.services, nils.hat, 'HIDE', { caseId, ...reasons });
    const { ruling } = await ruleOn(world, nils, appealId, 'OVERTURNED');
    expect(ruling?.effect).toBe('NOTHING_LEFT');
    expect(await readThread(world, omar, consultationId)).toBeNull();
  });
});

describe('a suspended author', () => {
  test('writes nothing but her appeal, and writes again once it is overturned', async () => {
    const decisionId = await burden(world, mia, { consultationId }, { suspend: 30 });
    await expect(ask(world, karin, false)).rejects.toMatchObject({ code: 'WRITING_SUSPENDED' });
    const sanctions = async () =>
      (
        await execute(
          world,
          karin.actor,
          '{ mySanctions { id kind appealableUntil appeal { state effect statement } } }',
        )
      ).data.mySanctions;
    expect(await sanctions()).toMatchObject([{ id: decisionId, kind: 'SUSPENSION', appeal: null }]);
    expect((await sanctions())[0].appealableUntil).not.toBeNull();
    const appealId = await appeal(world, karin, decisionId);
    expect(await sanctions()).toMatchObject([{ appealableUntil: null, appeal: { state: 'PENDING' } }]);
    expect((await ruleOn(world, nils, appealId, 'OVERTURNED')).ruling?.effect).toBe('SUSPENSION_LIFTED');
    expect(await sanctions()).toEqual([]);
    await ask(world, karin, false);
  });

  test('stays suspended for another decision', async () => {
    const first = await burden(world, mia, { consultationId }, { suspend: 7 });
    const other = await ask(world, await colleague(world), true);
    const answerId = await answer(world, omar, other, true);
    await burden(world, mia, { answerId }, { suspend: 7 });
    await ruleOn(world, nils, await appeal(world, karin, first), 'OVERTURNED');
    await expect(ask(world, omar, false)).rejects.toMatchObject({ code: 'WRITING_SUSPENDED' });
    await world.services.db.service.sanction.updateMany({ data: { lifted: true } });
  });
});

describe('what is refused', () => {
  test('a decision that relieves, one that does not exist, and one that is older than the days allow', async () => {
    const hidden = await burden(world, mia, { consultationId }, 'HIDE');
    const { id: caseId } = await openCase(world.services, mia.hat, { consultationId });
    await decideCase(world.services, mia.hat, 'UNHIDE', { caseId, ...reasons });
    const { id: unhidden } = await world.services.db.service.decision.findFirstOrThrow({
      where: { consultationId, action: 'UNHIDE' },
    });
    await expect(appeal(world, karin, unhidden)).rejects.toMatchObject({ code: 'DECISION_NOT_APPEALABLE' });
    await expect(appeal(world, karin, newId())).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(appeal(world, karin, 'x')).rejects.toMatchObject({ code: 'NOT_FOUND' });

    const { decidedAt } = await world.services.db.service.decision.findUniqueOrThrow({
      where: { id: hidden },
    });
    const passed = world.clock.now().getTime() - decidedAt.getTime();
    world.clock.advance(30 * dayInMs - passed);
    await expect(appeal(world, karin, hidden)).rejects.toMatchObject({ code: 'APPEAL_TOO_LATE' });
    const [decision] = (await decisionsSeenBy(karin, consultationId)).decisions;
    expect(decision.appealableUntil).toBeNull();
    const longer = { ...world.services, config: { ...world.services.config, appealDays: 31 } };
    await appealDecision(longer, karin.grant, { decisionId: hidden, text: objection });
  });

  test('a text that is too short, or that tells who the patient is', async () => {
    const decisionId = await burden(world, mia, { consultationId }, 'HIDE');
    const issuesOf = async (text: string, identifierOverride?: string) => {
      const attempt = appealDecision(world.services, karin.grant, { decisionId, text, identifierOverride });
      return attempt.then(
        () => [],
        ({ issues }) => issues,
      );
    };
    expect(await issuesOf('Fel.')).toMatchObject([{ field: 'text', code: 'FIELD_TOO_SHORT' }]);
    expect(await issuesOf(`${objection} Hon är född 19121212-1212.`)).toMatchObject([
      { field: 'text', code: 'PATIENT_IDENTIFIER' },
    ]);
    const likely = `${objection} Jag skrev patienten Anna Svensson av misstag.`;
    expect(await issuesOf(likely)).toMatchObject([{ field: 'text', code: 'PATIENT_IDENTIFIER_LIKELY' }]);
    expect(await issuesOf(likely, 'Det är ett påhittat namn.')).toEqual([]);
    const { identifierOverride } = await world.services.db.service.appeal.findUniqueOrThrow({
      where: { decisionId },
    });
    expect(identifierOverride).toBe('Det är ett påhittat namn.');
  });
});

describe('at the same time', () => {
  test('of many appeals of one decision one is kept', async () => {
    const decisionId = await burden(world, mia, { consultationId }, 'HIDE');
    const attempts = await Promise.allSettled(
      Array.from({ length: 5 }, () => appeal(world, karin, decisionId)),
    );
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const attempt of attempts) {
      if (attempt.status === 'rejected') expect(attempt.reason).toMatchObject({ code: 'ALREADY_APPEALED' });
    }
    expect(await world.services.db.service.appeal.count({ where: { decisionId } })).toBe(1);
  });

  test('of two moderators one rules, and the other is told', async () => {
    const olga = await moderator(world);
    const decisionId = await burden(world, mia, { consultationId }, 'HIDE');
    const appealId = await appeal(world, karin, decisionId);
    const attempts = await Promise.allSettled([
      ruleOn(world, nils, appealId, 'UPHELD'),
      ruleOn(world, olga, appealId, 'OVERTURNED'),
    ]);
    const [won] = attempts.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    const lost = attempts.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
    expect(lost).toMatchObject([{ code: 'APPEAL_DECIDED' }]);
    const { visibility } = await world.services.db.service.consultation.findUniqueOrThrow({
      where: { id: consultationId },
    });
    expect(visibility).toBe(won?.ruling?.outcome === 'OVERTURNED' ? 'VISIBLE' : 'HIDDEN');
  });

  test('the author edits while it is ruled on: one text wins whole, and the effect says which', async () => {
    for (let round = 0; round < 4; round += 1) {
      const id = await ask(world, karin, true);
      const decisionId = await burden(world, mia, { consultationId: id }, { edit: mended });
      const appealId = await appeal(world, karin, decisionId);
      const hers = `${mended} Nya prover kom i försök ${round}.`;
      const version = await versionOf(world.services, id);
      const [ruled, edited] = await Promise.allSettled([
        ruleOn(world, nils, appealId, 'OVERTURNED'),
        editConsultation(world.services, karin.grant, {
          id,
          title: question.title,
          body: hers,
          tags: [],
          version,
        }),
      ]);
      // Where she comes last she is told that her own text is back, and overwrites nothing.
      const effect = ruled.status === 'fulfilled' ? ruled.value.ruling?.effect : ruled.reason;
      expect(effect).toBe(edited.status === 'fulfilled' ? 'TEXT_CHANGED_SINCE' : 'TEXT_RESTORED');
      if (edited.status === 'rejected') expect(edited.reason).toMatchObject({ code: 'EDITED_MEANWHILE' });
      const body = edited.status === 'fulfilled' ? hers : question.body;
      expect(await readThread(world, karin, id)).toMatchObject({ body });
    }
  });
});
