import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeClaim } from '../../api/identity/write-claim.ts';
import { type AliasId, newId } from '../../api/platform/ids.ts';
import { answer, ask, type Colleague, colleague, readList, readThread } from '../support/forum.ts';
import { holdTestCeremony, openOwner } from '../support/vault.ts';
import { createWorld, type World } from '../support/world.ts';

let world: World;
let karin: Colleague;
let omar: Colleague;
let sara: Colleague;

beforeAll(async () => {
  world = await createWorld();
  await holdTestCeremony(world);
  karin = await colleague(world, { name: 'Karin Ek' });
  omar = await colleague(world, { name: 'Omar Haddad' });
  sara = await colleague(world, { name: 'Sara Lind' });
});
afterAll(() => world.close());

/** The bylines of a thread in short: `#1`, `#0*` (asker), `Karin Ek*`. */
function faces(thread: { answers: { byline: Record<string, unknown> }[] }): string[] {
  return thread.answers.map(({ byline }) => {
    const { number, isAsker, physician } = byline as {
      number?: number;
      isAsker: boolean;
      physician?: { name: string };
    };
    return `${physician?.name ?? `#${number}`}${isAsker ? '*' : ''}`;
  });
}

describe('one alias per physician and consultation', () => {
  test('the same person keeps her number, another gets the next; the anonymous asker is 0', async () => {
    const id = await ask(world, karin, true);
    await answer(world, omar, id, true);
    await answer(world, sara, id, true);
    await answer(world, omar, id, true);
    await answer(world, karin, id, true);
    await answer(world, omar, id, false);
    const thread = await readThread(world, sara, id);
    expect(faces(thread)).toEqual(['#1', '#2', '#1', '#0*', 'Omar Haddad']);
    expect(await world.services.db.service.alias.count({ where: { consultationId: id } })).toBe(3);
    expect(thread.myFaces).toEqual({ named: false, anonymous: true });
    expect((await readThread(world, omar, id)).myFaces).toEqual({ named: true, anonymous: true });
  });

  test('another consultation, another alias: nothing links the two', async () => {
    const [first, second] = [await ask(world, karin, true), await ask(world, karin, true)];
    await answer(world, omar, first, true);
    await answer(world, omar, second, true);
    const aliases = await world.services.db.service.alias.findMany({
      where: { consultationId: { in: [first, second] } },
    });
    expect(new Set(aliases.map((alias) => alias.id)).size).toBe(4);
  });

  test('two posts at once by one person still wear one alias', async () => {
    const id = await ask(world, karin, true);
    await Promise.all(Array.from({ length: 5 }, (_, at) => answer(world, omar, id, true, `Svar ${at}.`)));
    expect(new Set(faces(await readThread(world, sara, id)))).toEqual(new Set(['#1']));
    expect(await world.services.db.service.alias.count({ where: { consultationId: id } })).toBe(2);
    expect((await readThread(world, omar, id)).answers.every((one: { isMine: boolean }) => one.isMine)).toBe(
      true,
    );
  });
});

describe('two faces of one person are two (ANONYMITY 11)', () => {
  test('a named answer in one’s own anonymous thread is not the asker’s', async () => {
    const id = await ask(world, karin, true);
    await answer(world, karin, id, false);
    const thread = await readThread(world, omar, id);
    expect(faces(thread)).toEqual(['Karin Ek']);
    expect(thread.byline).toMatchObject({ number: 0, isAsker: true });
    // Not in a quote either.
    const [{ id: quoted }] = thread.answers;
    await answer(world, omar, id, false, 'Tack för det.', quoted);
    expect((await readThread(world, sara, id)).answers[1].quoted.byline).toMatchObject({ isAsker: false });
  });

  test('an anonymous answer in one’s own named thread is not the asker’s', async () => {
    const id = await ask(world, karin, false);
    await answer(world, karin, id, true);
    await answer(world, karin, id, false);
    expect(faces(await readThread(world, omar, id))).toEqual(['#1', 'Karin Ek*']);
  });

  test('lists by name are told by the name alone (ANONYMITY 8, 10)', async () => {
    const id = await ask(world, sara, true);
    await answer(world, karin, id, true);
    expect((await readList(world, karin, 'ANSWERED', { first: 100 })).ids).toContain(id);
    expect((await readList(world, sara, 'MINE', { first: 100 })).ids).toContain(id);
    expect((await readList(world, omar, 'ANSWERED', { first: 100 })).ids).not.toContain(id);
    expect((await readList(world, omar, 'MINE', { first: 100 })).ids).not.toContain(id);
  });
});

