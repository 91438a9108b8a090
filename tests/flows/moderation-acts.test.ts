import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { markHelpful } from '../../api/answers/mark-helpful.ts';
import { deleteConsultation } from '../../api/consultations/delete-consultation.ts';
import { solveConsultation } from '../../api/consultations/solve-consultation.ts';
import { decideCase, dismissCase } from '../../api/moderation/decide-case.ts';
import { openCase } from '../../api/moderation/open-case.ts';
import type { ConsultationId } from '../../api/platform/ids.ts';
import { editAnswer, editConsultation, editPost } from '../support/edits.ts';
import { answer, ask, type Colleague, colleague, question, readList, readThread } from '../support/forum.ts';
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
let owner: pg.Client;
let karin: Colleague;
let omar: Colleague;
let lena: Colleague;
let mia: Moderator;

beforeAll(async () => {
  world = await createWorld();
  owner = new pg.Client(world.database.owner);
  await owner.connect();
  await holdTestCeremony(world);
  [karin, omar, lena, mia] = await Promise.all([
    colleague(world, { name: 'Karin Ek' }),
    colleague(world),
    colleague(world),
    moderator(world, 'Mia Moderator'),
  ]);
});
afterAll(async () => {
  await owner.end();
  await world.close();
});

const statement = 'Orten och yrket gör att patienten kan kännas igen.';
const reasons = (caseId: string) => ({ caseId, rule: 'PATIENT_PRIVACY' as const, statement });

async function caseOn(post: Post, by = mia): Promise<string> {
  return (await openCase(world.services, by.hat, post)).id;
}

type PlainAct = 'HIDE' | 'UNHIDE' | 'DELETE' | 'LOCK' | 'UNLOCK';
const act = (caseId: string, kind: PlainAct) => decideCase(world.services, mia.hat, kind, reasons(caseId));

async function countOf(id: ConsultationId) {
  const { answerCount, solvedByAnswerId, solved } =
    await world.services.db.service.consultation.findUniqueOrThrow({ where: { id } });
  return { answerCount, solvedByAnswerId, solved };
}

describe.each([
  ['named', false],
  ['anonymous', true],
])('a %s question', (_face, anonymous) => {
  test('hidden: gone for others, its author is told why; shown again: as it was', async () => {
    const consultationId = await ask(world, karin, anonymous);
    const before = await readThread(world, omar, consultationId);
    const caseId = await caseOn({ consultationId });
    const hidden = await act(caseId, 'HIDE');
    expect(hidden).toMatchObject({ state: 'DECIDED', takenByMe: true, post: { visibility: 'HIDDEN' } });

    expect(await readThread(world, omar, consultationId)).toBeNull();
    expect((await readList(world, omar, 'NEWEST', { first: 100 })).ids).not.toContain(consultationId);
    expect(await readThread(world, karin, consultationId)).toMatchObject({
      title: question.title,
      visibility: 'HIDDEN',
      decisions: [{ action: 'HIDE', rule: 'PATIENT_PRIVACY', statement, textBefore: null }],
    });
    expect((await readList(world, karin, 'MINE', { first: 100 })).ids).toContain(consultationId);

    expect((await act(caseId, 'UNHIDE')).post.visibility).toBe('VISIBLE');
    expect(await readThread(world, omar, consultationId)).toEqual(before);
    const { decisions } = await readThread(world, karin, consultationId);
    expect(decisions.map(({ action }: { action: string }) => action)).toEqual(['HIDE', 'UNHIDE']);
  });

  test('edited: marked for all, before and after for its author only', async () => {
    const consultationId = await ask(world, karin, anonymous);
    const caseId = await caseOn({ consultationId });
    const text = { title: 'Oklar anemi hos äldre', body: 'Hb har sjunkit på kort tid. Hur går ni vidare?' };
    await editPost(world.services, mia.hat, { ...reasons(caseId), ...text });

    const read = await readThread(world, omar, consultationId);
    expect(read).toMatchObject({ ...text, editedByModeration: true, decisions: [] });
    expect((await readThread(world, karin, consultationId)).decisions).toMatchObject([
      { action: 'EDIT', statement, textBefore: question.body, textAfter: text.body },
    ]);

    // Her own later text does not change what she is told of the moderator's.
    const own = {
      id: consultationId,
      title: text.title,
      body: `${text.body} Nu med ferritin: 8.`,
      tags: [],
    };
    await editConsultation(world.services, karin.grant, own);
    expect(await readThread(world, karin, consultationId)).toMatchObject({
      body: own.body,
      editedByModeration: true,
      decisions: [{ textBefore: question.body, textAfter: text.body }],
    });
  });

  test('locked: no answers until it is unlocked', async () => {
    const consultationId = await ask(world, karin, anonymous);
    const caseId = await caseOn({ consultationId });
    expect(await act(caseId, 'LOCK')).toMatchObject({
      state: 'DECIDED',
      takenByMe: true,
      post: { locked: true },
    });
    await expect(answer(world, omar, consultationId, true)).rejects.toMatchObject({
      code: 'CONSULTATION_LOCKED',
    });
    await expect(act(caseId, 'LOCK')).rejects.toMatchObject({ code: 'MODERATION_NOT_POSSIBLE' });
    expect((await readThread(world, karin, consultationId)).decisions).toMatchObject([{ action: 'LOCK' }]);
    await act(caseId, 'UNLOCK');
    await answer(world, omar, consultationId, true);
  });

  test('dismissed: nothing changes, and nobody is told', async () => {
    const consultationId = await ask(world, karin, anonymous);
    await flag(world, omar, { consultationId });
    const caseId = await caseOn({ consultationId });
    const before = [
      await readThread(world, karin, consultationId),
      await readThread(world, omar, consultationId),
    ];
    const dismissed = await dismissCase(world.services, mia.hat, { caseId, statement });
    expect(dismissed.state).toBe('DECIDED');
    expect(dismissed.post.possibleActions).not.toContain('DISMISS');
    const after = [
      await readThread(world, karin, consultationId),
      await readThread(world, omar, consultationId),
    ];
    expect(after).toEqual(before);
    const again = dismissCase(world.services, mia.hat, { caseId, statement });
    await expect(again).rejects.toMatchObject({ code: 'CASE_DECIDED' });
  });
});

