import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepNoSamples, sampledColumns } from '../../api/platform/database/keep-no-samples.ts';
import { createLogger } from '../../api/platform/logger.ts';
import { Aviary } from '../support/canaries.ts';
import { Client } from '../support/graphql.ts';
import type { Member } from '../support/server.ts';
import { Town } from './town.ts';

let town: Town;
let author: Member;
let colleague: Member;
let moderator: Member;
let question: string;
/** Who wrote what, by the post's id. */
const authors = new Map<string, string>();
const log: string[] = [];

beforeAll(async () => {
  town = await Town.open({ logger: createLogger('trace', { write: (line) => void log.push(line) }) });
  author = await town.member('Astrid Författare');
  colleague = await town.member('Kerstin Kollega');
  moderator = await town.member('Moa Moderator', { moderator: true });
  // Enough for the planner to keep statistics on.
  for (let round = 0; round < 6; round += 1) {
    for (const who of [author, colleague]) {
      question = await town.ask(who, true);
      const answer = await town.answer(who, question, true);
      for (const post of [question, answer]) authors.set(post, who.id);
      await town.answer(who, question, false);
      await town.call(moderator, 'physician', 'markHelpful', { answerId: answer });
      await town.call(who === author ? colleague : author, 'physician', 'flagPost', {
        input: { answerId: answer, reason: 'MISLEADING' },
      });
    }
  }
});
afterAll(() => town.close());

interface Cell {
  place: string;
  row: string;
  text: string;
}

/** Every cell of every table, as text. */
async function cells(): Promise<Cell[]> {
  const found: Cell[] = [];
  for (const table of await town.tables()) {
    const { rows } = await town.owner.query<{ row: Record<string, unknown>; ctid: string }>(
      `SELECT to_jsonb(t) AS row, t.ctid::text FROM ${table} t`,
    );
    for (const { row, ctid } of rows) {
      for (const [column, value] of Object.entries(row)) {
        const text = typeof value === 'string' ? value : JSON.stringify(value);
        found.push({ place: `${table}.${column}`, row: `${table} ${ctid}`, text });
      }
    }
  }
  return found;
}

async function anonymousIds(): Promise<string[]> {
  const { rows } = await town.owner.query<{ id: string }>(`
    SELECT id FROM forum.alias
    UNION SELECT id FROM forum.consultation WHERE alias_id IS NOT NULL
    UNION SELECT id FROM forum.answer WHERE alias_id IS NOT NULL`);
  return rows.map(({ id }) => id);
}

describe('#40 a column, index or statistic that ties the two', () => {
  it('no row of any table holds a person’s id and the id of something anonymous', async () => {
    const people = new Aviary();
    for (const { id, name } of [author, colleague]) people.add({ person: name, kind: 'id' }, id);
    const things = new Aviary();
    for (const id of await anonymousIds()) things.add({ person: 'anonymous', kind: 'text' }, id);
    const byRow = Map.groupBy(await cells(), ({ row }) => row);
    let withPerson = 0;
    for (const [row, inRow] of byRow) {
      const text = inRow.map((cell) => cell.text).join('\n');
      const hasPerson = people.search(text).length > 0;
      // A named answer stands in the thread of an anonymous question: its consultation's id is everybody's.
      const rest = inRow.filter(
        ({ place }) => !/^forum\.answer\.(consultation_id|quoted_answer_id)$/.test(place),
      );
      const hasThing = things.search(rest.map((cell) => cell.text).join('\n')).length > 0;
      expect(hasPerson && hasThing, row).toBe(false);
      if (hasPerson) withPerson += 1;
    }
    expect(withPerson).toBeGreaterThan(15);
  });

  it('a person’s id stands in no table but those of her own name', async () => {
    const people = new Aviary();
    people.add({ person: author.name, kind: 'id' }, author.id);
    const places = new Set(
      (await cells()).filter(({ text }) => people.search(text).length > 0).map(({ place }) => place),
    );
    expect([...places].sort()).toEqual([
      'accounts.account.id',
      'forum.answer.author_id',
      'platform.session.sess',
      'terms.acceptance.account_id',
    ]);
  });

  it('what the planner knows of the tables ties nothing: no person’s id beside an alias, no common value', async () => {
    await town.owner.query('ANALYZE');
    const { rows } = await town.owner.query<{ place: string; stats: string }>(`
      SELECT format('%s.%s.%s', schemaname, tablename, attname) AS place,
        concat(most_common_vals::text, ' ', histogram_bounds::text, ' ', most_common_elems::text) AS stats
      FROM pg_stats WHERE schemaname NOT IN ('pg_catalog', 'information_schema', 'graphile_worker')`);
    expect(rows.length).toBeGreaterThan(30);
    const people = new Aviary();
    for (const { id, name } of [author, colleague]) people.add({ person: name, kind: 'id' }, id);
    expect(rows.filter(({ stats }) => people.search(stats).length > 0)).toEqual([]);
    const extended = await town.owner.query('SELECT 1 FROM pg_statistic_ext');
    expect(extended.rowCount).toBe(0);
  });

  it('no value of an account row, and no value that one person’s rows share, is found beside what is anonymous', async () => {
    const all = await cells();
    const values = (pattern: RegExp) =>
      new Set(
        all.filter(({ place, text }) => pattern.test(place) && text.length > 8).map(({ text }) => text),
      );
    const ofPeople = values(/^(accounts|platform)\./);
    const anonymous = values(/^(forum\.alias|vault\.(seal|claim))\./);
    expect(ofPeople.size).toBeGreaterThan(20);
    expect([...anonymous].filter((value) => ofPeople.has(value) && value !== 'internmedicin')).toEqual([]);
  });
});

