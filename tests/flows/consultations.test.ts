import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deleteConsultation } from '../../api/consultations/delete-consultation.ts';
import { reopenConsultation } from '../../api/consultations/reopen-consultation.ts';
import { solveConsultation } from '../../api/consultations/solve-consultation.ts';
import { hourInMs } from '../../api/platform/clock.ts';
import { newId } from '../../api/platform/ids.ts';
import { editConsultation } from '../support/edits.ts';
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
import { holdTestCeremony } from '../support/vault.ts';
import { createAccount, createWorld, type World } from '../support/world.ts';

let world: World;
let karin: Colleague;
let omar: Colleague;

beforeAll(async () => {
  world = await createWorld();
  karin = await colleague(world, { name: 'Karin Ek', specialtyCode: 'internmedicin' });
  omar = await colleague(world, { name: 'Omar Haddad', specialtyCode: 'kirurgi' });
});
afterAll(() => world.close());

describe('before the first ceremony', () => {
  test('nobody writes anonymously, and nothing is left behind', async () => {
    await expect(ask(world, karin, true)).rejects.toMatchObject({ code: 'ANONYMITY_UNAVAILABLE' });
    expect(await world.services.db.service.claim.count()).toBe(0);
    expect(await world.services.db.service.consultation.count()).toBe(0);
  });
});

