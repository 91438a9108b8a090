import { readdir, readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schemas } from '../../api/graphql/schema.ts';
import { publishDuePosts } from '../../api/hold-back/publish-due-posts.ts';
import { newId } from '../../api/platform/ids.ts';
import { ask, colleague, readList } from '../support/forum.ts';
import { holdAnswer, holdQuestion } from '../support/held.ts';
import { createMember, type Member, physicianGrant } from '../support/server.ts';
import { holdTestCeremony } from '../support/vault.ts';
import { createWorld } from '../support/world.ts';
import { lookAround, Town, tellView } from './town.ts';

let town: Town;
let author: Member;
let reader: Member;

beforeAll(async () => {
  // Nobody takes a job away before it is looked for.
  town = await Town.open({ env: { KONSILIUM_WORKER: 'off' } });
  author = await town.member('Astrid Författare');
  reader = await town.member('Rut Läsare');
});
afterAll(() => town.close());

/** A life of an anonymous question: everything that its author can do with it. */
async function writeAnonymously(): Promise<void> {
  const question = await town.ask(author, true);
  const answer = await town.answer(author, question, true);
  const other = await town.answer(reader, question, true, { quotedAnswerId: answer });
  await town.call(author, 'physician', 'editConsultation', {
    input: {
      id: question,
      title: 'Oklar anemi, fortsättning',
      body: 'Hb är nu 88 och hon har blivit andfådd. Vad gör ni?',
      tags: [],
    },
  });
  await town.call(author, 'physician', 'editAnswer', { input: { id: answer, body: 'Ferritin är normalt.' } });
  await town.call(author, 'physician', 'markHelpful', { answerId: other });
  await town.call(author, 'physician', 'solveConsultation', { id: question, answerId: other });
  await town.call(author, 'physician', 'reopenConsultation', { id: question });
  await town.call(reader, 'physician', 'flagPost', {
    input: { consultationId: question, reason: 'MISLEADING' },
  });
  await town.call(author, 'physician', 'deleteAnswer', { id: answer });
  const held = await town.ask(author, true, { holdBack: 'ONE_DAY' });
  await town.call(author, 'physician', 'deleteConsultation', { id: held });
}

it('#20 #22 no row of an account or a session is written anew by an anonymous act, not even with the same content', async () => {
  const look = async () => [await town.rows('accounts.account'), await town.rows('platform.session')];
  // As if she had signed in long ago: what notes the month of her last visit would have something to note.
  await town.owner.query(`UPDATE accounts.account SET last_active_month = '2026-01-01'`);
  const before = await look();
  expect(before.flat().length).toBeGreaterThan(5);
  await writeAnonymously();
  await author.client.request('/');
  expect(await look()).toEqual(before);
});

it('#22 #23 #25 who comes, reads and goes changes nothing that another member is answered', async () => {
  const visitor = await createMember(town.server, { name: 'Berit Besökare' });
  const named = await ask(town.server, { grant: await physicianGrant(town.server, visitor) }, false);
  const places = { consultations: [named, await town.ask(author, true)] };
  const look = async () => tellView(await lookAround(reader, 'physician', places));
  const before = await look();
  expect(before).toContain('Berit Besökare');
  expect((await visitor.client.signIn(visitor.email, visitor.password)).status).toBe(200);
  await visitor.client.request('/');
  await lookAround(visitor, 'physician', places);
  expect(await look()).toBe(before);
  await visitor.client.postJson('/auth/sign-out', {});
  expect(await look()).toBe(before);
});

it('#24 #53 no job is queued by an anonymous act: a queue keeps the second', async () => {
  const jobs = async () =>
    (await town.owner.query('SELECT id, task_id FROM graphile_worker._private_jobs')).rows;
  const before = await jobs();
  await writeAnonymously();
  expect(await jobs()).toEqual(before);
});