describe('an answer', () => {
  test('the counter and the unanswered list follow what can be read', async () => {
    const consultationId = await ask(world, karin, false);
    const answerId = await answer(world, omar, consultationId, true);
    await solveConsultation(world.services, karin.grant, { id: consultationId, answerId });
    const caseId = await caseOn({ answerId });

    await act(caseId, 'HIDE');
    expect(await countOf(consultationId)).toMatchObject({ answerCount: 0, solved: true });
    expect((await readList(world, lena, 'UNANSWERED', { first: 100 })).ids).toContain(consultationId);
    const tombstone = (await readThread(world, lena, consultationId)).answers[0];
    expect(tombstone).toMatchObject({ visibility: 'HIDDEN', body: '', decisions: [] });
    expect((await readThread(world, omar, consultationId)).answers[0].decisions).toMatchObject([
      { action: 'HIDE', statement },
    ]);

    await act(caseId, 'UNHIDE');
    expect(await countOf(consultationId)).toEqual({
      answerCount: 1,
      solvedByAnswerId: answerId,
      solved: true,
    });

    await markHelpful(world.services, lena.grant, { answerId });
    await act(caseId, 'DELETE');
    expect(await countOf(consultationId)).toEqual({ answerCount: 0, solvedByAnswerId: null, solved: true });
    expect((await readThread(world, lena, consultationId)).answers[0]).toMatchObject({
      visibility: 'DELETED',
      body: '',
      helpfulCount: 0,
    });
  });

  test('deleting a hidden one does not count it twice', async () => {
    const consultationId = await ask(world, karin, false);
    await answer(world, omar, consultationId, false);
    const caseId = await caseOn({ answerId: await answer(world, omar, consultationId, false) });
    await act(caseId, 'HIDE');
    await act(caseId, 'DELETE');
    expect((await countOf(consultationId)).answerCount).toBe(1);
  });

  test('cannot be locked; its edit is told with the texts on both sides of it', async () => {
    const consultationId = await ask(world, karin, false);
    const answerId = await answer(world, omar, consultationId, true, 'Första texten.');
    await editAnswer(world.services, omar.grant, { id: answerId, body: 'Andra texten.' });
    const caseId = await caseOn({ answerId });
    await expect(act(caseId, 'LOCK')).rejects.toMatchObject({ code: 'MODERATION_NOT_POSSIBLE' });
    await editPost(world.services, mia.hat, { ...reasons(caseId), body: 'Tredje texten.' });
    await editPost(world.services, mia.hat, { ...reasons(caseId), body: 'Fjärde texten.' });

    const { data } = await executeModeration(
      world,
      mia.actor,
      `query ($id: ID!) { case(id: $id) { decisions { textBefore textAfter titleBefore }
        post { body editedByModeration revisions { body by title } } } }`,
      { id: caseId },
    );
    expect(data.case).toEqual({
      decisions: [
        { textBefore: 'Andra texten.', textAfter: 'Tredje texten.', titleBefore: null },
        { textBefore: 'Tredje texten.', textAfter: 'Fjärde texten.', titleBefore: null },
      ],
      post: {
        body: 'Fjärde texten.',
        editedByModeration: true,
        revisions: [
          { body: 'Tredje texten.', by: 'MODERATION', title: null },
          { body: 'Andra texten.', by: 'MODERATION', title: null },
          { body: 'Första texten.', by: 'AUTHOR', title: null },
        ],
      },
    });
  });
});

