import { execute, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, findActor } from '../../api/access/actor.ts';
import { evenOut } from '../../api/graphql/even-out-sizes.ts';
import { schemas } from '../../api/graphql/schema.ts';
import { listOwnClaims } from '../../api/identity/own-claims.ts';
import { threadDocument } from '../support/forum.ts';
import type { Member } from '../support/server.ts';
import { mannWhitney } from './mann-whitney.ts';
import { differences, medianDifference, type PairedTimes, timePairs } from './paired-times.ts';
import { signedRank } from './signed-rank.ts';
import { WorldOf } from './two-worlds.ts';

/**
 * Two worlds, equal but for which of two physicians wrote an anonymous question and an anonymous answer. Whoever is not
 * one of the two must not be able to tell which of the worlds she is in.
 */

let worlds: [WorldOf, WorldOf];

beforeAll(async () => {
  worlds = [await WorldOf.open('anna'), await WorldOf.open('berit')];
}, 60_000);
afterAll(() => Promise.all((worlds ?? []).map((world) => world.close())));

describe('#1 #3 #4 #5 #6 #8 #9 #10 #11 #13 #14 #27 #28 #34 #57 the two worlds look the same, to the byte and in size', () => {
  it.each([
    ['a member', 'reader', 'physician'],
    ['a moderator as a member', 'moderator', 'physician'],
    ['a moderator at her work', 'moderator', 'moderation'],
    ['a moderator who has ruled on an appeal', 'second', 'moderation'],
    ['a technical admin before a lookup is opened', 'admin', 'operations'],
  ] as const)('to %s', async (_who, observer, endpoint) => {
    const [first, second] = await Promise.all(worlds.map((world) => world.seenBy(observer, endpoint)));
    expect(first?.length).toBeGreaterThan(3);
    expect(JSON.stringify(first)).toContain('question');
    expect(second).toEqual(first);
  });

  it.each([
    ['a reader', 'reader', 'physician', 2 * 3 + 2 * 3 + 2 * 3],
    ['a moderator in her case', 'moderator', 'moderation', 2 * 3 + 2 * 3],
  ] as const)(
    '#24 #36 every image in every width and format to %s',
    async (_who, observer, endpoint, count) => {
      const [first, second] = await Promise.all(worlds.map((world) => world.imagesFor(observer, endpoint)));
      expect(first).toHaveLength(count);
      expect(first?.every((image) => image.includes('"status":200'))).toBe(true);
      expect(second).toEqual(first);
    },
  );

  it('#36 #37 to a thief of the stored files', async () => {
    const [first, second] = await Promise.all(worlds.map((world) => world.storedFiles()));
    expect(first?.length).toBeGreaterThan(10);
    expect(second).toEqual(first);
  });

  it('#40 to a thief of all tables but the vault’s, who knows how large the vault’s rows are', async () => {
    for (const jobsDone of [false, true]) {
      if (jobsDone) for (const world of worlds) await world.runJobs();
      const [first, second] = await Promise.all(worlds.map((world) => world.stolen()));
      expect(Object.keys(first ?? {}).length).toBeGreaterThan(15);
      expect(first?.['forum.answer']).toHaveLength(5);
      expect(first?.['audit.checkpoint']).toHaveLength(jobsDone ? 1 : 0);
      expect(second, jobsDone ? 'after all jobs' : 'before any job').toEqual(first);
    }
  });
});

describe('#57 the size of an answer', () => {
  it('is that of any other reader’s for the owner, who reads isMine, myFaces and markedHelpful differently', async () => {
    const [world] = worlds;
    const { town, people } = world;
    const question = await town.ask(people.berit, true);
    await town.answer(people.berit, question, true);
    await town.answer(people.berit, question, true);
    const sizes = new Set<number>();
    const words = new Set<string>();
    for (const who of [people.berit, people.reader, people.moderator]) {
      const { text, headers } = await who.client.graphql(
        'physician',
        `query ($id: ID!) { consultation(id: $id) { id title body isMine myFaces { named anonymous }
          answers(first: 50) { edges { node { id body isMine markedHelpful } } } } }`,
        { id: question },
      );
      expect(Number(headers.get('content-length'))).toBe(Buffer.byteLength(text));
      sizes.add(Buffer.byteLength(text));
      words.add(text.trimEnd());
    }
    expect(words.size).toBe(2);
    expect(sizes.size).toBe(1);
  });

  it('is whole kilobytes, wherever true and false stand', () => {
    // Every length: one letter more shows only where it crosses a step of four kilobytes.
    for (let length = 3000; length < 5100; length += 1) {
      const texts = [true, false].map((isMine) =>
        JSON.stringify({
          isMine,
          other: !isMine,
          mine: isMine,
          text: 'å'.repeat(length % 2) + 'a'.repeat(length),
        }),
      );
      const sizes = texts.map((text) => Buffer.byteLength(evenOut(text)));
      expect(sizes[0]).toBe(sizes[1]);
      expect((sizes[0] ?? 1) % 4096).toBe(0);
      for (const text of texts) expect(JSON.parse(evenOut(text))).toEqual(JSON.parse(text));
    }
  });
});

