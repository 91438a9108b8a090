import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findActor } from '../../api/access/actor.ts';
import { answer, ask, type Colleague, colleague, readList, readThread } from '../support/forum.ts';
import { holdTestCeremony } from '../support/vault.ts';
import { mentions, type SentStatement, watchStatements } from '../support/watch-statements.ts';
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

async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  return (await watchStatements(work)).map(({ sql }) => sql);
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
    const sent = await watchStatements(async () => {
      await readThread(world, karin, id);
      for (const list of ['ACTIVITY', 'MINE', 'ANSWERED']) await readList(world, karin, list);
      await answer(world, karin, id, true);
      const second = await ask(world, omar, false);
      await answer(world, karin, second, true);
    });
    const carriesHer = (statement: SentStatement) => mentions(statement, karin.actor.id);
    const carriesAlias = (statement: SentStatement) => aliases.some((alias) => mentions(statement, alias));
    expect(sent.some(carriesHer)).toBe(true);
    expect(sent.some((statement) => /c\.alias_id = ANY/.test(statement.sql) && carriesAlias(statement))).toBe(
      true,
    );
    for (const statement of sent) {
      expect(carriesHer(statement) && carriesAlias(statement), statement.text.slice(0, 300)).toBe(false);
    }
  });
});