describe('with a sealing key', () => {
  beforeAll(async () => {
    await holdTestCeremony(world);
  });

  test('a named question shows its author and the whole hour only', async () => {
    const id = await ask(world, karin, false);
    const seen = await readThread(world, omar, id);
    expect(seen).toMatchObject({
      title: question.title,
      isMine: false,
      visibility: 'VISIBLE',
      specialty: { code: 'internmedicin' },
      tags: ['anemi'],
      postedAt: '2026-11-21T12:00:00Z',
      lastActivityAt: '2026-11-21T12:00:00Z',
      editedAt: null,
      myFaces: { named: false, anonymous: false },
      byline: { __typename: 'PhysicianByline', isAsker: true, physician: { name: 'Karin Ek' } },
    });
    expect((await readThread(world, karin, id)).isMine).toBe(true);
  });

  test('an anonymous question is hers to her and nobody’s to others (ANONYMITY 1, 2)', async () => {
    const id = await ask(world, karin, true);
    const seen = await readThread(world, omar, id);
    expect(seen.byline).toEqual({ __typename: 'AliasByline', number: 0, isAsker: true, specialty: null });
    expect(seen.isMine).toBe(false);
    expect(JSON.stringify(seen)).not.toContain(karin.actor.id);
    expect(JSON.stringify(seen)).not.toContain(karin.actor.name);
    const hers = await readThread(world, karin, id);
    expect(hers).toMatchObject({ isMine: true, myFaces: { named: false, anonymous: true } });
    // What she is sent names her no more than what others are sent.
    expect({ ...hers, isMine: false, myFaces: seen.myFaces }).toEqual(seen);
  });

  test('no row of an anonymous question holds its author', async () => {
    const id = await ask(world, karin, true);
    const row = await world.services.db.service.consultation.findUniqueOrThrow({ where: { id } });
    expect(row.authorId).toBeNull();
    expect(JSON.stringify(row)).not.toContain(karin.actor.id);
    const alias = await world.services.db.service.alias.findUniqueOrThrow({
      where: { id: row.aliasId ?? '' },
    });
    expect(JSON.stringify(alias)).not.toContain(karin.actor.id);
  });

  test('the author of an anonymous question edits and deletes it, others cannot (ANONYMITY 2, 5)', async () => {
    const id = await ask(world, karin, true);
    const input = { id, title: 'Oklar anemi, nu med ferritin', body: question.body, tags: [] };
    await expect(editConsultation(world.services, omar.grant, input)).rejects.toMatchObject({
      code: 'NOT_YOUR_POST',
    });
    await expect(deleteConsultation(world.services, omar.grant, { id })).rejects.toMatchObject({
      code: 'NOT_YOUR_POST',
    });
    world.clock.advance(3 * hourInMs);
    await editConsultation(world.services, karin.grant, input);
    const seen = await readThread(world, omar, id);
    expect(seen).toMatchObject({ title: input.title, tags: [], editedByModeration: false });
    expect(seen.editedAt).toBe('2026-11-21T15:00:00Z');
    expect(JSON.stringify(seen)).not.toContain(karin.actor.id);
    const revisions = await world.services.db.service.revision.findMany({ where: { consultationId: id } });
    expect(revisions).toMatchObject([{ number: 0, title: question.title, replacedBy: 'AUTHOR' }]);

    await deleteConsultation(world.services, karin.grant, { id });
    expect(await readThread(world, omar, id)).toBeNull();
    expect(await world.services.db.service.revision.count({ where: { consultationId: id } })).toBe(0);
  });

  test('saving the same text is no edit', async () => {
    const id = await ask(world, karin, false);
    const { title, body, tags } = question;
    await editConsultation(world.services, karin.grant, { id, title: ` ${title} `, body, tags });
    expect((await readThread(world, karin, id)).editedAt).toBeNull();
    expect(await world.services.db.service.revision.count({ where: { consultationId: id } })).toBe(0);
  });

  test('a question withdrawn under answers leaves a readable tombstone', async () => {
    const id = await ask(world, karin, true);
    await answer(world, omar, id, false);
    await deleteConsultation(world.services, karin.grant, { id });
    const seen = await readThread(world, omar, id);
    expect(seen).toMatchObject({ visibility: 'WITHDRAWN', title: '', body: '', excerpt: '', tags: [] });
    expect(seen.answers).toHaveLength(1);
    expect((await readList(world, omar, 'ACTIVITY', { first: 100 })).ids).not.toContain(id);
    expect((await readList(world, karin, 'MINE', { first: 100 })).ids).not.toContain(id);
    await expect(answer(world, omar, id, false)).rejects.toMatchObject({ code: 'CONSULTATION_CLOSED' });
    await expect(deleteConsultation(world.services, karin.grant, { id })).rejects.toMatchObject({
      code: 'POST_NOT_EDITABLE',
    });
  });

  test('a hidden question is found by its author alone, who sees why', async () => {
    for (const anonymous of [false, true]) {
      const id = await ask(world, karin, anonymous);
      await answer(world, omar, id, false);
      await moderate(world, { consultationId: id }, 'HIDE');
      expect(await readThread(world, omar, id)).toBeNull();
      const hers = await readThread(world, karin, id);
      expect(hers).toMatchObject({
        visibility: 'HIDDEN',
        title: question.title,
        decisions: [{ action: 'HIDE', rule: 'PATIENT_PRIVACY', statement: 'Patienten kan kännas igen.' }],
      });
      expect(JSON.stringify(hers.decisions)).not.toContain('moderator');
      expect((await readList(world, omar, 'ACTIVITY', { first: 100 })).ids).not.toContain(id);
      expect((await readList(world, karin, 'ACTIVITY', { first: 100 })).ids).not.toContain(id);
      expect((await readList(world, karin, 'MINE', { first: 100 })).ids).toContain(id);
      // To others it looks as if it had never been.
      const input = { id, title: question.title, body: question.body, tags: [] };
      const attempts = [
        (who: Colleague, target: string) => answer(world, who, target as typeof id, true),
        (who: Colleague, target: string) => deleteConsultation(world.services, who.grant, { id: target }),
        (who: Colleague, target: string) =>
          editConsultation(world.services, who.grant, { ...input, id: target }),
        (who: Colleague, target: string) => solveConsultation(world.services, who.grant, { id: target }),
      ];
      for (const attempt of attempts) {
        const hidden = await attempt(omar, id).catch((error: unknown) => error);
        const missing = await attempt(omar, newId()).catch((error: unknown) => error);
        expect(hidden).toEqual(missing);
        expect(hidden).toMatchObject({ code: 'NOT_FOUND' });
      }
      await expect(editConsultation(world.services, karin.grant, input)).rejects.toMatchObject({
        code: 'POST_NOT_EDITABLE',
      });
      // Her tombstone would bring the thread back into sight.
      await expect(deleteConsultation(world.services, karin.grant, { id })).rejects.toMatchObject({
        code: 'POST_NOT_EDITABLE',
      });
    }
  });

  test('the author sees what a moderator changed, others see that one did (ANONYMITY 4)', async () => {
    const id = await ask(world, karin, true);
    const text = 'Hb har sjunkit. Hur går ni vidare efter normal gastroskopi?';
    await moderate(world, { consultationId: id }, { edit: text });
    const seen = await readThread(world, omar, id);
    expect(seen).toMatchObject({ body: text, editedByModeration: true, decisions: [] });
    const hers = await readThread(world, karin, id);
    expect(hers.decisions).toMatchObject([{ action: 'EDIT', textBefore: question.body, textAfter: text }]);
    const listed = (await readList(world, karin, 'MINE', { first: 100 })).nodes.find(
      (node) => node.id === id,
    );
    expect(listed.decisions).toEqual(hers.decisions);
  });

  test('a question deleted by moderation stays in its author’s list, without text', async () => {
    const id = await ask(world, karin, true);
    await moderate(world, { consultationId: id }, 'DELETE');
    expect(await readThread(world, omar, id)).toBeNull();
    const mine = await readList(world, karin, 'MINE', { first: 100 });
    expect(mine.nodes.find((node) => node.id === id)).toMatchObject({
      visibility: 'DELETED',
      title: '',
      decisions: [{ action: 'DELETE' }],
    });
  });

  test('a lock stops new answers and new texts, not solving or withdrawing', async () => {
    const id = await ask(world, karin, true);
    const helped = await answer(world, omar, id, false);
    await moderate(world, { consultationId: id }, 'LOCK');
    await expect(answer(world, omar, id, true)).rejects.toMatchObject({ code: 'CONSULTATION_LOCKED' });
    const input = { id, title: question.title, body: `${question.body} Nytt.`, tags: [] };
    await expect(editConsultation(world.services, karin.grant, input)).rejects.toMatchObject({
      code: 'POST_NOT_EDITABLE',
    });
    await solveConsultation(world.services, karin.grant, { id, answerId: helped });
    expect(await readThread(world, omar, id)).toMatchObject({ locked: true, solvedByAnswerId: helped });
    await deleteConsultation(world.services, karin.grant, { id });
  });

  test('only the asker closes and reopens, with an answer of this very thread', async () => {
    const id = await ask(world, karin, true);
    const other = await ask(world, karin, false);
    const helped = await answer(world, omar, id, true);
    const elsewhere = await answer(world, omar, other, false);
    await expect(solveConsultation(world.services, omar.grant, { id })).rejects.toMatchObject({
      code: 'NOT_YOUR_POST',
    });
    for (const answerId of [elsewhere, newId(), 'nonsense']) {
      await expect(solveConsultation(world.services, karin.grant, { id, answerId })).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
    }
    await solveConsultation(world.services, karin.grant, { id, answerId: helped });
    expect(await readThread(world, omar, id)).toMatchObject({ solved: true, solvedByAnswerId: helped });
    await reopenConsultation(world.services, karin.grant, { id });
    expect(await readThread(world, omar, id)).toMatchObject({ solved: false, solvedByAnswerId: null });
    await solveConsultation(world.services, karin.grant, { id });
    expect(await readThread(world, omar, id)).toMatchObject({ solved: true, solvedByAnswerId: null });
  });

  test('an alias shows a specialty that ten verified physicians share, and no rarer one (ANONYMITY 15)', async () => {
    const specialtyCode = 'rattspsykiatri';
    // Whoever shows nothing must be one of ten too.
    for (let others = 0; others < 10; others += 1) await createAccount(world);
    const rare = await colleague(world, { specialtyCode });
    for (let more = 0; more < 8; more += 1) await createAccount(world, { specialtyCode });
    await createAccount(world, { specialtyCode, status: 'UNVERIFIED' });
    const before = await ask(world, rare, true);
    expect((await readThread(world, omar, before)).byline.specialty).toBeNull();
    await createAccount(world, { specialtyCode });
    world.clock.advance(24 * hourInMs);
    const after = await ask(world, rare, true);
    expect((await readThread(world, omar, after)).byline.specialty).toEqual({ code: specialtyCode });
    expect((await readThread(world, omar, before)).byline.specialty).toBeNull();
  });
});

