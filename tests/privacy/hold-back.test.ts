import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { publishDuePosts } from '../../api/hold-back/publish-due-posts.ts';
import { hourInMs, toHour } from '../../api/platform/clock.ts';
import { answer, ask, type Colleague, colleague, readThread } from '../support/forum.ts';
import { holdAnswer, holdQuestion, readAll } from '../support/held.ts';
import { casesOf, countsOf, type Moderator, moderator } from '../support/moderation.ts';
import { holdTestCeremony } from '../support/vault.ts';
import { createWorld, type World } from '../support/world.ts';

let world: World;
let owner: pg.Client;
let karin: Colleague;
let omar: Colleague;
let sara: Colleague;
let mia: Moderator;

beforeAll(async () => {
  world = await createWorld();
  await holdTestCeremony(world);
  owner = new pg.Client({ connectionString: world.database.owner });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await world.close();
});
beforeEach(async () => {
  [karin, omar, sara] = await Promise.all([colleague(world), colleague(world), colleague(world)]);
  mia = await moderator(world);
});

type Row = Record<string, unknown>;

/** Every row of every table that is ours or the queue's, by table. */
async function everyRow(): Promise<Map<string, Row[]>> {
  const { rows } = await owner.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
      WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  );
  const found = new Map<string, Row[]>();
  for (const { name } of rows) {
    const kept = await owner.query<{ row: Row }>(`SELECT to_jsonb(t) AS row FROM ${name} t`);
    found.set(
      name,
      kept.rows.map(({ row }) => row),
    );
  }
  return found;
}

const times = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/g;

test('#24 no row and no job tells when a held post was written', async () => {
  const thread = await ask(world, karin, false);
  const before = await everyRow();
  await holdQuestion(world, karin, 'ONE_DAY');
  await holdAnswer(world, omar, thread, 'ONE_DAY');
  const written: string[] = [];
  for (const [table, rows] of await everyRow()) {
    const known = new Set((before.get(table) ?? []).map((row) => JSON.stringify(row)));
    const fresh = rows.map((row) => JSON.stringify(row)).filter((row) => !known.has(row));
    written.push(...fresh.map((row) => `${table} ${row}`));
  }
  expect(written.filter((row) => row.startsWith('forum.held_post'))).toHaveLength(2);
  expect(written.filter((row) => row.startsWith('graphile_worker'))).toEqual([]);
  // Every time in them is that of the draw: the minute itself, or its hour.
  const drawn = await world.services.db.service.heldPost.findMany({ select: { publishAfter: true } });
  const minutes = drawn.map(({ publishAfter }) => publishAfter?.toISOString().slice(0, 19) ?? '');
  const allowed = new Set([...minutes, ...minutes.map((minute) => `${minute.slice(0, 13)}:00:00`)]);
  const told = written.flatMap((row) => row.match(times) ?? []);
  expect(told.length).toBeGreaterThan(3);
  expect(told.filter((time) => !allowed.has(time))).toEqual([]);
});

test('#25 what was written by the only member awake appears at a time that says nothing of it', async () => {
  const delays = new Set<number>();
  for (let night = 0; night < 12; night += 1) {
    const id = await holdQuestion(world, karin, 'ONE_DAY');
    const writtenAt = world.clock.now().getTime();
    const [held] = await world.services.db.service.heldPost.findMany({ where: { postId: id } });
    const at = held?.publishAfter ?? new Date(0);
    expect(at.getTime()).toBeGreaterThan(writtenAt);
    expect(at.getTime() - writtenAt).toBeLessThanOrEqual(24 * hourInMs);
    delays.add(Math.floor((at.getTime() - writtenAt) / hourInMs));
    world.clock.advance(24 * hourInMs + 60_000);
    await publishDuePosts(world.services);
    const { postedAt } = await readThread(world, sara, id);
    expect(new Date(postedAt)).toEqual(toHour(world.clock.now()));
  }
  // Twelve draws of 24 hours fall on fewer than four once in some ten thousand million times.
  expect(delays.size).toBeGreaterThanOrEqual(4);
});

test('#13 until it is published, everything that others can ask for stays as it was', async () => {
  const thread = await ask(world, karin, true);
  await answer(world, omar, thread, true);
  const look = async () =>
    JSON.stringify([
      await readAll(world, sara, [thread]),
      await readAll(world, mia, [thread]),
      await countsOf(world, mia),
      await casesOf(world, mia, 'OPEN'),
    ]);
  const before = await look();
  await holdAnswer(world, omar, thread);
  await holdAnswer(world, karin, thread, 'ONE_HOUR', 'Ett svar av frågeställaren.');
  const stranger = await colleague(world);
  await holdAnswer(world, stranger, thread);
  await holdQuestion(world, stranger);
  expect(await look()).toBe(before);
  // Nor is a number left out for who waits: the next to appear gets the next one.
  await answer(world, await colleague(world), thread, true);
  const { answers } = await readThread(world, sara, thread);
  expect(answers.map(({ byline }: { byline: { number: number } }) => byline.number)).toEqual([1, 2]);
});

test('#30 the same text is not taken under the other face, and another’s is no obstacle', async () => {
  const thread = await ask(world, karin, true, { body: 'Skulle ni ha satt in antikoagulantia här?' });
  const again = 'skulle ni HA satt in  antikoagulantia, här';
  const refusal = { issues: [{ field: 'body', code: 'SAME_TEXT_OTHER_FACE' }] };
  await expect(answer(world, karin, thread, false, again)).rejects.toMatchObject(refusal);
  await answer(world, karin, thread, true, again);
  await answer(world, omar, thread, false, again);
  await expect(answer(world, omar, thread, true, again)).rejects.toMatchObject(refusal);
  // Held back it is the same text all the same, and the refusal leaves nothing.
  await holdAnswer(world, sara, thread, 'ONE_DAY', 'Jag skulle avvakta.');
  const before = await owner.query('SELECT count(*) FROM forum.answer');
  await expect(answer(world, sara, thread, false, 'Jag skulle avvakta!')).rejects.toMatchObject(refusal);
  expect((await owner.query('SELECT count(*) FROM forum.answer')).rows).toEqual(before.rows);
});