describe('#67 the planner’s statistics', () => {
  const kept = `
    SELECT format('%s.%s.%s', c.schema, c.name, c.column) AS place FROM (${sampledColumns}) c
    JOIN pg_statistic s ON s.starelid = c.relation AND s.staattnum = c.number`;

  it('no sample is kept of a column that holds words or says who somebody is', async () => {
    await town.owner.query('ANALYZE');
    expect((await town.owner.query(kept)).rows).toEqual([]);
    const { rows: others } = await town.owner.query('SELECT FROM pg_stats WHERE schemaname = $1', ['forum']);
    expect(others.length).toBeGreaterThan(5);
  });

  it('nothing that was written or that names a member is found in any sample', async () => {
    await town.owner.query('ANALYZE');
    const { rows } = await town.owner.query<{ stats: string }>(`
      SELECT concat(most_common_vals::text, ' ', histogram_bounds::text, ' ', most_common_elems::text) AS stats
      FROM pg_stats WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`);
    const samples = rows.map(({ stats }) => stats).join('\n');
    const { rows: texts } = await town.owner.query<{ text: string }>(`
      SELECT title AS text FROM forum.consultation UNION SELECT body FROM forum.consultation
      UNION SELECT body FROM forum.answer UNION SELECT name FROM accounts.account
      UNION SELECT email FROM accounts.account UNION SELECT id::text FROM accounts.account`);
    expect(texts.length).toBeGreaterThan(10);
    expect(texts.filter(({ text }) => samples.includes(text))).toEqual([]);
  });

  it('samples that an earlier version has kept are cleared', async () => {
    await town.owner.query('ALTER TABLE forum.answer ALTER COLUMN body SET STATISTICS 100');
    await town.owner.query('ANALYZE forum.answer');
    expect((await town.owner.query(kept)).rows).toEqual([{ place: 'forum.answer.body' }]);
    await keepNoSamples(town.server.database.owner);
    expect((await town.owner.query(kept)).rows).toEqual([]);
  });
});

it('#41 no table keeps an address or a browser, of either face', async () => {
  const { rows } = await town.owner.query<{ column: string }>(`
    SELECT format('%s.%s.%s', table_schema, table_name, column_name) AS column FROM information_schema.columns
    WHERE table_schema IN ('accounts', 'audit', 'erasure', 'exports', 'forum', 'images', 'mail', 'moderation', 'platform', 'telemetry', 'terms', 'vault')
      AND (data_type IN ('inet', 'cidr', 'macaddr') OR column_name ~ '(^|_)(ip|addr|address|agent|device|fingerprint|referer)(_|$)')`);
  expect(rows).toEqual([]);
  const browser = new Client(town.server.url, { 'user-agent': 'Kanariefågel/7.3' });
  expect((await browser.signIn(author.email, author.password)).status).toBe(200);
  await town.ask({ ...author, client: browser }, true);
  const text = (await cells()).map((cell) => cell.text).join('\n');
  expect(text).not.toMatch(/127\.0\.0\.1|::ffff:|Kanariefågel/);
  expect(log.join('')).not.toMatch(/127\.0\.0\.1|::ffff:|Kanariefågel/);
});

it('#13 #45 an alias stands in one consultation, and no id but the thread’s own joins two anonymous posts', async () => {
  const { rows } = await town.owner.query(`
    SELECT alias_id FROM (
      SELECT alias_id, id AS consultation FROM forum.consultation WHERE alias_id IS NOT NULL
      UNION SELECT alias_id, consultation_id FROM forum.answer WHERE alias_id IS NOT NULL) used
    GROUP BY alias_id HAVING count(*) > 1`);
  expect(rows).toEqual([]);
  const { rows: tags } = await town.owner.query(`
    SELECT tag FROM (
      SELECT m.tag, a.consultation_id AS thread FROM forum.helpful_mark m JOIN forum.answer a ON a.id = m.answer_id
      UNION SELECT f.reporter_tag, c.consultation_id FROM moderation.flag f JOIN moderation.moderation_case c ON c.id = f.case_id) used
    GROUP BY tag HAVING count(*) > 1`);
  expect(tags).toEqual([]);
});

