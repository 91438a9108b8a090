import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { deleteAnswer } from '../../api/answers/delete-answer.ts';
import { editAnswer } from '../../api/answers/edit-answer.ts';
import { editConsultation } from '../../api/consultations/edit-consultation.ts';
import { decideCase, dismissCase } from '../../api/moderation/decide-case.ts';
import { acceptEdit, refuseEdit } from '../../api/moderation/decide-on-edit.ts';
import { editPost } from '../../api/moderation/edit-post.ts';
import { openCase } from '../../api/moderation/open-case.ts';
import type { AnswerId, ConsultationId } from '../../api/platform/ids.ts';
import { withdrawEdit } from '../../api/waiting-edits/withdraw-edit.ts';
import { versionOf } from '../support/edits.ts';
import { answer, ask, type Colleague, colleague, execute, readThread } from '../support/forum.ts';
import { executeModeration, type Moderator, moderator } from '../support/moderation.ts';
import { holdTestCeremony } from '../support/vault.ts';
import { createWorld, type World } from '../support/world.ts';

/** A text that undoes what moderation has made of a post waits for a moderator, and the post stays as it is. */

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
const body = 'Mannen, fyrvaktaren på Kanarieholmen, har haft feber i tre veckor. Hur går ni vidare?';
const mended = 'Mannen har haft feber i tre veckor. Hur går ni vidare?';
const statement = 'Yrke och ort gör att han känns igen.';
const reasons = { rule: 'PATIENT_PRIVACY' as const, statement };
const wanted = { title, body: `${mended} Han är fyrvaktaren på Kanarieholmen.`, tags: ['feber', 'fyr'] };

const version = (id: string) => versionOf(world.services, id);

/** A question of hers that a moderator has edited, and the case in which that was done. */
async function editedQuestion(anonymous: boolean): Promise<{ id: ConsultationId; caseId: string }> {
  const id = await ask(world, karin, anonymous, { title, body, tags: ['feber'] });
  const { id: caseId } = await openCase(world.services, mia.hat, { consultationId: id });
  await editPost(world.services, mia.hat, { caseId, ...reasons, body: mended, version: await version(id) });
  return { id, caseId };
}

/** Her text that takes it back, sent to review. */
async function sentToReview(anonymous: boolean) {
  const { id } = await editedQuestion(anonymous);
  const edit = { id, ...wanted, version: await version(id) };
  await expect(editConsultation(world.services, karin.grant, edit)).rejects.toMatchObject({
    code: 'MODERATION_UNDONE',
  });
  await editConsultation(world.services, karin.grant, { ...edit, review: true });
  return { id, ...(await openReviewOf(id)) };
}

/** The case in which it waits, as the queue has it. */
async function openReviewOf(postId: string) {
  const { data } = await executeModeration(
    world,
    mia.actor,
    `{ cases(list: OPEN, first: 100) { edges { node { id
        post { id body possibleActions waitingEdit { id title body tags } } } } } }`,
  );
  const { edges } = data.cases as { edges: { node: ReviewedCase }[] };
  const found = edges.find(({ node }) => node.post.id === postId)?.node;
  return { caseId: found?.id ?? '', editId: found?.post.waitingEdit?.id ?? '', post: found?.post ?? null };
}

interface ReviewedCase {
  id: string;
  post: {
    id: string;
    body: string;
    possibleActions: string[];
    waitingEdit: { id: string; title: string | null; body: string; tags: string[] } | null;
  };
}

const waiting = (postId: string) =>
  world.services.db.service.waitingEdit.count({
    where: { OR: [{ consultationId: postId, answerId: null }, { answerId: postId }] },
  });

const fields = 'title body tags editedByModeration waitingEdit { title body tags }';
async function readAs(who: Colleague, id: string) {
  const { data } = await execute(
    world,
    who.actor,
    `query ($id: ID!) { consultation(id: $id) { ${fields} decisions { action statement rule } } }`,
    { id },
  );
  return data.consultation;
}

