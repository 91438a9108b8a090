import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { editAnswer } from '../../api/answers/edit-answer.ts';
import { editConsultation } from '../../api/consultations/edit-consultation.ts';
import { editPost } from '../../api/moderation/edit-post.ts';
import { openCase } from '../../api/moderation/open-case.ts';
import { proposeRedaction } from '../../api/moderation/propose-redaction.ts';
import type { AnswerId, ConsultationId } from '../../api/platform/ids.ts';
import { versionOf } from '../support/edits.ts';
import { answer, ask, type Colleague, colleague, execute, readThread } from '../support/forum.ts';
import { executeModeration, type Moderator, moderator } from '../support/moderation.ts';
import { holdTestCeremony } from '../support/vault.ts';
import { createWorld, type World } from '../support/world.ts';

let world: World;
let karin: Colleague;
let mia: Moderator;

beforeAll(async () => {
  world = await createWorld();
  await holdTestCeremony(world);
});
afterAll(async () => {
  await world.close();
});
beforeEach(async () => {
  [karin, mia] = await Promise.all([colleague(world), moderator(world)]);
});

const title = 'Feber hos fyrvaktare i tre veckor';
const passage = 'fyrvaktaren på Kanarieholmen';
const body = `Mannen, ${passage}, har haft feber i tre veckor. Hur går ni vidare?`;
const mended = 'Mannen har haft feber i tre veckor. Hur går ni vidare?';
const reasons = { rule: 'PATIENT_PRIVACY' as const, statement: 'Yrke och ort gör att han känns igen.' };
const asker = (id: ConsultationId) => ({ id, title, body, tags: ['feber'] });

const version = (id: string) => versionOf(world.services, id);

async function moderatorEdits(post: { consultationId: ConsultationId } | { answerId: AnswerId }, to: string) {
  const { id: caseId } = await openCase(world.services, mia.hat, post);
  const postId = 'answerId' in post ? post.answerId : post.consultationId;
  await editPost(world.services, mia.hat, { caseId, ...reasons, body: to, version: await version(postId) });
  return caseId;
}

describe.each([
  ['named', false],
  ['anonymous', true],
])('of a %s post', (_face, anonymous) => {
  test('a question that moderation edited while its author had it open is not overwritten', async () => {
    const id = await ask(world, karin, anonymous, { title, body });
    const opened = await version(id);
    await moderatorEdits({ consultationId: id }, mended);
    const saving = { ...asker(id), body: `${body} Tack.`, version: opened };
    await expect(editConsultation(world.services, karin.grant, saving)).rejects.toMatchObject({
      code: 'EDITED_MEANWHILE',
      by: 'MODERATION',
    });
    expect(await readThread(world, karin, id)).toMatchObject({ body: mended });
  });

  test('an answer that moderation edited while its author had it open is not overwritten', async () => {
    const id = await ask(world, karin, false);
    const omar = await colleague(world);
    const answerId = await answer(world, omar, id, anonymous, body);
    const opened = await version(answerId);
    await moderatorEdits({ answerId }, mended);
    const saving = { id: answerId, body: `${body} Tack.`, version: opened };
    await expect(editAnswer(world.services, omar.grant, saving)).rejects.toMatchObject({
      code: 'EDITED_MEANWHILE',
      by: 'MODERATION',
    });
    const thread = await readThread(world, karin, id);
    expect(thread.answers[0].body).toBe(mended);
  });

  test.each([
    ['title', { title: 'Feber hos man i tre veckor' }],
    ['tags', { tags: ['feber', 'infektion'] }],
    ['body', { body: mended }],
  ])('of two tabs the second does not undo the %s that the first has saved', async (_what, change) => {
    const id = await ask(world, karin, anonymous, { title, body, tags: ['feber'] });
    const opened = await version(id);
    await editConsultation(world.services, karin.grant, { ...asker(id), ...change, version: opened });
    const later = { ...asker(id), title: 'En tredje rubrik i andra fliken', version: opened };
    await expect(editConsultation(world.services, karin.grant, later)).rejects.toMatchObject({
      code: 'EDITED_MEANWHILE',
      by: 'AUTHOR',
    });
    expect(await readThread(world, karin, id)).toMatchObject(change);
    // With the newer text before her she may.
    await editConsultation(world.services, karin.grant, { ...later, version: await version(id) });
    expect(await readThread(world, karin, id)).toMatchObject({ title: later.title });
  });

  test('saving the same text again from an old version changes nothing and is no conflict', async () => {
    const id = await ask(world, karin, anonymous, { title, body, tags: ['feber'] });
    const saving = { ...asker(id), body: mended, version: await version(id) };
    await editConsultation(world.services, karin.grant, saving);
    const once = await version(id);
    await editConsultation(world.services, karin.grant, saving);
    expect(await version(id)).toBe(once);
  });

  test('of edits at once exactly one is saved, and the others are told', async () => {
    const id = await ask(world, karin, anonymous, { title, body });
    const opened = await version(id);
    const bodies = Array.from({ length: 6 }, (_, at) => `${body} Tillägg nummer ${at}.`);
    const outcomes = await Promise.allSettled(
      bodies.map((each) =>
        editConsultation(world.services, karin.grant, { ...asker(id), body: each, version: opened }),
      ),
    );
    const saved = outcomes.flatMap(({ status }, at) => (status === 'fulfilled' ? [bodies[at]] : []));
    expect(saved).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'EDITED_MEANWHILE' });
    }
    expect(await readThread(world, karin, id)).toMatchObject({ body: saved[0] });
  });

  test.runIf(anonymous)('a text that is held back has versions too', async () => {
    const id = await ask(world, karin, true, { title, body, holdBack: 'ONE_DAY' });
    const opened = await version(id);
    await editConsultation(world.services, karin.grant, { ...asker(id), body: mended, version: opened });
    await expect(
      editConsultation(world.services, karin.grant, { ...asker(id), body, version: opened }),
    ).rejects.toMatchObject({ code: 'EDITED_MEANWHILE' });
  });

  test.each([
    ['the body', { body: `${mended} Han är ${passage}.` }],
    ['the title', { title: `Feber hos ${passage}` }],
    ['the tags', { tags: ['kanarieholmen'] }],
  ])('what moderation has taken away does not come back, not in %s either', async (_where, change) => {
    const id = await ask(world, karin, anonymous, { title, body });
    await moderatorEdits({ consultationId: id }, mended);
    const saving = { ...asker(id), body: mended, ...change, version: await version(id) };
    await expect(editConsultation(world.services, karin.grant, saving)).rejects.toMatchObject({
      code: 'MODERATION_UNDONE',
    });
    expect(await readThread(world, karin, id)).toMatchObject({ title, body: mended });
    const kept = { ...asker(id), body: `${mended} Tack för hjälpen.`, version: await version(id) };
    await editConsultation(world.services, karin.grant, kept);
    expect(await readThread(world, karin, id)).toMatchObject({ body: kept.body });
  });

  test('nor in an answer', async () => {
    const id = await ask(world, karin, false);
    const omar = await colleague(world);
    const answerId = await answer(world, omar, id, anonymous, body);
    await moderatorEdits({ answerId }, mended);
    const saving = {
      id: answerId,
      body: `${mended} F y r v a k t a r e n.`,
      version: await version(answerId),
    };
    await expect(editAnswer(world.services, omar.grant, saving)).rejects.toMatchObject({
      code: 'MODERATION_UNDONE',
    });
  });

  test('a moderator does not overwrite what the author has written since, nor mark a passage in it', async () => {
    const id = await ask(world, karin, anonymous, { title, body });
    const { id: caseId } = await openCase(world.services, mia.hat, { consultationId: id });
    const read = await version(id);
    const newer = `Rättelse: ${body}`;
    await editConsultation(world.services, karin.grant, { ...asker(id), body: newer, version: read });
    const edit = { caseId, ...reasons, body: mended, version: read };
    await expect(editPost(world.services, mia.hat, edit)).rejects.toMatchObject({
      code: 'EDITED_MEANWHILE',
      by: 'AUTHOR',
    });
    const start = newer.indexOf(passage);
    const place = { field: 'BODY' as const, start, end: start + passage.length, passage };
    await expect(
      proposeRedaction(world.services, mia.hat, {
        ...{ caseId, ...reasons, ...place, replacement: '', hide: true },
        version: read,
      }),
    ).rejects.toMatchObject({ code: 'EDITED_MEANWHILE' });
    expect(await readThread(world, karin, id)).toMatchObject({ body: newer });
  });
});

