import { randomInt } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { decideCase } from '../../api/moderation/decide-case.ts';
import { openCase } from '../../api/moderation/open-case.ts';
import type { ProposeRedactionInput } from '../../api/moderation/propose-redaction.ts';
import { suspendAuthor } from '../../api/moderation/suspend-author.ts';
import type { AnswerId, ConsultationId } from '../../api/platform/ids.ts';
import { answerRedaction } from '../../api/redactions/answer-redaction.ts';
import { editAnswer, editConsultation, editPost, proposeRedaction } from '../support/edits.ts';
import { answer, ask, type Colleague, colleague, execute, question, readThread } from '../support/forum.ts';
import {
  caseAs,
  casesOf,
  executeModeration,
  flag,
  type Moderator,
  moderator,
  type Post,
} from '../support/moderation.ts';
import { holdTestCeremony } from '../support/vault.ts';
import { createWorld, type World } from '../support/world.ts';

let world: World;
let owner: pg.Client;
let mia: Moderator;
let karin: Colleague;
let omar: Colleague;

beforeAll(async () => {
  world = await createWorld();
  await holdTestCeremony(world);
  owner = new pg.Client(world.database.owner);
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await world.close();
});
beforeEach(async () => {
  [mia, karin, omar] = await Promise.all([moderator(world), colleague(world), colleague(world)]);
});

/** Another for each test: what one leaves standing is not looked for by the next. */
let canary: string;
let body: string;
beforeEach(() => {
  canary = `fyrvaktaren på Kanarieholmen ${randomInt(1e9)}`;
  body = `Mannen, ${canary}, har haft feber i tre veckor. Hur går ni vidare?`;
});
const redacted = 'Mannen, [borttaget], har haft feber i tre veckor. Hur går ni vidare?';
const reasons = { rule: 'PATIENT_PRIVACY' as const, statement: 'Yrke och ort gör att han känns igen.' };

type Proposal = Partial<Omit<ProposeRedactionInput, 'caseId'>>;

/** Marks the canary in the text of a post, as the moderator reads it. */
async function propose(post: Post, more: Proposal = {}, by = mia): Promise<{ caseId: string; id: string }> {
  const { id: caseId, post: read } = await openCase(world.services, by.hat, post);
  const field = more.field ?? 'BODY';
  const text = field === 'BODY' ? read.body : read.title;
  const start = text.indexOf(canary);
  const marked = { field, start, end: start + canary.length, passage: canary };
  const input = { caseId, ...reasons, ...marked, replacement: '[borttaget]', hide: true, ...more };
  await proposeRedaction(world.services, by.hat, input);
  const { id } = await world.services.db.service.redaction.findFirstOrThrow({
    where: { caseId, state: 'PROPOSED' },
  });
  return { caseId, id };
}

const redactionParts = 'redaction { id field start end replacement hides rule statement proposedAt }';
async function asRead({ actor }: Colleague, id: ConsultationId) {
  const { data, errors } = await execute(
    world,
    actor,
    `query ($id: ID!) { consultation(id: $id) { title body visibility editedByModeration ${redactionParts}
      answers { edges { node { id body visibility ${redactionParts} } } } } myRedactions { id consultationId answerId } }`,
    { id },
  );
  expect(errors).toEqual([]);
  return data;
}