describe('#23 #26 #48 there is no live channel: nobody is seen typing, coming or going', () => {
  it('no schema has a subscription', () => {
    for (const schema of Object.values(schemas)) expect(schema.getSubscriptionType() ?? null).toBeNull();
  });

  const paths = ['/', '/graphql', '/graphql/moderation', '/graphql/operations', '/socket.io/', '/ws'];
  it.each(paths)('%s does not become a socket', async (path) => {
    const status = await new Promise<number | 'upgraded'>((resolve, reject) => {
      const upgrade = request(new URL(path, town.server.url), {
        headers: {
          connection: 'Upgrade',
          upgrade: 'websocket',
          'sec-websocket-version': '13',
          'sec-websocket-key': 'a29uc2lsaXVtLXRlc3QtMQ==',
          'sec-websocket-protocol': 'graphql-transport-ws',
          cookie: author.client.cookie,
        },
      });
      upgrade.on('upgrade', (_response, socket) => {
        socket.destroy();
        resolve('upgraded');
      });
      upgrade.on('response', (response) => {
        response.destroy();
        resolve(response.statusCode ?? 0);
      });
      upgrade.on('error', reject);
      upgrade.end();
    });
    expect(status).not.toBe('upgraded');
  });

  it('and no source opens one, at whatever path', async () => {
    const files = (await readdir('api', { recursive: true })).filter((file) => file.endsWith('.ts'));
    expect(files.length).toBeGreaterThan(200);
    for (const file of files) {
      expect(await readFile(`api/${file}`, 'utf8'), file).not.toMatch(
        /['"]upgrade['"]|event-stream|multipart\/mixed|WebSocket|EventSource|subscriptionType/i,
      );
    }
  });

  it('no operation and no field tells by its name that somebody is there', () => {
    const names = Object.values(schemas).flatMap((schema) =>
      Object.values(schema.getTypeMap())
        .filter((type) => isObjectType(type) && !type.name.startsWith('__'))
        .flatMap((type) => (isObjectType(type) ? Object.keys(type.getFields()) : [])),
    );
    expect(names.length).toBeGreaterThan(200);
    expect(names.filter((name) => /typing|presen|online|awake|seen|viewing|watching/i.test(name))).toEqual(
      [],
    );
  });

  it('nor a stream of events', async () => {
    const { headers } = await author.client.request('/graphql?query={viewer{id}}', {
      headers: { accept: 'text/event-stream, multipart/mixed', 'x-requested-with': 'konsilium' },
    });
    expect(headers.get('content-type')).not.toMatch(/event-stream|multipart/);
  });
});

describe('#24 exact times', () => {
  /** The only moment that is kept finer than the hour, and it is a random one. Sessions: see the threat model. */
  const finer = ['forum.held_post.publish_after'];

  it('stand in no row of forum, moderation, accounts, claims or seals', async () => {
    await writeAnonymously();
    await town.ask(author, true, { holdBack: 'SIX_HOURS' });
    const { rows: columns } = await town.owner.query<{ place: string; table: string; column: string }>(`
      SELECT format('%s.%s.%s', table_schema, table_name, column_name) AS place,
        format('%I.%I', table_schema, table_name) AS table, column_name AS column
      FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
      WHERE table_type = 'BASE TABLE' AND data_type LIKE 'time%'
        AND (table_schema IN ('forum', 'moderation', 'accounts') OR (table_schema, table_name) IN (('vault', 'claim'), ('vault', 'seal')))`);
    const places = columns.map(({ place }) => place);
    expect(places).toContain('forum.consultation.posted_at');
    expect(places.filter((place) => /^(vault|accounts)\.|forum\.(alias|helpful_mark)\./.test(place))).toEqual(
      [],
    );
    let checked = 0;
    for (const { place, table, column } of columns.filter(({ place }) => !finer.includes(place))) {
      const { rows } = await town.owner.query<{ total: number; fine: number }>(
        `SELECT count(${column})::int AS total,
          count(*) FILTER (WHERE ${column} <> date_trunc('hour', ${column}))::int AS fine FROM ${table}`,
      );
      expect(rows[0]?.fine, place).toBe(0);
      checked += rows[0]?.total ?? 0;
    }
    expect(checked).toBeGreaterThan(15);
  });

  it('cannot be written there: the database refuses them', async () => {
    for (const table of ['forum.consultation', 'forum.answer']) {
      await expect(
        town.owner.query(`UPDATE ${table} SET posted_at = posted_at + INTERVAL '1 minute'`),
      ).rejects.toThrow(/whole_hours/);
    }
  });

  it('stand in no id: every id in every table is random', async () => {
    const { rows: columns } = await town.owner.query<{ table: string; column: string }>(`
      SELECT format('%I.%I', table_schema, table_name) AS table, column_name AS column
      FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
      WHERE table_type = 'BASE TABLE' AND data_type = 'uuid'
        AND table_schema NOT IN ('pg_catalog', 'information_schema')`);
    expect(columns.length).toBeGreaterThan(30);
    let ids = 0;
    for (const { table, column } of columns) {
      const { rows } = await town.owner.query<{ id: string }>(
        `SELECT ${column} AS id FROM ${table} WHERE ${column} IS NOT NULL`,
      );
      for (const { id } of rows) expect(id, `${table}.${column}`).toMatch(/^.{14}4.{4}[89ab]/);
      ids += rows.length;
    }
    expect(ids).toBeGreaterThan(50);
  });

  it('#13 nor are ids that follow one another in any order: a time that is hidden in them would show', async () => {
    const asked: string[] = [];
    for (let count = 0; count < 30; count += 1) asked.push(await town.ask(author, true));
    const made = Array.from({ length: 500 }, () => newId());
    for (const ids of [asked, made]) {
      // Any part of an id that counts up would give nearly as many rises as there are steps; chance gives half.
      for (const part of [0, 4, 9, 15, 20, 24, 28]) {
        const parts = ids.map((id) => id.slice(part, part + 4));
        const rises =
          parts.slice(1).filter((value, at) => value > (parts[at] ?? '')).length / (ids.length - 1);
        expect(Math.abs(rises - 0.5), `digits ${part} to ${part + 3}`).toBeLessThan(0.35);
        expect(new Set(parts).size / ids.length).toBeGreaterThan(0.5);
      }
    }
  });

  it('#13 and in no sequence: content is numbered inside its thread alone', async () => {
    const { rows } = await town.owner.query(`
      SELECT schemaname, sequencename FROM pg_sequences
      WHERE schemaname IN ('accounts', 'audit', 'erasure', 'exports', 'forum', 'images', 'mail', 'moderation', 'platform', 'telemetry', 'terms', 'vault')`);
    expect(rows).toEqual([]);
  });
});

describe('#25 the only member awake', () => {
  it('can have her post appear at a random later time, and nothing kept tells when she wrote it', async () => {
    const world = await createWorld();
    try {
      await holdTestCeremony(world);
      const night = await colleague(world);
      const day = await colleague(world);
      const written = world.clock.now();
      const thread = await holdQuestion(world, day, 'ONE_HOUR');
      world.clock.advance(61 * 60_000);
      await publishDuePosts(world.services);
      for (let count = 0; count < 24; count += 1) {
        await holdQuestion(world, night, 'ONE_DAY');
        await holdAnswer(world, night, thread, 'ONE_DAY');
      }
      const { rows } = await world.services.db.servicePool.query<{ publish_after: Date }>(
        'SELECT publish_after FROM forum.held_post',
      );
      const hours = rows.map(
        (row) => (row.publish_after.getTime() - world.clock.now().getTime()) / 3_600_000,
      );
      expect(Math.min(...hours)).toBeGreaterThan(-1 / 60);
      expect(Math.max(...hours)).toBeLessThanOrEqual(24);
      // 48 draws from a day: all in one half of it would be a chance of 2 in 2^48.
      expect(hours.some((hour) => hour < 12) && hours.some((hour) => hour >= 12)).toBe(true);

      for (let hour = 0; hour < 25; hour += 1) {
        world.clock.advance(60 * 60_000);
        await publishDuePosts(world.services);
      }
      const { nodes } = await readList(world, day, 'NEWEST', { first: 100 });
      expect(nodes).toHaveLength(25);
      const posted = new Set(nodes.map(({ postedAt }: { postedAt: string }) => postedAt));
      expect(posted.size).toBeGreaterThan(8);
      const kept = await world.services.db.servicePool.query(
        'SELECT count(*)::int AS count FROM forum.held_post',
      );
      expect(kept.rows[0]?.count).toBe(0);
      expect(written.getTime()).toBeLessThan(
        Math.min(...[...posted].map((time) => Date.parse(String(time)))),
      );
    } finally {
      await world.close();
    }
  });
});