describe.each([
  ['named', false],
  ['anonymous', true],
])('of a %s question', (_face, anonymous) => {
  test('the text waits: readers see the post as it is, its author and moderators see what waits', async () => {
    const { id, post } = await sentToReview(anonymous);
    expect(await readAs(karin, id)).toMatchObject({ body: mended, tags: ['feber'], waitingEdit: wanted });
    expect(await readAs(await colleague(world), id)).toMatchObject({ body: mended, waitingEdit: null });
    expect(post).toMatchObject({ body: mended, waitingEdit: wanted });
    expect(post?.possibleActions).toEqual(expect.arrayContaining(['ACCEPT_EDIT', 'REFUSE_EDIT']));
    expect(post?.possibleActions).not.toContain('DISMISS');
  });

  test('accepted, it is the post’s text, also against what was taken away, and may stay', async () => {
    const { id, caseId, editId } = await sentToReview(anonymous);
    const { state } = await acceptEdit(world.services, mia.hat, { caseId, editId, statement });
    expect(state).toBe('DECIDED');
    const read = await readAs(karin, id);
    expect(read).toMatchObject({ ...wanted, editedByModeration: true, waitingEdit: null });
    expect(read.decisions.at(-1)).toEqual({ action: 'ACCEPT_EDIT', statement, rule: null });
    const later = { id, ...wanted, body: `${wanted.body} Tack.`, version: await version(id) };
    await editConsultation(world.services, karin.grant, later);
    expect(await readThread(world, karin, id)).toMatchObject({ body: later.body });
  });

  test('refused, it is destroyed, the post stays, and its author reads why', async () => {
    const { id, caseId, editId } = await sentToReview(anonymous);
    await refuseEdit(world.services, mia.hat, { caseId, editId, ...reasons });
    const read = await readAs(karin, id);
    expect(read).toMatchObject({ body: mended, waitingEdit: null });
    expect(read.decisions.at(-1)).toEqual({ action: 'REFUSE_EDIT', ...reasons });
    expect(await waiting(id)).toBe(0);
  });

  test('what the moderator has not read is not decided on', async () => {
    const { id, caseId, editId } = await sentToReview(anonymous);
    const other = { id, ...wanted, body: `${wanted.body} Eller?`, version: await version(id) };
    await editConsultation(world.services, karin.grant, { ...other, review: true });
    for (const decide of [
      acceptEdit(world.services, mia.hat, { caseId, editId, statement }),
      refuseEdit(world.services, mia.hat, { caseId, editId, ...reasons }),
    ]) {
      await expect(decide).rejects.toMatchObject({ code: 'EDIT_CHANGED' });
    }
    expect(await readAs(karin, id)).toMatchObject({ body: mended, waitingEdit: { body: other.body } });
  });

  test('taken back, or followed by a save that keeps to moderation, it waits no more', async () => {
    const { id, caseId, editId } = await sentToReview(anonymous);
    await withdrawEdit(world.services, karin.grant, { consultationId: id });
    await expect(acceptEdit(world.services, mia.hat, { caseId, editId, statement })).rejects.toMatchObject({
      code: 'EDIT_CHANGED',
    });
    await dismissCase(world.services, mia.hat, { caseId, statement });
    await editConsultation(world.services, karin.grant, {
      ...{ id, ...wanted, version: await version(id) },
      review: true,
    });
    const kept = { id, title, tags: ['feber'], body: `${mended} Tack.`, version: await version(id) };
    await editConsultation(world.services, karin.grant, kept);
    expect(await readAs(karin, id)).toMatchObject({ body: kept.body, waitingEdit: null });
  });

  test('another act of moderation leaves it waiting and its case open; one that changes the text ends it', async () => {
    const { id, caseId } = await sentToReview(anonymous);
    expect(await decideCase(world.services, mia.hat, 'HIDE', { caseId, ...reasons })).toMatchObject({
      state: 'OPEN',
    });
    expect(await waiting(id)).toBe(1);
    const edit = { caseId, ...reasons, body: `${mended} Ändrat igen.`, version: await version(id) };
    expect(await editPost(world.services, mia.hat, edit)).toMatchObject({ state: 'DECIDED' });
    expect(await waiting(id)).toBe(0);
  });

  test('nobody but its author sends it, or takes it back', async () => {
    const { id } = await sentToReview(anonymous);
    const omar = await colleague(world);
    const edit = { id, ...wanted, version: await version(id), review: true };
    await expect(editConsultation(world.services, omar.grant, edit)).rejects.toMatchObject({
      code: 'NOT_YOUR_POST',
    });
    await expect(withdrawEdit(world.services, omar.grant, { consultationId: id })).rejects.toMatchObject({
      code: 'NOT_YOUR_POST',
    });
    expect(await waiting(id)).toBe(1);
  });
});

test('a question that no moderator has changed is not sent to review, and opens no case', async () => {
  const id = await ask(world, karin, true, { title, body });
  const edit = { id, ...wanted, version: await version(id), review: true };
  await expect(editConsultation(world.services, karin.grant, edit)).rejects.toMatchObject({
    code: 'NOTHING_TO_REVIEW',
  });
  expect(await world.services.db.service.moderationCase.count({ where: { consultationId: id } })).toBe(0);
});

test('an answer waits as well, and goes with its withdrawal', async () => {
  const id = await ask(world, karin, false);
  const omar = await colleague(world);
  const answerId: AnswerId = await answer(world, omar, id, true, body);
  const { id: caseId } = await openCase(world.services, mia.hat, { answerId });
  await editPost(world.services, mia.hat, {
    ...{ caseId, ...reasons, body: mended },
    version: await version(answerId),
  });
  const edit = { id: answerId, body: wanted.body, version: await version(answerId), review: true };
  await editAnswer(world.services, omar.grant, edit);
  const { editId, ...review } = await openReviewOf(answerId);
  expect(review.post?.waitingEdit).toEqual({ id: editId, title: null, body: wanted.body, tags: [] });
  await deleteAnswer(world.services, omar.grant, { id: answerId });
  expect(await waiting(answerId)).toBe(0);
  await expect(
    acceptEdit(world.services, mia.hat, { caseId: review.caseId, editId, statement }),
  ).rejects.toMatchObject({ code: 'EDIT_CHANGED' });
});

test('authors and moderators at once never wait for each other in a circle', async () => {
  const questions = await Promise.all(Array.from({ length: 4 }, () => editedQuestion(true)));
  const outcomes = await Promise.allSettled(
    questions.flatMap(({ id, caseId }) =>
      Array.from({ length: 5 }, async (_, at) => {
        const edit = {
          id,
          ...wanted,
          body: `${wanted.body} ${at}`,
          version: await version(id),
          review: true,
        };
        return at % 2 === 0
          ? editConsultation(world.services, karin.grant, edit)
          : decideCase(world.services, mia.hat, 'WARN', { caseId, ...reasons });
      }),
    ),
  );
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: expect.any(String) });
  }
  expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(questions.length);
});