it('#45 no value of any column is common to aliases of one person and strange to those of another', async () => {
  const { rows: posts } = await town.owner.query<{ alias: string; id: string }>(`
    SELECT alias_id AS alias, id FROM forum.consultation UNION ALL SELECT alias_id, id FROM forum.answer`);
  const authorOf = new Map(
    posts.flatMap(({ alias, id }) => {
      const author = alias && authors.get(id);
      return author ? [[alias, author] as const] : [];
    }),
  );
  expect(authorOf.size).toBe(12);
  const bearers = new Map<string, Set<string>>();
  for (const inRow of Map.groupBy(await cells(), ({ row }) => row).values()) {
    const alias = inRow.find(({ text }) => authorOf.has(text))?.text;
    for (const { place, text } of alias ? inRow : []) {
      const value = `${place}: ${text}`;
      bearers.set(value, (bearers.get(value) ?? new Set()).add(alias ?? ''));
    }
  }
  const linking = [...bearers].filter(
    ([, aliases]) => aliases.size > 1 && new Set([...aliases].map((alias) => authorOf.get(alias))).size === 1,
  );
  expect(linking.map(([value]) => value)).toEqual([]);
});

describe('#43 #44 what was deleted', () => {
  it('leaves neither name nor text, in the tombstone, its history, the cases or the log', async () => {
    const mark = 'Hemoglobinet-var-sextiotvå';
    const post = await town.ask(author, true, {
      body: `${mark} och hon var andfådd. Vad gör ni?`,
      title: `Fråga om ${mark}`,
    });
    await town.call(author, 'physician', 'editConsultation', {
      input: {
        id: post,
        title: `Fråga igen om ${mark}`,
        body: `${mark} igen, och hon är blek. Vad gör ni?`,
        tags: [],
      },
    });
    const gone = await town.answer(colleague, post, true, { body: `${mark} är lågt.` });
    await town.call(author, 'physician', 'flagPost', { input: { answerId: gone, reason: 'MISLEADING' } });
    expect((await cells()).some(({ text }) => text.includes(mark))).toBe(true);
    await town.call(colleague, 'physician', 'deleteAnswer', { id: gone });
    await town.call(author, 'physician', 'deleteConsultation', { id: post });
    expect((await cells()).filter(({ text }) => text.includes(mark))).toEqual([]);
    const written = log.join('');
    for (const secret of [mark, post, gone, author.id, author.name, author.email])
      expect(written).not.toContain(secret);
  });

  it('#45 keeps the alias only where others must go on reading the thread by it', async () => {
    const post = await town.ask(author, true);
    await town.call(author, 'physician', 'deleteConsultation', { id: post });
    const { rows } = await town.owner.query(`SELECT a.id FROM forum.alias a WHERE a.consultation_id = $1`, [
      post,
    ]);
    // One random id that stands in this thread alone.
    for (const { id } of rows) {
      const inRows = (await cells()).filter(({ text }) => text === id).map(({ place }) => place);
      expect(
        inRows.filter(
          (place) => !/^(forum\.(alias\.id|consultation\.alias_id)|vault\.seal\.alias_id)$/.test(place),
        ),
      ).toEqual([]);
    }
  });
});

it('#50 claim and content are written by different transactions, and no row of a claim bears an id of the content', async () => {
  const { rows } = await town.owner.query<{ shared: number }>(`
    SELECT count(*)::int AS shared FROM vault.claim c WHERE c.xmin::text IN (
      SELECT xmin::text FROM forum.alias UNION SELECT xmin::text FROM forum.consultation
      UNION SELECT xmin::text FROM forum.answer UNION SELECT xmin::text FROM vault.seal)`);
  expect(rows[0]?.shared).toBe(0);
  const ids = new Aviary();
  for (const id of await anonymousIds()) ids.add({ person: 'anonymous', kind: 'text' }, id);
  const claims = (await cells()).filter(({ place }) => place.startsWith('vault.claim.'));
  expect(claims.length).toBeGreaterThan(50);
  expect(claims.filter(({ text }) => ids.search(text.replace(/^\\x/, '')).length > 0)).toEqual([]);
});

it('#40 nothing is written to the data folder by a post, of either face', async () => {
  const list = async () => readdir(town.server.dataFolder, { recursive: true }).catch(() => []);
  const before = await list();
  await town.answer(author, await town.ask(author, true), true);
  await town.ask(author, false);
  expect(await list()).toEqual(before);
});
