import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { findActor } from '../../api/access/actor.ts';
import { markHelpful } from '../../api/answers/mark-helpful.ts';
import { approveErasure } from '../../api/erasure/approve-erasure.ts';
import { cancelErasure } from '../../api/erasure/cancel-erasure.ts';
import { receiptHash } from '../../api/erasure/receipt-code.ts';
import {
  requestErasure,
  requestErasureFor,
  startErasureForInactivity,
} from '../../api/erasure/request-erasure.ts';
import { runErasures } from '../../api/erasure/run-erasures.ts';
import { publishDuePosts } from '../../api/hold-back/publish-due-posts.ts';
import { carryOn, untilErased } from '../support/erasure.ts';
import { answer, ask, type Colleague, colleague, readThread } from '../support/forum.ts';
import { flag, moderator } from '../support/moderation.ts';
import { holdTestCeremony, type ShareHolder } from '../support/vault.ts';
import { asTechnicalAdmin, createWorld, type World } from '../support/world.ts';

describe('an erasure', () => {
  let world: World;
  let holders: ShareHolder[];
  let reader: Colleague;

  beforeAll(async () => {
    world = await createWorld();
    holders = await holdTestCeremony(world);
    reader = await colleague(world, { name: 'Läsaren' });
  });

  beforeEach(() => {
    world.services.config.erasureCoolingOffDays = 0;
    world.services.config.erasureWindowHours = 24;
  });

  afterAll(() => world.close());

  const accounts = () => world.services.db.service.account;

  test('waits for the end of the cooling-off, in which she goes on as before and may change her mind', async () => {
    world.services.config.erasureCoolingOffDays = 7;
    const anna = await colleague(world);
    const { startsAt, started } = await requestErasure(world.services, anna.actor);
    const wait = startsAt.getTime() - world.clock.now().getTime() - 7 * 86_400_000;
    expect([wait >= 0, wait < 3_600_000, startsAt.getTime() % 3_600_000]).toEqual([true, true, 0]);
    expect(started).toBe(false);
    await expect(requestErasure(world.services, anna.actor)).rejects.toMatchObject({
      code: 'ERASURE_ALREADY_REQUESTED',
    });
    world.clock.advance(6.9 * 86_400_000);
    await runErasures(world.services);
    expect(await findActor(world.services.db.service, anna.actor.id)).toMatchObject({ status: 'VERIFIED' });
    await ask(world, anna, false);

    await cancelErasure(world.services, anna.actor);
    world.clock.advance(86_400_000);
    await runErasures(world.services);
    expect(await findActor(world.services.db.service, anna.actor.id)).not.toBeNull();

    await requestErasure(world.services, anna.actor);
    world.clock.advance(7.1 * 86_400_000);
    await runErasures(world.services);
    expect(await findActor(world.services.db.service, anna.actor.id)).toBeNull();
    await expect(cancelErasure(world.services, anna.actor)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await untilErased(world);
    expect(await accounts().count({ where: { id: anna.actor.id } })).toBe(0);
  });

  test('takes what she wrote under her name at once, and leaves what others wrote', async () => {
    const anna = await colleague(world, { name: 'Anna som går' });
    const hers = await ask(world, anna, false, { title: 'Annas fråga' });
    const others = await answer(world, reader, hers, false, 'Läsarens svar står kvar.');
    const elsewhere = await ask(world, reader, false);
    const hersElsewhere = await answer(world, anna, elsewhere, false, 'Annas svar hos någon annan.');
    const quoting = await answer(world, reader, elsewhere, false, 'Jag håller med.', hersElsewhere);

    await requestErasure(world.services, anna.actor);
    const gone = { authorId: null, aliasId: null, id: { in: [hers, hersElsewhere] } };
    const { consultation, answer: answers } = world.services.db.service;
    await vi.waitFor(async () => {
      await runErasures(world.services);
      expect((await consultation.count({ where: gone })) + (await answers.count({ where: gone }))).toBe(2);
    });

    const thread = await readThread(world, reader, hers);
    expect(thread).toMatchObject({
      title: '',
      body: '',
      tags: [],
      visibility: 'WITHDRAWN',
      byline: { __typename: 'ErasedByline' },
    });
    expect(thread.answers.map(({ id, body }: { id: string; body: string }) => [id, body])).toEqual([
      [others, 'Läsarens svar står kvar.'],
    ]);
    const other = await readThread(world, reader, elsewhere);
    expect(JSON.stringify([thread, other])).not.toMatch(/Anna/);
    const [tombstone, quote] = other.answers;
    expect(tombstone).toMatchObject({
      id: hersElsewhere,
      body: '',
      visibility: 'WITHDRAWN',
      byline: { __typename: 'ErasedByline' },
    });
    expect(quote).toMatchObject({
      id: quoting,
      body: 'Jag håller med.',
      quoted: { excerpt: '', visibility: 'WITHDRAWN', byline: { __typename: 'ErasedByline' } },
    });
    expect(other.answerCount).toBe(1);
  });

  test('#45 #56 takes anonymous posts away one by one within the window, and neither alias nor seal nor claim stays', async () => {
    const db = world.services.db.service;
    const before = { aliases: await db.alias.count(), claims: await db.claim.count() };
    const anna = await colleague(world);
    const asked = await Promise.all(
      [1, 2, 3, 4].map((each) => ask(world, anna, true, { title: `Fråga nummer ${each} om anemi` })),
    );
    world.services.config.erasureWindowHours = 6;
    await requestErasure(world.services, anna.actor);
    const goneAfter = new Map<string, number>();
    for (let minutes = 0; minutes <= 6 * 60 + 20; minutes += 10) {
      await runErasures(world.services);
      const rows = await db.consultation.findMany({
        where: { id: { in: asked }, title: '' },
        select: { id: true },
      });
      for (const { id } of rows) if (!goneAfter.has(id)) goneAfter.set(id, minutes);
      // While any is left, so are the claims: all of them.
      if (rows.length < 4) expect(await db.claim.count()).toBe(before.claims + 4);
      world.clock.advance(600_000);
    }
    const moments = [...goneAfter.values()];
    expect(moments).toHaveLength(4);
    expect(new Set(moments).size).toBeGreaterThan(1);
    await untilErased(world);
    expect(await db.alias.count()).toBe(before.aliases);
    expect(await db.claim.count()).toBe(before.claims);
    const seals = await world.services.db.lookupTransaction((tx) => tx.seal.count());
    expect(seals).toBe(before.aliases);
    const left = await db.consultation.findMany({
      where: { id: { in: asked } },
      select: { authorId: true, aliasId: true, title: true, body: true, tags: true, visibility: true },
    });
    expect(left).toEqual(
      asked.map(() => ({
        authorId: null,
        aliasId: null,
        title: '',
        body: '',
        tags: [],
        visibility: 'WITHDRAWN',
      })),
    );
  });

  test('does not publish what she had held back, and gives the number of her alias to nobody else', async () => {
    const db = world.services.db.service;
    const thread = await ask(world, reader, false);
    const anna = await colleague(world);
    await answer(world, anna, thread, true);
    const held = await ask(world, anna, true, { holdBack: 'ONE_HOUR' });
    await requestErasure(world.services, anna.actor);
    await runErasures(world.services);
    world.clock.advance(61 * 60_000);
    await publishDuePosts(world.services);
    const row = await db.consultation.findUnique({ where: { id: held }, select: { visibility: true } });
    expect(row === null || row.visibility === 'HELD').toBe(true);
    await untilErased(world);
    expect(await db.consultation.count({ where: { id: held } })).toBe(0);
    expect(await db.heldPost.count()).toBe(0);

    await answer(world, await colleague(world), thread, true);
    const { answers } = await readThread(world, reader, thread);
    expect(answers.map(({ byline }: { byline: object }) => byline)).toMatchObject([
      { __typename: 'ErasedByline' },
      { __typename: 'AliasByline', number: 2 },
    ]);
  });

  test('takes her helpful marks, her flags and her decisions’ name', async () => {
    const db = world.services.db.service;
    const anna = await moderator(world, 'Anna som har modererat');
    const thread = await ask(world, reader, false);
    const marked = await answer(world, await colleague(world), thread, false);
    await markHelpful(world.services, anna.grant, { answerId: marked });
    await markHelpful(world.services, reader.grant, { answerId: marked });
    await flag(world, anna, { answerId: marked }, { note: 'Annas anmälan' });
    await requestErasure(world.services, anna.actor);
    await untilErased(world);
    expect(await db.answer.findUnique({ where: { id: marked }, select: { helpfulCount: true } })).toEqual({
      helpfulCount: 1,
    });
    expect(await db.helpfulMark.count({ where: { answerId: marked } })).toBe(1);
    expect(await db.flag.count({ where: { postId: marked } })).toBe(0);
  });

  test('is refused to the holder of a share without which nothing could be opened, and gives her share up otherwise', async () => {
    const [first, second] = holders;
    if (!first || !second) throw new Error('no holders');
    const actorOf = async ({ grant }: ShareHolder) => {
      const actor = await findActor(world.services.db.service, grant.adminId);
      if (!actor) throw new Error('no admin');
      return actor;
    };
    await requestErasure(world.services, await actorOf(first));
    await expect(requestErasure(world.services, await actorOf(second))).rejects.toMatchObject({
      code: 'SHARE_STILL_NEEDED',
    });
    const shares = await world.services.db.service.shareHolder.count({
      where: { accountId: first.grant.adminId },
    });
    expect(shares).toBe(0);
  });

  test('can be asked for by a technical admin on a document, never for herself, and by inactivity', async () => {
    const admin = await asTechnicalAdmin(world);
    const [anna, berit] = [await colleague(world), await colleague(world)];
    const reference = 'Diarienummer 2026-17';
    await expect(
      requestErasureFor(world.services, admin, { accountId: admin.adminId, reference }),
    ).rejects.toMatchObject({ code: 'OWN_ACCOUNT' });
    const { code, id } = await requestErasureFor(world.services, admin, {
      accountId: anna.actor.id,
      reference,
    });
    await approveErasure(world.services, await asTechnicalAdmin(world), id);
    world.clock.advance(8 * 86_400_000);
    expect(await startErasureForInactivity(world.services, berit.actor.id, async () => true)).toBe(true);
    await untilErased(world);
    expect(await accounts().count({ where: { id: { in: [anna.actor.id, berit.actor.id] } } })).toBe(0);
    const receipt = await world.services.db.service.erasure.findUnique({
      where: { codeHash: receiptHash(code.toLowerCase().replaceAll('-', ' ')) ?? new Uint8Array() },
      select: { id: true, state: true, accountId: true, secret: true, startedAt: true },
    });
    expect(receipt).toEqual({ id, state: 'DONE', accountId: null, secret: null, startedAt: null });
  });

  test('after a day without a worker does not let everything go in one minute', async () => {
    const anna = await colleague(world);
    const asked = await Promise.all(
      Array.from({ length: 12 }, (_, at) => ask(world, anna, true, { title: `Sent ställd fråga ${at}` })),
    );
    await requestErasure(world.services, anna.actor);
    world.clock.advance(30 * 3_600_000);
    await carryOn(world, { minutes: 3 });
    const left = await world.services.db.service.consultation.count({
      where: { id: { in: asked }, title: { not: '' } },
    });
    // One in thirty a minute: that half of them have gone by now happens less than once in ten thousand times.
    expect(left).toBeGreaterThan(5);
    await untilErased(world);
  });
});
