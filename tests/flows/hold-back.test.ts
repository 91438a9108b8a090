import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deleteAnswer } from '../../api/answers/delete-answer.ts';
import { postAnswer } from '../../api/answers/post-answer.ts';
import { deleteConsultation } from '../../api/consultations/delete-consultation.ts';
import { publishDuePosts, sweepNeverPublished } from '../../api/hold-back/publish-due-posts.ts';
import { publishHeldAnswer, publishHeldConsultation } from '../../api/hold-back/publish-held-post.ts';
import { findLookupSubject } from '../../api/lookups/find-subject.ts';
import { openCase } from '../../api/moderation/open-case.ts';
import { suspendAuthor } from '../../api/moderation/suspend-author.ts';
import { hourInMs, toHour } from '../../api/platform/clock.ts';
import { openDatabase } from '../../api/platform/database/database.ts';
import type { AliasId, ConsultationId } from '../../api/platform/ids.ts';
import { editAnswer, editConsultation } from '../support/edits.ts';
import {
  answer,
  ask,
  type Colleague,
  colleague,
  execute,
  moderate,
  question,
  readList,
  readThread,
} from '../support/forum.ts';
import { holdAnswer, holdQuestion, readAll, readHeld } from '../support/held.ts';
import { flag } from '../support/moderation.ts';
import { askForLookup, holdTestCeremony, type ShareHolder } from '../support/vault.ts';
import { asModerator, createWorld, type World } from '../support/world.ts';

let world: World;
let karin: Colleague;
let omar: Colleague;
let sara: Colleague;
let admin: ShareHolder;

beforeAll(async () => {
  world = await createWorld();
  const [holder] = await holdTestCeremony(world);
  if (!holder) throw new Error('nobody holds a share');
  admin = holder;
  karin = await colleague(world, { name: 'Karin Ek' });
  omar = await colleague(world, { name: 'Omar Haddad' });
  sara = await colleague(world, { name: 'Sara Lind' });
});
afterAll(() => world.close());

const db = () => world.services.db.service;
const day = () => world.clock.advance(24 * hourInMs + 60_000);

function hourNow(): string {
  return toHour(world.clock.now()).toISOString().replace('.000Z', 'Z');
}

