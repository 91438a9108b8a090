import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deleteAnswer } from '../../api/answers/delete-answer.ts';
import { decideCase } from '../../api/moderation/decide-case.ts';
import { checkReplacement } from '../../api/moderation/propose-redaction.ts';
import { newId } from '../../api/platform/ids.ts';
import { checkIdentifiers } from '../../api/posts/patient-identifiers.ts';
import { demoConsultations } from '../../prisma/seed/demo/consultations/index.ts';
import { editAnswer, editConsultation } from '../support/edits.ts';
import { answer, ask, type Colleague, colleague, execute, moderate, readThread } from '../support/forum.ts';
import { executeModeration, flag, type Moderator, moderator, openCaseFor } from '../support/moderation.ts';
import { createWorld, type World } from '../support/world.ts';

let world: World;
let karin: Colleague;
let omar: Colleague;
let mia: Moderator;

beforeAll(async () => {
  world = await createWorld();
  karin = await colleague(world);
  omar = await colleague(world);
  mia = await moderator(world);
});
afterAll(() => world.close());

const certain = 'Kvinnan, 850709-9805, söker igen.';
const likely = 'Patienten Karin mår bättre efter behandling.';
const reason = 'Karin är namnet på en skattningsskala.';

const postAnswer = `mutation($input: PostAnswerInput!) { postAnswer(input: $input) {
  __typename ... on InvalidInputError { issues { field code detail message } } } }`;

async function issuesOf(input: Record<string, unknown>) {
  const { data } = await execute(world, omar.actor, postAnswer, { input: { anonymous: false, ...input } });
  return data.postAnswer.issues ?? data.postAnswer.__typename;
}

describe('what could tell who the patient is', () => {
  test('is refused where it is certain, with field and kind and not a word of it', async () => {
    const consultationId = await ask(world, karin, false);
    const issues = await issuesOf({ consultationId, body: certain, identifierOverride: reason });
    expect(issues).toEqual([
      {
        field: 'body',
        code: 'PATIENT_IDENTIFIER',
        detail: 'SWEDISH_PERSONAL_NUMBER',
        message: 'Texten innehåller en uppgift som pekar ut patienten. Ta bort den.',
      },
    ]);
    expect((await readThread(world, omar, consultationId)).answerCount).toBe(0);
  });

  test('is refused where it is likely, unless its author says why it is harmless', async () => {
    const consultationId = await ask(world, karin, false);
    const input = { consultationId, body: likely };
    expect(await issuesOf(input)).toMatchObject([
      { field: 'body', code: 'PATIENT_IDENTIFIER_LIKELY', detail: 'PERSON_NAME' },
    ]);
    expect(await issuesOf({ ...input, identifierOverride: 'nej' })).toMatchObject([
      { field: 'identifierOverride', code: 'FIELD_TOO_SHORT' },
    ]);
    expect(await issuesOf({ ...input, identifierOverride: 'x'.repeat(201) })).toMatchObject([
      { field: 'identifierOverride', code: 'FIELD_TOO_LONG' },
    ]);
    expect(await issuesOf({ ...input, identifierOverride: reason })).toBe('Answer');
  });

  test('is looked for in title, text and tags, of a question and of its changes', async () => {
    const field = (name: string, code = 'PATIENT_IDENTIFIER') => ({
      issues: expect.arrayContaining([expect.objectContaining({ field: name, code })]),
    });
    await expect(ask(world, karin, false, { title: `Anemi. ${certain}` })).rejects.toMatchObject(
      field('title'),
    );
    await expect(ask(world, karin, false, { body: `${certain} Hur går ni vidare?` })).rejects.toMatchObject(
      field('body'),
    );
    await expect(ask(world, karin, false, { tags: ['850709-9805'] })).rejects.toMatchObject(field('tags'));
    const id = await ask(world, karin, false);
    const text = { id, title: 'Oklar anemi igen', body: `${certain} Hur går ni vidare?`, tags: [] };
    await expect(editConsultation(world.services, karin.grant, text)).rejects.toMatchObject(field('body'));
    const answerId = await answer(world, omar, id, false);
    await expect(
      editAnswer(world.services, omar.grant, { id: answerId, body: likely }),
    ).rejects.toMatchObject(field('body', 'PATIENT_IDENTIFIER_LIKELY'));
    expect((await readThread(world, karin, id)).body).not.toContain('850709');
  });

  test('the reason is for moderators where the post is reported, and goes with what it was for', async () => {
    const id = await ask(world, karin, false);
    await issuesOf({ consultationId: id, body: likely, identifierOverride: reason });
    const seen = await readThread(world, karin, id);
    expect(JSON.stringify(seen)).not.toContain(reason);
    const answerId = seen.answers[0].id;
    await flag(world, karin, { answerId });
    const { id: caseId } = await openCaseFor(world, mia, { answerId });
    const shown = await executeModeration(
      world,
      mia.actor,
      'query($id: ID!) { case(id: $id) { post { identifierOverride } } }',
      { id: caseId },
    );
    expect(shown.data.case.post).toEqual({ identifierOverride: reason });

    const stored = async () =>
      (await world.services.db.service.answer.findUniqueOrThrow({ where: { id: answerId } }))
        .identifierOverride;
    await editAnswer(world.services, omar.grant, { id: answerId, body: 'Patienten mår bättre.' });
    expect(await stored()).toBeNull();
    await editAnswer(world.services, omar.grant, { id: answerId, body: likely, identifierOverride: reason });
    expect(await stored()).toBe(reason);
    await deleteAnswer(world.services, omar.grant, { id: answerId });
    expect(await stored()).toBeNull();
  });

  test('a deletion by moderation takes the reason too', async () => {
    const id = await ask(world, karin, false, {
      body: `${likely} Hur går ni vidare?`,
      identifierOverride: reason,
    });
    await moderate(world, { consultationId: id }, 'DELETE');
    const row = await world.services.db.service.consultation.findUniqueOrThrow({ where: { id } });
    expect([row.body, row.identifierOverride]).toEqual(['', null]);
  });
});

test('what others read beside a post is refused too: a report’s note, a moderator’s reasons and replacement, the description of a picture', async () => {
  const refused = (field: string) => ({ issues: [{ field, code: 'PATIENT_IDENTIFIER' }] });
  const id = await ask(world, karin, false);
  const answerId = await answer(world, omar, id, false);
  await expect(flag(world, karin, { answerId }, { note: certain })).rejects.toMatchObject(refused('note'));
  await flag(world, karin, { answerId });
  const { id: caseId } = await openCaseFor(world, mia, { answerId });
  const decision = { caseId, rule: 'RESPECT' as const, statement: certain };
  await expect(decideCase(world.services, mia.hat, 'HIDE', decision)).rejects.toMatchObject(
    refused('statement'),
  );
  const replacing = async () => checkReplacement('850709-9805', 'något annat');
  await expect(replacing()).rejects.toMatchObject(refused('replacement'));
  const images = [{ id: newId(), alt: certain, consent: 'ORAL' as const, sensitive: false }];
  await expect(ask(world, karin, false, { images })).rejects.toMatchObject(refused('images'));
});

test('nothing in the demo is refused', () => {
  const texts = JSON.stringify(demoConsultations);
  expect(texts.length).toBeGreaterThan(50_000);
  const visit = (value: unknown): void => {
    if (typeof value === 'string') checkIdentifiers({ text: value }, null);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(visit);
  };
  expect(() => visit(demoConsultations)).not.toThrow();
});