describe('the texts of a deleted post', () => {
  /** Every row of every table that has the canary in any column. */
  async function placesOf(canary: string): Promise<string[]> {
    const { rows: tables } = await owner.query(
      `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
       WHERE table_schema NOT IN ('pg_catalog', 'information_schema')`,
    );
    const places: string[] = [];
    for (const { name } of tables) {
      const { rowCount } = await owner.query(`SELECT FROM ${name} row WHERE row::text LIKE $1`, [
        `%${canary}%`,
      ]);
      if (rowCount) places.push(name);
    }
    return places.sort();
  }

  test.each([
    ['by moderation', (caseId: string) => act(caseId, 'DELETE')],
    [
      'by their author',
      async (_caseId: string, id: ConsultationId) => deleteConsultation(world.services, karin.grant, { id }),
    ],
  ])('are gone from every table: %s', async (by, remove) => {
    const canary = `kanariefågel${by.replaceAll(' ', '')}`;
    const text = (version: string) => ({
      title: `${version} ${canary} i rubriken`,
      body: `${version} ${canary} i texten, så att den räcker till.`,
    });
    const id = await ask(world, karin, true, { ...text('ett'), tags: [canary] });
    await editConsultation(world.services, karin.grant, { id, ...text('två'), tags: [canary] });
    await flag(world, omar, { consultationId: id }, { note: `Här står ${canary} i klartext.` });
    const caseId = await caseOn({ consultationId: id });
    await editPost(world.services, mia.hat, { ...reasons(caseId), ...text('tre') });
    expect(await placesOf(canary)).toEqual([
      'forum.consultation',
      'forum.revision',
      'moderation.decision_with_texts',
      'moderation.flag',
    ]);

    await remove(caseId, id);
    // A note belongs to the one who wrote it; moderation takes it along, an author cannot.
    expect(await placesOf(canary)).toEqual(by === 'by moderation' ? [] : ['moderation.flag']);
    const { decisions } = await readThread(world, karin, id);
    expect(decisions[0]).toMatchObject({ action: 'EDIT', statement, textBefore: null, textAfter: null });
    expect((await caseAs(world, mia, caseId))?.post).toMatchObject({
      title: '',
      body: '',
      // What is left is to speak to the one who wrote it.
      possibleActions: ['WARN', 'SUSPEND'],
    });
  });

  test('an answer is deleted without touching the question’s texts', async () => {
    const consultationId = await ask(world, karin, false, { body: 'Frågans text som ska stå kvar här.' });
    const second = {
      id: consultationId,
      title: question.title,
      tags: [],
      body: 'Frågans andra text, kvar här.',
    };
    await editConsultation(world.services, karin.grant, second);
    const answerId = await answer(world, omar, consultationId, false, 'svarets kanariefågelsvar');
    const caseId = await caseOn({ answerId });
    await editPost(world.services, mia.hat, { ...reasons(caseId), body: 'kanariefågelsvar igen' });
    await act(caseId, 'DELETE');
    expect(await placesOf('kanariefågelsvar')).toEqual([]);
    expect(await world.services.db.service.revision.count({ where: { consultationId } })).toBe(1);
  });

  test('nothing more can be done with it', async () => {
    const consultationId = await ask(world, karin, false);
    const caseId = await caseOn({ consultationId });
    await act(caseId, 'DELETE');
    for (const kind of ['HIDE', 'UNHIDE', 'DELETE', 'LOCK', 'UNLOCK'] as const) {
      await expect(act(caseId, kind)).rejects.toMatchObject({ code: 'MODERATION_NOT_POSSIBLE' });
    }
    const anew = openCase(world.services, mia.hat, { consultationId });
    await expect(anew).rejects.toMatchObject({ code: 'MODERATION_NOT_POSSIBLE' });
    expect(await world.services.db.service.moderationCase.count({ where: { consultationId } })).toBe(1);
  });
});