describe('a held question', () => {
  test('is its asker’s alone until its time, and then looks as if asked in that hour', async () => {
    const before = await readAll(world, sara, []);
    const id = await holdQuestion(world, karin);
    expect(await readAll(world, sara, [id])).toBe(before.replace(/\[\]\]$/, 'null,[]]'));
    expect(await readThread(world, karin, id)).toMatchObject({
      visibility: 'HELD',
      isMine: true,
      body: question.body,
      held: { within: expect.stringMatching(/^MINUTES$|_(HOURS?|DAY)$/), couldNotBePublished: false },
    });
    expect((await readList(world, karin, 'MINE')).ids).toContain(id);
    expect((await readList(world, karin, 'ACTIVITY')).ids).not.toContain(id);

    await publishDuePosts(world.services);
    expect(await readThread(world, sara, id)).toBeNull();
    day();
    await publishDuePosts(world.services);
    const published = await readThread(world, sara, id);
    expect(published).toMatchObject({
      visibility: 'VISIBLE',
      postedAt: hourNow(),
      lastActivityAt: hourNow(),
      editedAt: null,
      held: null,
      byline: { __typename: 'AliasByline', number: 0, isAsker: true },
    });
    expect((await readList(world, sara, 'ACTIVITY')).ids).toContain(id);
    expect(await db().heldPost.count()).toBe(0);
    expect(await readHeld(world, karin)).toEqual([]);
  });

  test('nobody answers it, flags it, moderates it or looks its asker up', async () => {
    const id = await holdQuestion(world, karin);
    await expect(answer(world, omar, id, false)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(answer(world, karin, id, false)).rejects.toMatchObject({ code: 'CONSULTATION_CLOSED' });
    await expect(flag(world, omar, { consultationId: id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(
      openCase(world.services, await asModerator(world), { consultationId: id }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expectNoLookup(id);
    day();
    await publishDuePosts(world.services);
    expect(await world.services.db.lookupTransaction((tx) => findLookupSubject(tx, id))).not.toBeNull();
  });

  test('is changed without a trace, and taken back without a tombstone for others', async () => {
    const id = await holdQuestion(world, karin);
    const text = {
      title: 'En helt annan rubrik',
      body: 'En helt annan fråga, som ingen annan har läst.',
      tags: [],
    };
    await editConsultation(world.services, karin.grant, { id, ...text });
    expect(await readThread(world, karin, id)).toMatchObject({ ...text, editedAt: null, visibility: 'HELD' });
    expect(await db().revision.count({ where: { consultationId: id } })).toBe(0);
    await expect(editConsultation(world.services, omar.grant, { id, ...text })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await deleteConsultation(world.services, karin.grant, { id });
    expect(await db().heldPost.count({ where: { consultationId: id } })).toBe(0);
    day();
    await publishDuePosts(world.services);
    expect(await readThread(world, omar, id)).toBeNull();
    expect(await readHeld(world, karin)).toEqual([]);
  });

  test('its asker publishes it at once, others cannot', async () => {
    const id = await holdQuestion(world, karin);
    await expect(publishHeldConsultation(world.services, omar.grant, { id })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await publishHeldConsultation(world.services, karin.grant, { id });
    expect(await readThread(world, omar, id)).toMatchObject({ visibility: 'VISIBLE', postedAt: hourNow() });
    await expect(publishHeldConsultation(world.services, karin.grant, { id })).rejects.toMatchObject({
      code: 'NOT_HELD',
    });
  });
});

async function expectNoLookup(id: ConsultationId): Promise<void> {
  const { aliasId } = await db().consultation.findUniqueOrThrow({ where: { id }, select: { aliasId: true } });
  const alias = aliasId as AliasId;
  for (const link of [id, alias]) {
    expect(await world.services.db.lookupTransaction((tx) => findLookupSubject(tx, link))).toBeNull();
  }
  await expect(
    askForLookup(world, admin, { alias, consultation: id, physician: karin.grant.physicianId }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' });
}

describe('a held answer', () => {
  test('leaves no gap: not in the thread, the counters, the activity, the numbers of colleagues', async () => {
    const id = await ask(world, karin, true);
    await answer(world, sara, id, true);
    const before = await readAll(world, sara, [id]);
    const asAsker = await readAll(world, karin, [id]);
    const held = await holdAnswer(world, omar, id, 'SIX_HOURS');
    expect(await readAll(world, sara, [id])).toBe(before);
    expect(await readAll(world, karin, [id])).toBe(asAsker);
    expect((await readList(world, omar, 'ANSWERED')).ids).toContain(id);
    const [waiting] = await readHeld(world, omar);
    expect(waiting).toMatchObject({
      consultation: { id },
      answer: { id: held, isMine: true, visibility: 'HELD', byline: { number: null, isAsker: false } },
    });

    // Another appears first and gets the number and the place that come next.
    const doctor = await colleague(world);
    await answer(world, doctor, id, true, 'Ett svar som skrevs senare.');
    const meanwhile = await readThread(world, sara, id);
    expect(meanwhile.answers.map((each: { byline: { number: number } }) => each.byline.number)).toEqual([
      1, 2,
    ]);

    day();
    await publishDuePosts(world.services);
    const after = await readThread(world, sara, id);
    expect(after.answerCount).toBe(3);
    expect(after.lastActivityAt).toBe(hourNow());
    expect(after.answers[2]).toMatchObject({
      id: held,
      visibility: 'VISIBLE',
      postedAt: hourNow(),
      byline: { number: 3, isAsker: false },
    });
    expect(
      await db().answer.findMany({
        where: { consultationId: id },
        orderBy: { position: 'asc' },
        select: { position: true },
      }),
    ).toEqual([0, 1, 2].map((position) => ({ position })));
  });

  test('she who also answers at once gets her number then, and keeps it', async () => {
    const id = await ask(world, karin, false);
    await holdAnswer(world, omar, id);
    await answer(world, omar, id, true, 'Ett svar som syns genast.');
    expect(await db().alias.count({ where: { consultationId: id } })).toBe(1);
    day();
    await publishDuePosts(world.services);
    const { answers } = await readThread(world, sara, id);
    expect(answers.map((each: { byline: { number: number } }) => each.byline.number)).toEqual([1, 1]);
  });

  test('the asker of an anonymous question stays the asker', async () => {
    const id = await ask(world, karin, true);
    await holdAnswer(world, karin, id);
    day();
    await publishDuePosts(world.services);
    const { answers } = await readThread(world, sara, id);
    expect(answers[0].byline).toMatchObject({ number: 0, isAsker: true });
  });

  test('nobody else marks, quotes, flags, moderates or changes it', async () => {
    const id = await ask(world, karin, false);
    const held = await holdAnswer(world, omar, id);
    const tried = [
      () => answer(world, sara, id, false, 'Jag håller med.', held),
      () => flag(world, sara, { answerId: held }),
      () => deleteAnswer(world.services, sara.grant, { id: held }),
      () => editAnswer(world.services, sara.grant, { id: held, body: 'Ändrat' }),
      () => publishHeldAnswer(world.services, sara.grant, { id: held }),
      async () => openCase(world.services, await asModerator(world), { answerId: held }),
    ];
    const codes = [];
    for (const attempt of tried)
      codes.push(
        await attempt().then(
          () => 'done',
          ({ code }) => code,
        ),
      );
    expect(codes).toEqual([
      'QUOTED_ANSWER_GONE',
      'NOT_FOUND',
      'NOT_FOUND',
      'NOT_FOUND',
      'NOT_FOUND',
      'NOT_FOUND',
    ]);
    const marked = await execute(
      world,
      sara.actor,
      'mutation($id: ID!) { markHelpful(answerId: $id) { __typename } }',
      { id: held },
    );
    expect(marked.data.markHelpful.__typename).toBe('NotFoundError');
    expect(await world.services.db.lookupTransaction((tx) => findLookupSubject(tx, held))).toBeNull();
  });

  test('is changed without a trace and taken back without one, and its row is swept', async () => {
    day();
    await publishDuePosts(world.services);
    const id = await ask(world, karin, false);
    const held = await holdAnswer(world, omar, id);
    await editAnswer(world.services, omar.grant, { id: held, body: 'En ny text.' });
    expect(await db().revision.count({ where: { answerId: held } })).toBe(0);
    expect(await db().answer.findUniqueOrThrow({ where: { id: held } })).toMatchObject({
      body: 'En ny text.',
      editedAt: null,
    });
    const before = await readAll(world, sara, [id]);
    await deleteAnswer(world.services, omar.grant, { id: held });
    day();
    await publishDuePosts(world.services);
    expect(await readAll(world, sara, [id])).toBe(before);
    expect(await sweepNeverPublished(world.services)).toBe(1);
    expect(await db().answer.count({ where: { id: held } })).toBe(0);
  });

  test.each(['LOCK', 'HIDE', 'DELETE'] as const)(
    'is not published under a question that got %s; the author keeps her text until she takes it back',
    async (act) => {
      const id = await ask(world, karin, false);
      const held = await holdAnswer(world, omar, id);
      await moderate(world, { consultationId: id }, act);
      day();
      await publishDuePosts(world.services);
      await publishDuePosts(world.services);
      const [notice] = await readHeld(world, omar);
      expect(notice.answer).toMatchObject({
        id: held,
        body: 'Jag skulle vänta med järn tills koloskopin är gjord.',
        held: { within: null, couldNotBePublished: true },
      });
      expect(notice.consultation === null).toBe(act !== 'LOCK');
      expect((await db().consultation.findUniqueOrThrow({ where: { id } })).answersWritten).toBe(0);
      await expect(publishHeldAnswer(world.services, omar.grant, { id: held })).rejects.toMatchObject({
        code: act === 'LOCK' ? 'CONSULTATION_LOCKED' : 'CONSULTATION_CLOSED',
      });
      await deleteAnswer(world.services, omar.grant, { id: held });
      expect(await readHeld(world, omar)).toEqual([]);
    },
  );

  test('is published by its author where the question takes answers again', async () => {
    const id = await ask(world, karin, false);
    const held = await holdAnswer(world, omar, id);
    await moderate(world, { consultationId: id }, 'HIDE');
    day();
    await publishDuePosts(world.services);
    await moderate(world, { consultationId: id }, 'UNHIDE');
    await publishHeldAnswer(world.services, omar.grant, { id: held });
    expect((await readThread(world, sara, id)).answers.map((each: { id: string }) => each.id)).toEqual([
      held,
    ]);
  });
});

describe('publication', () => {
  test('happens once, however many workers come at the same time, and survives a new process', async () => {
    const id = await ask(world, karin, false);
    const held = [];
    for (let number = 0; number < 6; number += 1) {
      held.push(await holdAnswer(world, await colleague(world), id, 'ONE_HOUR', `Svar nummer ${number}.`));
    }
    const late = await holdQuestion(world, karin, 'ONE_HOUR');
    day();
    const others = [1, 2].map(() => openDatabase(world.database, 4));
    try {
      await Promise.all(
        [world.services.db, ...others].map((each) => publishDuePosts({ ...world.services, db: each })),
      );
    } finally {
      await Promise.all(others.map((each) => each.close()));
    }
    const thread = await readThread(world, sara, id);
    expect(thread.answerCount).toBe(6);
    expect(thread.answers.map((each: { id: string }) => each.id).sort()).toEqual([...held].sort());
    expect(await readThread(world, sara, late)).not.toBeNull();
    const row = await db().consultation.findUniqueOrThrow({ where: { id } });
    expect([row.answerCount, row.answersWritten]).toEqual([6, 6]);
    expect(await db().heldPost.count({ where: { consultationId: id } })).toBe(0);
  });

  test('of one that fails keeps no other back', async () => {
    const id = await ask(world, karin, false);
    const broken = await ask(world, karin, false);
    await holdAnswer(world, omar, broken);
    await holdAnswer(world, omar, id);
    // A place that is taken already.
    await answer(world, sara, broken, false);
    await db().consultation.update({ where: { id: broken }, data: { answersWritten: 0 } });
    day();
    await publishDuePosts(world.services);
    expect((await readThread(world, sara, id)).answerCount).toBe(1);
    expect(await db().heldPost.count({ where: { consultationId: broken } })).toBe(1);
    await db().consultation.update({ where: { id: broken }, data: { answersWritten: 1 } });
    await publishDuePosts(world.services);
    expect((await readThread(world, sara, broken)).answerCount).toBe(2);
  });

  test('under a name a post waits as well, where its author wants that', async () => {
    const open = await ask(world, karin, false);
    const before = await readAll(world, sara, [open]);
    const asked = await ask(world, omar, false, { holdBack: 'ONE_HOUR' });
    const { id: answered } = await postAnswer(world.services, omar.grant, {
      consultationId: open,
      body: 'Ett svar under namn.',
      anonymous: false,
      holdBack: 'MINUTES',
    });
    expect(await readAll(world, sara, [open])).toBe(before);
    expect(await readThread(world, sara, asked)).toBeNull();
    const waiting = await readHeld(world, omar);
    expect(waiting).toMatchObject([
      { consultation: { id: asked, visibility: 'HELD', byline: { physician: { name: 'Omar Haddad' } } } },
      { consultation: { id: open }, answer: { id: answered, held: { within: 'MINUTES' } } },
    ]);
    expect(await readHeld(world, sara)).toEqual([]);
    await editAnswer(world.services, omar.grant, { id: answered, body: 'Ett bättre svar under namn.' });
    await publishHeldAnswer(world.services, omar.grant, { id: answered });
    day();
    await publishDuePosts(world.services);
    expect((await readThread(world, sara, open)).answers).toMatchObject([
      { id: answered, body: 'Ett bättre svar under namn.', editedAt: null },
    ]);
    expect(await readThread(world, sara, asked)).toMatchObject({
      visibility: 'VISIBLE',
      postedAt: hourNow(),
    });
    expect(await readHeld(world, omar)).toEqual([]);
  });

  test('a named answer that waits does not appear while its author is suspended', async () => {
    const open = await ask(world, karin, false);
    const dora = await colleague(world);
    const rude = await ask(world, dora, false);
    const { id: held } = await postAnswer(world.services, dora.grant, {
      consultationId: open,
      body: 'Ett svar som väntar.',
      anonymous: false,
      holdBack: 'MINUTES',
    });
    const hat = await asModerator(world);
    const { id: caseId } = await openCase(world.services, hat, { consultationId: rude });
    await suspendAuthor(world.services, hat, {
      caseId,
      rule: 'RESPECT',
      statement: 'Tonen mot kollegorna är hård.',
      days: 7,
    });
    day();
    await publishDuePosts(world.services);
    expect((await readThread(world, sara, open)).answers).toEqual([]);
    expect(await readHeld(world, dora)).toMatchObject([
      { answer: { id: held, held: { within: null, couldNotBePublished: true } } },
    ]);
  });
});