describe('a ceremony between two posts', () => {
  test('the second is sealed to the new key, whatever key was expected', async () => {
    const before = await ask(world, karin, true);
    await holdTestCeremony(world);
    const after = await ask(world, karin, true);
    await answer(world, omar, after, true);
    const owner = openOwner(world);
    try {
      const [newest] = await owner.$queryRaw<
        { number: number }[]
      >`SELECT max(number) AS number FROM vault.epoch`;
      const seals = await owner.$queryRaw<{ consultation: string; epoch: number }[]>`
        SELECT alias.consultation_id AS consultation, seal.epoch
        FROM vault.seal JOIN forum.alias ON alias.id = seal.alias_id
        WHERE alias.consultation_id IN (${before}::uuid, ${after}::uuid)`;
      const epochsIn = (id: string) =>
        seals.filter((seal) => seal.consultation === id).map(({ epoch }) => epoch);
      expect(epochsIn(before)).toEqual([(newest?.number ?? 0) - 1]);
      expect(epochsIn(after)).toEqual([newest?.number, newest?.number]);
    } finally {
      await owner.$disconnect();
    }
  });
});

describe('a crash between the claim and the content', () => {
  test('leaves a claim that disturbs no reading, and a later post succeeds under one alias', async () => {
    const { db, keyring, clock } = world.services;
    const id = await ask(world, karin, false);
    const alias = newId<AliasId>();
    const authorship = { physician: omar.grant.physicianId, alias, consultation: id };
    await writeClaim(db.service, keyring, clock, authorship);
    const before = await readThread(world, omar, id);
    expect(before).toMatchObject({ isMine: false, myFaces: { named: false, anonymous: false } });
    expect((await readList(world, omar, 'ANSWERED', { first: 100 })).ids).not.toContain(id);

    await answer(world, omar, id, true);
    await answer(world, omar, id, true);
    expect(faces(await readThread(world, sara, id))).toEqual(['#1', '#1']);
    expect(await db.service.alias.count({ where: { consultationId: id } })).toBe(1);
    expect((await readThread(world, omar, id)).myFaces).toEqual({ named: false, anonymous: true });
  });
});

describe('what the database keeps', () => {
  test('no row of forum ties a physician to her alias, and claim and content have other transactions (ANONYMITY 40, 50)', async () => {
    const id = await ask(world, karin, true);
    await answer(world, omar, id, true);
    const rows = await world.services.db.service.$queryRaw<{ text: string; xmin: string }[]>`
      SELECT to_jsonb(a)::text AS text, a.xmin::text FROM forum.alias a WHERE consultation_id = ${id}::uuid
      UNION ALL SELECT to_jsonb(a)::text, a.xmin::text FROM forum.answer a WHERE consultation_id = ${id}::uuid
      UNION ALL SELECT to_jsonb(c)::text, c.xmin::text FROM forum.consultation c WHERE id = ${id}::uuid`;
    const claims = await world.services.db.service.$queryRaw<{ xmin: string }[]>`
      SELECT xmin::text FROM vault.claim`;
    expect(rows).toHaveLength(4);
    const ofClaims = new Set(claims.map(({ xmin }) => xmin));
    for (const { text, xmin } of rows) {
      expect(text).not.toContain(karin.actor.id);
      expect(text).not.toContain(omar.actor.id);
      expect(ofClaims.has(xmin)).toBe(false);
    }
  });
});