describe('through the endpoint', () => {
  const post = `mutation ($input: PostConsultationInput!) {
    postConsultation(input: $input) {
      __typename
      ... on Consultation { id title tags body isMine excerpt }
      ... on InvalidInputError { code message issues { field code message } }
    }
  }`;

  test('every field at fault is named, in Swedish', async () => {
    const { data } = await execute(world, karin.actor, post, {
      input: {
        ...question,
        title: ' Kort ',
        body: '',
        specialty: 'magi',
        tags: ['a', 'b', 'c', 'd', 'e', 'f'],
        anonymous: false,
      },
    });
    expect(data.postConsultation.__typename).toBe('InvalidInputError');
    expect(data.postConsultation.issues).toEqual([
      { field: 'title', code: 'FIELD_TOO_SHORT', message: 'Texten är för kort.' },
      { field: 'body', code: 'FIELD_REQUIRED', message: 'Fyll i det här fältet.' },
      { field: 'specialty', code: 'SPECIALTY_UNKNOWN', message: 'Välj en specialitet ur listan.' },
      { field: 'tags', code: 'TOO_MANY_TAGS', message: 'Högst fem etiketter.' },
    ]);
  });

  test('what is stored is clean: one line, no control characters, tags in lower case and once', async () => {
    const { data } = await execute(world, karin.actor, post, {
      input: {
        ...question,
        title: ' Oklar\n anemi\u0000 hos\u0007 a\u030aldre ',
        body: 'Rad ett är lång nog.\r\n\r\n**Rad** två.\u0000',
        tags: ['Anemi', ' anemi ', 'Järn  brist'],
        anonymous: true,
        holdBack: 'AT_ONCE',
      },
    });
    expect(data.postConsultation).toMatchObject({
      __typename: 'Consultation',
      title: 'Oklar anemi hos åldre',
      body: 'Rad ett är lång nog.\n\n**Rad** två.',
      excerpt: 'Rad ett är lång nog.\nRad två.',
      tags: ['anemi', 'järn brist'],
      isMine: true,
    });
  });

  test('what one mutation made is the reader’s own in the next of the same document', async () => {
    const { data, errors } = await execute(
      world,
      karin.actor,
      `mutation ($input: PostConsultationInput!) {
        first: postConsultation(input: $input) { ... on Consultation { isMine myFaces { anonymous } } }
        second: postConsultation(input: $input) { ... on Consultation { isMine myFaces { anonymous } } }
      }`,
      { input: { ...question, anonymous: true, holdBack: 'AT_ONCE' } },
    );
    expect(errors).toEqual([]);
    const hers = { isMine: true, myFaces: { anonymous: true } };
    expect(data).toEqual({ first: hers, second: hers });
  });

  test('an unverified account and nobody at all read nothing', async () => {
    const id = await ask(world, karin, false);
    const unverified = await createAccount(world, { status: 'UNVERIFIED' });
    for (const actor of [unverified, null]) {
      for (const document of [
        `{ consultation(id: "${id}") { id } }`,
        '{ consultations { edges { node { id } } } }',
      ]) {
        const { data, errors } = await execute(world, actor, document);
        expect(errors).toHaveLength(1);
        expect(data === null || data.consultation === null).toBe(true);
      }
    }
    const { data } = await execute(
      world,
      unverified,
      `mutation { deleteConsultation(id: "${id}") { __typename ... on NotAllowedError { code } } }`,
    );
    expect(data.deleteConsultation).toEqual({
      __typename: 'NotAllowedError',
      code: 'ACCOUNT_NOT_VERIFIED',
    });
  });

  test('hidden and missing look alike in a mutation’s answer', async () => {
    const id = await ask(world, karin, true);
    await moderate(world, { consultationId: id }, 'HIDE');
    const remove = `mutation ($id: ID!) {
      deleteConsultation(id: $id) { __typename ... on Refusal { code message } }
    }`;
    const hidden = await execute(world, omar.actor, remove, { id });
    expect(hidden).toEqual(await execute(world, omar.actor, remove, { id: newId() }));
    expect(hidden).toEqual(await execute(world, omar.actor, remove, { id: 'nonsense' }));
  });
});
