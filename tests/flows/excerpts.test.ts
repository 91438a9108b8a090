import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { deleteAnswer } from '../../api/answers/delete-answer.ts';
import { deleteConsultation } from '../../api/consultations/delete-consultation.ts';
import { decideCase } from '../../api/moderation/decide-case.ts';
import { openCase } from '../../api/moderation/open-case.ts';
import { eraseNamedPosts } from '../../api/posts/erase-named-posts.ts';
import { makeExcerpts } from '../../api/posts/make-excerpts.ts';
import { answerRedaction } from '../../api/redactions/answer-redaction.ts';
import { editAnswer, editConsultation, editPost, proposeRedaction } from '../support/edits.ts';
import { answer, ask, type Colleague, colleague, question, readList, readThread } from '../support/forum.ts';
import { type Moderator, moderator } from '../support/moderation.ts';
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

const body = 'Hb <LLN sedan **maj**, Alvedon 1*4 och Ipren 1*3.';
const excerpt = 'Hb <LLN sedan maj, Alvedon 1*4 och Ipren 1*3.';
const reasons = { rule: 'PATIENT_PRIVACY' as const, statement: 'Månaden kan peka ut patienten.' };

async function stored(id: string): Promise<string | null> {
  const { rows } = await owner.query<{ excerpt: string | null }>(
    `SELECT excerpt FROM forum.consultation WHERE id = $1
     UNION ALL SELECT excerpt FROM forum.answer WHERE id = $1`,
    [id],
  );
  return rows[0]?.excerpt ?? null;
}

test.each([
  ['named', false],
  ['anonymous', true],
])(
  'the excerpt of a %s post is written with its text, edited with it and gone with it',
  async (_, anonymous) => {
    const id = await ask(world, karin, anonymous, { body });
    const reply = await answer(world, omar, id, anonymous, body);
    expect([await stored(id), await stored(reply)]).toEqual([excerpt, excerpt]);
    expect((await readThread(world, omar, id)).excerpt).toBe(excerpt);

    const changed = 'Hb >ULN, a_b_c och *inget* annat att säga.';
    await editConsultation(world.services, karin.grant, {
      id,
      title: question.title,
      body: changed,
      tags: [],
    });
    await editAnswer(world.services, omar.grant, { id: reply, body: changed });
    const after = 'Hb >ULN, a_b_c och inget annat att säga.';
    expect([await stored(id), await stored(reply)]).toEqual([after, after]);

    for (const post of [{ consultationId: id }, { answerId: reply }]) {
      const { id: caseId } = await openCase(world.services, mia.hat, post);
      await editPost(world.services, mia.hat, { caseId, ...reasons, body: `${changed} **Slut.**` });
    }
    expect([await stored(id), await stored(reply)]).toEqual([`${after} Slut.`, `${after} Slut.`]);

    await deleteAnswer(world.services, omar.grant, { id: reply });
    await deleteConsultation(world.services, karin.grant, { id });
    expect([await stored(id), await stored(reply)]).toEqual(['', '']);
  },
);

test('a redacted passage and a deleted or erased text are in no excerpt', async () => {
  const id = await ask(world, karin, false, { body });
  const { id: caseId } = await openCase(world.services, mia.hat, { consultationId: id });
  const start = body.indexOf('sedan');
  await proposeRedaction(world.services, mia.hat, {
    caseId,
    ...reasons,
    field: 'BODY',
    start,
    end: start + 'sedan **maj**'.length,
    passage: 'sedan **maj**',
    replacement: '[borttaget]',
    hide: false,
  });
  const { id: proposal } = await world.services.db.service.redaction.findFirstOrThrow({ where: { caseId } });
  await answerRedaction(world.services, karin.grant, proposal, { answer: 'ACCEPTED' });
  expect(await stored(id)).toBe('Hb <LLN [borttaget], Alvedon 1*4 och Ipren 1*3.');

  const reply = await answer(world, omar, id, false, body);
  const { id: other } = await openCase(world.services, mia.hat, { answerId: reply });
  await decideCase(world.services, mia.hat, 'DELETE', { caseId: other, ...reasons });
  expect(await stored(reply)).toBe('');

  await eraseNamedPosts(world.services, karin.actor.id);
  expect(await stored(id)).toBe('');
});

test('a statement that changes a text alone leaves no excerpt of the earlier one behind', async () => {
  const id = await ask(world, karin, false, { body });
  await owner.query('UPDATE forum.consultation SET body = $2 WHERE id = $1', [id, 'En helt annan text här.']);
  expect(await stored(id)).toBeNull();
  expect((await readThread(world, omar, id)).excerpt).toBe('En helt annan text här.');
});

test('posts from before have theirs made by a job, and none that has one is touched', async () => {
  const first = await ask(world, karin, false, { body });
  const ids = [first];
  for (let at = 0; at < 44; at++) ids.push(await ask(world, karin, at % 2 === 0, { body }));
  const reply = await answer(world, omar, first, false, body);
  const kept = await ask(world, omar, false, { body });
  await owner.query('UPDATE forum.consultation SET excerpt = NULL WHERE id = ANY($1)', [ids]);
  await owner.query('UPDATE forum.answer SET excerpt = NULL WHERE id = $1', [reply]);
  const { rows: before } = await owner.query('SELECT xmin::text FROM forum.consultation WHERE id = $1', [
    kept,
  ]);

  // Read before the job came by: as if it had been there.
  const shown = await readList(world, karin, 'MINE');
  expect(new Set(shown.nodes.map((each) => each.excerpt))).toEqual(new Set([excerpt]));
  expect(await stored(first)).toBeNull();

  expect(await makeExcerpts(world.services.db.service)).toBeGreaterThanOrEqual(46);
  expect(new Set(await Promise.all([...ids, reply].map(stored)))).toEqual(new Set([excerpt]));
  expect(await makeExcerpts(world.services.db.service)).toBe(0);
  const { rows: after } = await owner.query('SELECT xmin::text FROM forum.consultation WHERE id = $1', [
    kept,
  ]);
  expect(after).toEqual(before);
});