async function placesOf(text: string): Promise<string[]> {
  const { rows } = await owner.query(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
     WHERE table_schema NOT IN ('pg_catalog', 'information_schema')`,
  );
  const places: string[] = [];
  for (const { name } of rows) {
    const { rowCount } = await owner.query(`SELECT FROM ${name} row WHERE row::text LIKE $1`, [`%${text}%`]);
    if (rowCount) places.push(name);
  }
  return places.sort();
}

const respond = (by: Colleague, id: string, answering: Parameters<typeof answerRedaction>[3]) =>
  answerRedaction(world.services, by.grant, id, answering);
const accept = (by: Colleague, id: string) => respond(by, id, { answer: 'ACCEPTED' });
const decline = (by: Colleague, id: string) => respond(by, id, { answer: 'DECLINED' });

describe.each([
  ['named', false],
  ['anonymous', true],
])('a passage of a %s question', (_face, anonymous) => {
  test('proposed: out of sight for others, shown with its place to the author alone', async () => {
    const id = await ask(world, karin, anonymous, { body });
    const { id: proposal } = await propose({ consultationId: id });
    expect(await readThread(world, omar, id)).toBeNull();
    const { consultation, myRedactions } = await asRead(karin, id);
    expect(consultation).toMatchObject({
      body,
      visibility: 'HIDDEN',
      redaction: { id: proposal, field: 'BODY', replacement: '[borttaget]', hides: true, ...reasons },
    });
    expect(body.slice(consultation.redaction.start, consultation.redaction.end)).toBe(canary);
    expect(myRedactions).toEqual([{ id: proposal, consultationId: id, answerId: null }]);
    expect((await asRead(omar, id)).myRedactions).toEqual([]);
  });

  test('accepted: destroyed wherever it was kept, and the post is shown again', async () => {
    const id = await ask(world, karin, anonymous, { body: `Första. ${body}` });
    await editConsultation(world.services, karin.grant, { id, title: question.title, body, tags: [] });
    await flag(world, omar, { consultationId: id }, { note: `Där står ${canary}.` });
    const { id: edited } = await openCase(world.services, mia.hat, { consultationId: id });
    await editPost(world.services, mia.hat, { caseId: edited, ...reasons, body: `${body} Tack.` });
    // Why she declared something harmless may say it again.
    await world.services.db.service.consultation.update({
      where: { id },
      data: { identifierOverride: `Det är bara ${canary}.` },
      select: { id: true },
    });
    const { caseId, id: proposal } = await propose({ consultationId: id });
    expect(await placesOf(canary)).toEqual([
      'forum.consultation',
      'forum.revision',
      'moderation.decision_with_texts',
      'moderation.flag',
    ]);

    await accept(karin, proposal);
    expect(await placesOf(canary)).toEqual([]);
    const { consultation, myRedactions } = await asRead(omar, id);
    expect(consultation).toMatchObject({
      body: `${redacted} Tack.`,
      visibility: 'VISIBLE',
      editedByModeration: true,
      redaction: null,
    });
    expect(myRedactions).toEqual([]);
    expect((await asRead(karin, id)).myRedactions).toEqual([]);

    // What a moderator reads of it now, and what later edits are told as: none of it is another edit's text.
    await editConsultation(world.services, karin.grant, {
      id,
      title: question.title,
      body: 'Han är nu frisk igen, tack för hjälpen.',
      tags: [],
    });
    const { data } = await executeModeration(
      world,
      mia.actor,
      `query ($id: ID!) { case(id: $id) { decisions { action textBefore textAfter redaction }
        post { revisions { body by } } flags { note } } }`,
      { id: edited },
    );
    expect(data.case).toEqual({
      decisions: [{ action: 'EDIT', textBefore: null, textAfter: null, redaction: null }],
      post: { revisions: [{ body: `${redacted} Tack.`, by: 'AUTHOR' }] },
      flags: [{ note: '' }],
    });
    expect((await caseAs(world, mia, caseId))?.state).toBe('DECIDED');
  });

  test('replaced by the author’s own words: destroyed just so', async () => {
    const id = await ask(world, karin, anonymous, { body });
    const { caseId, id: proposal } = await propose({ consultationId: id });
    await respond(karin, proposal, { answer: 'REPLACED', replacement: 'med ett ensligt arbete' });
    expect(await placesOf(canary)).toEqual([]);
    expect((await asRead(omar, id)).consultation).toMatchObject({
      body: body.replace(canary, 'med ett ensligt arbete'),
      visibility: 'VISIBLE',
      editedByModeration: false,
    });
    expect(await stateSeen(caseId)).toEqual(['REPLACED']);
  });

  test('declined: it stays as it is, and the case is back in the hands of the moderator', async () => {
    const id = await ask(world, karin, anonymous, { body });
    const { caseId, id: proposal } = await propose({ consultationId: id });
    expect((await caseAs(world, mia, caseId))?.state).toBe('DECIDED');
    await decline(karin, proposal);
    expect((await casesOf(world, mia, 'MINE')).map((found) => found.id)).toEqual([caseId]);
    expect((await asRead(karin, id)).consultation).toMatchObject({
      body,
      visibility: 'HIDDEN',
      redaction: null,
    });
    expect(await readThread(world, omar, id)).toBeNull();
    await decideCase(world.services, mia.hat, 'UNHIDE', { caseId, ...reasons });
    expect(await stateSeen(caseId)).toEqual(['DECLINED', null]);
    await propose({ consultationId: id });
  });
});

async function stateSeen(caseId: string) {
  const { data } = await executeModeration(
    world,
    mia.actor,
    'query ($id: ID!) { case(id: $id) { decisions { redaction } } }',
    { id: caseId },
  );
  return data.case.decisions.map(({ redaction }: { redaction: string | null }) => redaction);
}

describe('an answer’s passage', () => {
  test.each([
    ['hidden meanwhile', true],
    ['in sight meanwhile', false],
  ])('%s: the counter follows what can be read, the question is untouched', async (_what, hide) => {
    const id = await ask(world, omar, false);
    const answerId = await answer(world, karin, id, true, body);
    const { id: proposal } = await propose({ answerId }, { hide });
    const counted = async () =>
      (await world.services.db.service.consultation.findUniqueOrThrow({ where: { id } })).answerCount;
    expect(await counted()).toBe(hide ? 0 : 1);
    const [waiting] = (await asRead(karin, id)).consultation.answers.edges;
    expect(waiting.node.redaction).toMatchObject({ id: proposal, hides: hide });
    expect((await asRead(omar, id)).consultation.answers.edges[0].node.redaction).toBeNull();
    await accept(karin, proposal);
    expect(await counted()).toBe(1);
    expect((await readThread(world, omar, id)).answers).toMatchObject([
      { body: redacted, visibility: 'VISIBLE', editedByModeration: true },
    ]);
    expect((await readThread(world, omar, id)).body).toBe(question.body);
  });
});

test('a passage of a title is taken out of the title', async () => {
  const id = await ask(world, karin, true, { title: `Feber hos ${canary}` });
  const { id: proposal } = await propose({ consultationId: id }, { field: 'TITLE' });
  await accept(karin, proposal);
  expect((await asRead(omar, id)).consultation).toMatchObject({
    title: 'Feber hos [borttaget]',
    body: question.body,
  });
  expect(await placesOf(canary)).toEqual([]);
});

describe('a proposal is refused', () => {
  let id: ConsultationId;
  beforeEach(async () => {
    id = await ask(world, karin, true, { body });
  });
  const issue = (field: string, code: string) => ({ issues: [{ field, code }] });

  test('when the text has changed since it was read', async () => {
    const { id: caseId, post } = await openCase(world.services, mia.hat, { consultationId: id });
    const start = post.body.indexOf(canary);
    const longer = { id, title: question.title, body: `Kort: ${body}`, tags: [] };
    await editConsultation(world.services, karin.grant, longer);
    const input = { caseId, ...reasons, field: 'BODY' as const, replacement: '', hide: true };
    await expect(
      proposeRedaction(world.services, mia.hat, {
        ...input,
        start,
        end: start + canary.length,
        passage: canary,
      }),
    ).rejects.toMatchObject(issue('passage', 'PASSAGE_CHANGED'));
    expect((await asRead(omar, id)).consultation.visibility).toBe('VISIBLE');
  });

  test('when it marks nothing, quotes what is to be destroyed, or leaves no text', async () => {
    await expect(propose({ consultationId: id }, { start: 3, end: 3, passage: '' })).rejects.toMatchObject(
      issue('passage', 'PASSAGE_CHANGED'),
    );
    await expect(
      propose({ consultationId: id }, { statement: `Här står ”${canary.toUpperCase()}”.` }),
    ).rejects.toMatchObject(issue('statement', 'PASSAGE_QUOTED'));
    await expect(propose({ consultationId: id }, { replacement: `inte ${canary}` })).rejects.toMatchObject(
      issue('replacement', 'PASSAGE_QUOTED'),
    );
    await expect(propose({ consultationId: id }, { replacement: 'å'.repeat(201) })).rejects.toMatchObject(
      issue('replacement', 'FIELD_TOO_LONG'),
    );
    await expect(
      propose({ consultationId: id }, { start: 0, end: body.length, passage: body }),
    ).rejects.toMatchObject(issue('body', 'FIELD_TOO_SHORT'));
    expect(await world.services.db.service.redaction.count({ where: { consultationId: id } })).toBe(0);
  });

  test('while another waits, and on what is gone', async () => {
    const { caseId } = await propose({ consultationId: id });
    await expect(again()).rejects.toMatchObject({ code: 'MODERATION_NOT_POSSIBLE' });
    await decideCase(world.services, mia.hat, 'DELETE', { caseId, ...reasons });
    await expect(again()).rejects.toMatchObject({ issues: [{ code: 'PASSAGE_CHANGED' }] });
    expect(await stateSeen(caseId)).toEqual(['SUPERSEDED', null]);

    function again() {
      const start = body.indexOf(canary);
      const marked = { field: 'BODY' as const, start, end: start + canary.length, passage: canary };
      return proposeRedaction(world.services, mia.hat, {
        ...reasons,
        ...marked,
        caseId,
        replacement: '',
        hide: false,
      });
    }
  });
});

describe('an answer to a proposal is refused', () => {
  test('to everybody but the author, and to her the second time: both look like nothing there', async () => {
    const id = await ask(world, karin, true, { body });
    const { id: proposal } = await propose({ consultationId: id });
    for (const other of [omar, mia]) {
      for (const attempt of [accept, decline]) {
        await expect(attempt(other, proposal)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      }
    }
    await accept(karin, proposal);
    for (const attempt of [accept, decline]) {
      await expect(attempt(karin, proposal)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
    await expect(accept(karin, 'nonsense')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('accepted in two windows at once, it is done once', async () => {
    const id = await ask(world, karin, true, { body });
    const { id: proposal } = await propose({ consultationId: id });
    const outcomes = await Promise.allSettled([accept(karin, proposal), accept(karin, proposal)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await asRead(omar, id)).consultation.body).toBe(redacted);
  });

  test('for words of her own while she is suspended; yes and no are hers', async () => {
    const id = await ask(world, karin, true, { body });
    const { caseId, id: proposal } = await propose({ consultationId: id });
    await suspendAuthor(world.services, mia.hat, { caseId, ...reasons, days: 1 });
    await expect(
      respond(karin, proposal, { answer: 'REPLACED', replacement: 'en man' }),
    ).rejects.toMatchObject({ code: 'WRITING_SUSPENDED' });
    await accept(karin, proposal);
  });

  test('for words of her own that say it again', async () => {
    const id = await ask(world, karin, true, { body });
    const { id: proposal } = await propose({ consultationId: id });
    await expect(
      respond(karin, proposal, { answer: 'REPLACED', replacement: `Ja, ${canary}` }),
    ).rejects.toMatchObject({ issues: [{ field: 'replacement', code: 'PASSAGE_QUOTED' }] });
    expect((await asRead(karin, id)).consultation.redaction).not.toBeNull();
  });
});

describe('while a proposal waits', () => {
  test('the author changes the text in no other way', async () => {
    const id = await ask(world, karin, true, { body });
    const answerId = await answer(world, karin, id, true, body);
    await propose({ consultationId: id }, { hide: false });
    await propose({ answerId }, { hide: false });
    const edit = { id, title: question.title, body: `${body} Tack.`, tags: [] };
    await expect(editConsultation(world.services, karin.grant, edit)).rejects.toMatchObject({
      code: 'REDACTION_PENDING',
    });
    await expect(
      editAnswer(world.services, karin.grant, { id: answerId as AnswerId, body: `${body} Tack.` }),
    ).rejects.toMatchObject({ code: 'REDACTION_PENDING' });
  });

  test('a moderator’s edit takes its place; hiding and showing leave it', async () => {
    const id = await ask(world, karin, true, { body });
    const { caseId, id: proposal } = await propose({ consultationId: id });
    await decideCase(world.services, mia.hat, 'UNHIDE', { caseId, ...reasons });
    expect((await asRead(karin, id)).consultation.redaction).toMatchObject({ id: proposal, hides: false });
    await decideCase(world.services, mia.hat, 'HIDE', { caseId, ...reasons });
    await accept(karin, proposal);
    // Hidden for a reason of its own by now.
    expect((await asRead(karin, id)).consultation).toMatchObject({ body: redacted, visibility: 'HIDDEN' });

    const second = await ask(world, karin, true, { body });
    const { caseId: other, id: superseded } = await propose({ consultationId: second }, { hide: false });
    await editPost(world.services, mia.hat, {
      caseId: other,
      ...reasons,
      body: 'En man har haft feber i tre veckor.',
    });
    await expect(accept(karin, superseded)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await asRead(karin, second)).consultation.redaction).toBeNull();
  });
});

test('what was proposed is not the service’s to rewrite: PostgreSQL refuses', async () => {
  const service = new pg.Client(world.database.service);
  await service.connect();
  try {
    for (const forbidden of [
      "UPDATE moderation.redaction SET replacement = 'x'",
      'UPDATE moderation.redaction SET start_at = 0',
      'DELETE FROM moderation.redaction',
      'TRUNCATE moderation.redaction',
    ]) {
      await expect(service.query(forbidden), forbidden).rejects.toThrow(/permission denied/);
    }
  } finally {
    await service.end();
  }
});