describe('what an act leaves behind', () => {
  test('a refused act leaves nothing: no state, no decision, no audit entry', async () => {
    const consultationId = await ask(world, karin, false);
    const caseId = await caseOn({ consultationId });
    const { decision, auditEntry } = world.services.db.service;
    const before = [await decision.count(), await auditEntry.count()];
    await expect(act(caseId, 'UNHIDE')).rejects.toMatchObject({ code: 'MODERATION_NOT_POSSIBLE' });
    const same = { ...reasons(caseId), title: question.title, body: question.body };
    await expect(editPost(world.services, mia.hat, same)).rejects.toMatchObject({
      issues: [{ field: 'body', code: 'TEXT_UNCHANGED' }],
    });
    const short = { ...reasons(caseId), statement: 'för kort' };
    await expect(decideCase(world.services, mia.hat, 'HIDE', short)).rejects.toMatchObject({
      issues: [{ field: 'statement', code: 'FIELD_TOO_SHORT' }],
    });
    const long = { ...reasons(caseId), statement: 'å'.repeat(2001) };
    await expect(decideCase(world.services, mia.hat, 'HIDE', long)).rejects.toMatchObject({
      issues: [{ field: 'statement', code: 'FIELD_TOO_LONG' }],
    });
    expect([await decision.count(), await auditEntry.count()]).toEqual(before);
    expect((await caseAs(world, mia, caseId))?.state).toBe('OPEN');
  });

  test('the audit names the moderator, the post and the rule; never a text, never an author', async () => {
    const consultationId = await ask(world, karin, true);
    const caseId = await caseOn({ consultationId });
    const text = 'En ny text som inte ska stå någonstans i protokollet.';
    await editPost(world.services, mia.hat, { ...reasons(caseId), body: text });
    const entry = await world.services.db.service.auditEntry.findFirstOrThrow({ orderBy: { seq: 'desc' } });
    expect(entry).toMatchObject({ kind: 'moderation.edited', actor: mia.hat.moderatorId });
    const { decision, ...details } = JSON.parse(entry.details);
    expect(decision).toMatch(/^[0-9a-f-]{36}$/);
    expect(details).toEqual({
      case: caseId,
      consultation: consultationId,
      answer: null,
      action: 'EDIT',
      rule: 'PATIENT_PRIVACY',
    });
  });

  test('no member can read which moderator it was', async () => {
    const consultationId = await ask(world, karin, true);
    await act(await caseOn({ consultationId }), 'HIDE');
    const read = JSON.stringify(await readThread(world, karin, consultationId));
    expect(read).toContain(statement);
    expect(read).not.toContain(mia.hat.moderatorId);
    expect(read).not.toContain(mia.actor.name);
  });

  test('decisions are only ever added: PostgreSQL refuses the service everything else', async () => {
    const consultationId = await ask(world, karin, false);
    const caseId = await caseOn({ consultationId });
    await act(caseId, 'HIDE');
    const service = new pg.Client(world.database.service);
    await service.connect();
    try {
      for (const statement of [
        "UPDATE moderation.decision SET statement = 'x'",
        'UPDATE moderation.decision SET revision_number = NULL',
        'DELETE FROM moderation.decision',
        'TRUNCATE moderation.decision',
        'DELETE FROM moderation.moderation_case',
      ]) {
        await expect(service.query(statement), statement).rejects.toThrow(/permission denied/);
      }
      // Nor by way of a key that cascades.
      await expect(
        service.query('DELETE FROM forum.consultation WHERE id = $1', [consultationId]),
      ).rejects.toThrow(/violates foreign key constraint "decision_case_fkey"/);
    } finally {
      await service.end();
    }
  });
});
