import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findActor } from '../../api/access/actor.ts';
import { answer, ask, type Colleague, colleague, readList, readThread } from '../support/forum.ts';
import { holdTestCeremony } from '../support/vault.ts';
import { createWorld, type World } from '../support/world.ts';

/**
 * Reads must not degrade with size: as many statements for 5 rows as for 200, each row with everything that a page
 * may ask of it.
 */

let world: World;
let karin: Colleague;
let omar: Colleague;

beforeAll(async () => {
  world = await createWorld();
  await holdTestCeremony(world);
  karin = await colleague(world);
  omar = await colleague(world);
});
afterAll(() => world.close());

/** Every statement that reaches PostgreSQL through the pg driver while `work` runs. */
async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const seen: string[] = [];
  const original = pg.Client.prototype.query;
  const counting = function (this: pg.Client, ...args: unknown[]) {
    const [query] = args;
    seen.push(typeof query === 'string' ? query : ((query as { text?: string }).text ?? '?'));
    return Reflect.apply(original, this, args);
  };
  pg.Client.prototype.query = counting as typeof original;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = original;
  }
  return seen;
}

/** The session's row, which express-session reads before anything else. */
const ofSession = 1;

const asRequest = (work: () => Promise<unknown>) =>
  statementsOf(async () => {
    await findActor(world.services.db.service, karin.actor.id);
    await work();
  });

async function askMany(count: number): Promise<void> {
  for (let at = 0; at < count; at += 1) {
    const id = await ask(world, at % 3 ? karin : omar, at % 2 === 0);
    if (at % 5 === 0) await answer(world, karin, id, at % 2 === 1);
  }
}

describe('how many statements a page takes', () => {
  test.each([5, 200])(
    'with %i questions: at most 4 for each feed, 5 for the reader’s own lists',
    async (size) => {
      const there = await world.services.db.service.consultation.count();
      await askMany(size - there);
      for (const list of ['ACTIVITY', 'NEWEST', 'UNANSWERED']) {
        for (const page of [{ first: 100 }, { first: 100, specialty: 'internmedicin' }]) {
          const statements = await asRequest(async () => {
            const { ids } = await readList(world, karin, list, page);
            expect(ids.length).toBeGreaterThan(size === 200 ? 90 : 2);
          });
          expect(statements.length + ofSession, statements.join('\n')).toBe(4);
        }
      }
      for (const list of ['MINE', 'ANSWERED']) {
        const statements = await asRequest(() => readList(world, karin, list, { first: 100 }));
        expect(statements.length + ofSession, statements.join('\n')).toBe(5);
      }
    },
  );

  test.each([5, 200])(
    'with %i answers, a thread with all that it can show takes at most 6',
    async (size) => {
      const id = await ask(world, karin, true);
      let quoted = await answer(world, omar, id, true);
      for (let at = 1; at < size; at += 1) {
        quoted = await answer(world, at % 2 ? karin : omar, id, at % 3 === 0, `Svar ${at}.`, quoted);
      }
      const statements = await asRequest(async () => {
        const thread = await readThread(world, karin, id);
        expect(thread.answers).toHaveLength(Math.min(size, 100));
      });
      expect(statements.length + ofSession, statements.join('\n')).toBe(6);
    },
    60_000,
  );

  test('no statement carries the reader’s id and an alias of hers together', async () => {
    const id = await ask(world, karin, true);
    await answer(world, karin, id, false);
    const own = await world.services.db.service.alias.findMany({ select: { id: true } });
    const aliases = own.map((alias) => alias.id);
    const sent: string[] = [];
    const original = pg.Client.prototype.query;
    const watching = function (this: pg.Client, ...args: unknown[]) {
      sent.push(JSON.stringify(args, (_key, value) => (typeof value === 'function' ? undefined : value)));
      return Reflect.apply(original, this, args);
    };
    pg.Client.prototype.query = watching as typeof original;
    try {
      await readThread(world, karin, id);
      for (const list of ['ACTIVITY', 'MINE', 'ANSWERED']) await readList(world, karin, list);
      await answer(world, karin, id, true);
      const second = await ask(world, omar, false);
      await answer(world, karin, second, true);
    } finally {
      pg.Client.prototype.query = original;
    }
    expect(sent.some((statement) => statement.includes(karin.actor.id))).toBe(true);
    expect(sent.some((statement) => aliases.some((alias) => statement.includes(alias)))).toBe(true);
    for (const statement of sent) {
      const both = statement.includes(karin.actor.id) && aliases.some((alias) => statement.includes(alias));
      expect(both, statement.slice(0, 300)).toBe(false);
    }
  });
});