test('over GraphQL the newer text comes with the refusal, to author and moderator', async () => {
  const id = await ask(world, karin, true, { title, body });
  const opened = await version(id);
  const caseId = await moderatorEdits({ consultationId: id }, mended);
  const refused = await execute(
    world,
    karin.actor,
    `mutation ($input: EditConsultationInput!) { editConsultation(input: $input) { __typename
      ... on Refusal { code message }
      ... on EditedMeanwhileError { by consultation { id version body } answer { id } } } }`,
    { input: { ...asker(id), version: opened } },
  );
  expect(refused.errors).toEqual([]);
  expect(refused.data.editConsultation).toMatchObject({
    __typename: 'EditedMeanwhileError',
    code: 'EDITED_MEANWHILE',
    by: 'MODERATION',
    consultation: { id, version: await version(id), body: mended },
    answer: null,
  });
  const told = await executeModeration(
    world,
    mia.actor,
    `mutation ($input: EditPostInput!) { editPost(input: $input) { __typename
      ... on EditedMeanwhileError { by case { id post { version body } } } } }`,
    { input: { caseId, ...reasons, body: `${mended} Tack.`, version: opened } },
  );
  expect(told.errors).toEqual([]);
  expect(told.data.editPost).toMatchObject({
    __typename: 'EditedMeanwhileError',
    by: 'MODERATION',
    case: { id: caseId, post: { version: await version(id), body: mended } },
  });
});

test('a version is told to whom may edit, and to nobody else', async () => {
  const id = await ask(world, karin, true, { title, body });
  await answer(world, karin, id, true, body.toUpperCase());
  const omar = await colleague(world);
  const seenBy = async ({ actor }: Colleague) => {
    const { data } = await execute(
      world,
      actor,
      'query ($id: ID!) { consultation(id: $id) { version answers { edges { node { version } } } } }',
      { id },
    );
    return [data.consultation.version, data.consultation.answers.edges[0].node.version];
  };
  expect(await seenBy(omar)).toEqual([null, null]);
  expect(await seenBy(karin)).toEqual([await version(id), expect.any(String)]);
});