describe('#57 the time of an answer', () => {
  const pairs = 500;
  /**
   * Two settings are looked at, each by two tests: all four must stay above this. Together they raise a false alarm in at
   * most two runs of a hundred, in fact about one, since both tests look at the same times.
   *
   * Why no alarm is repeated away: the order within each pair is drawn, so if the time does not depend on whose the thread is,
   * the names "owner" and "other" are stuck on the two times of a pair by the toss of a coin. Then each difference has either
   * sign with the same chance, independently of all others, whatever pauses, drift, autocorrelation or advantage of coming
   * second there are: that is all that the signed-rank test asks for, so that its p is exact. Mann-Whitney, which takes
   * the samples for independent, errs to the safe side here: what makes a whole pair slow makes both its times slow.
   *
   * An earlier version let its owner have one claim more than the other reader, which takes about 0.04 ms to decrypt: a true
   * difference, but one that the threat model admits (how many anonymous posts a reader has), and not the one asked for
   * here (whose this thread is). Both have one claim now.
   */
  const alarm = 0.005;

  /** Random numbers that are the same in every run (mulberry32). */
  function seeded(seed: number): () => number {
    let state = seed;
    return () => {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
    };
  }

  /** A machine with pauses, drift and warm caches: the second of a pair is faster, and slow stretches last. */
  function simulate(random: () => number, shift: number): PairedTimes {
    const times: PairedTimes = { owner: [], other: [] };
    let load = 0;
    const next = (second: boolean) => {
      load = 0.95 * load + 0.3 * (random() - 0.5);
      return 3 + load + random() + (random() < 0.02 ? 10 * random() : 0) - (second ? 0.3 : 0);
    };
    for (let count = 0; count < pairs; count += 1) {
      const ownerFirst = random() < 0.5;
      const [first, second] = [next(false), next(true)];
      times.owner.push((ownerFirst ? first : second) + shift);
      times.other.push(ownerFirst ? second : first);
    }
    return times;
  }

  it('the tests of it hold their promise on a restless machine, and see a fifth of a millisecond', () => {
    const random = seeded(57);
    const runs = 400;
    const alarms = { pairs: 0, ranks: 0 };
    for (let run = 0; run < runs; run += 1) {
      const times = simulate(random, 0);
      if (signedRank(differences(times)) <= alarm) alarms.pairs += 1;
      if (mannWhitney(times.owner, times.other) <= alarm) alarms.ranks += 1;
    }
    // Two are expected; more than eight of 400 at that rate come in one of a thousand.
    expect(alarms.pairs).toBeLessThanOrEqual(8);
    expect(alarms.ranks).toBeLessThanOrEqual(8);
    const seen = Array.from({ length: 50 }, () => signedRank(differences(simulate(random, 0.2))) <= alarm);
    expect(seen.filter(Boolean).length).toBeGreaterThanOrEqual(45);
    expect(mannWhitney([1, 2, 3, 4], [1, 2, 3, 4])).toBeGreaterThan(0.9);
    expect(signedRank([1, -1, 2, -2])).toBeGreaterThan(0.9);
  });

  it('is the same for the owner of a thread and for another reader, inside and over HTTP', async () => {
    const [{ town, people }] = worlds;
    // Each has written anonymously once: what differs is whose this thread is.
    const owner = await town.member('Olga Ägare');
    const other = await town.member('Orvar Annan');
    const question = await town.ask(owner, true);
    await town.ask(other, true);
    for (let count = 0; count < 5; count += 1) await town.answer(people.reader, question, true);
    const { services } = town.server;
    const claims = await Promise.all(
      [owner, other].map(({ id }) => listOwnClaims(services.db.service, services.keyring, id)),
    );
    expect(claims.map(({ length }) => length)).toEqual([1, 1]);

    const document = parse(threadDocument);
    const variables = { id: question, first: 50 };
    const [ownerActor, otherActor] = await Promise.all(
      [owner, other].map(({ id }) => findActor(services.db.service, id)),
    );
    // Without HTTP and the parsing of the document, which add noise alone: so more is seen than the network could.
    const inside = (actor: Actor | null | undefined) => async () => {
      const contextValue = { services, requestId: 'test', locale: 'sv', actor, memo: new Map() };
      const schema = schemas.physician;
      const result = await execute({ schema, document, variableValues: variables, contextValue });
      if (!JSON.stringify(result.data).includes('AliasByline')) throw new Error('it was not read');
    };
    const outside = (member: Member) => async () => {
      const { text } = await member.client.graphql('physician', threadDocument, variables);
      if (!text.includes('AliasByline')) throw new Error('it was not read');
    };
    const settings = {
      inside: { owner: inside(ownerActor), other: inside(otherActor) },
      'over HTTP': { owner: outside(owner), other: outside(other) },
    };
    for (const [setting, read] of Object.entries(settings)) {
      await timePairs(60, read);
      const times = await timePairs(pairs, read);
      const p = { pairs: signedRank(differences(times)), ranks: mannWhitney(times.owner, times.other) };
      const said = `${setting}: p = ${p.pairs} and ${p.ranks}, the owner waits ${medianDifference(times)} ms longer`;
      if (process.env.PRINT_TIMES) process.stdout.write(`${said}\n`);
      expect(p.pairs, said).toBeGreaterThan(alarm);
      expect(p.ranks, said).toBeGreaterThan(alarm);
    }
  }, 300_000);
});
