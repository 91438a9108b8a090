import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TechnicalAdminGrant } from '../../api/access/grants.ts';
import { readStatistics } from '../../api/statistics/data.ts';
import { toldPeriods, toldWeeks, weekStart, weeksInPeriod } from '../../api/statistics/weeks.ts';
import { asTechnicalAdmin, createAccount, createWorld, type World } from '../support/world.ts';

const hourInMs = 3_600_000;
const few = { count: null, fewerThanFive: true };
const told = (count: number) => ({ count, fewerThanFive: false });

let world: World;
let owner: pg.Client;
let admin: TechnicalAdminGrant;
let asker: string;
let helper: string;
/** The newest period's first week, and one that is told as a week too. */
let week: number;

beforeAll(async () => {
  world = await createWorld();
  owner = new pg.Client(world.database.owner);
  await owner.connect();
  admin = await asTechnicalAdmin(world);
  [asker, helper] = [(await createAccount(world)).id, (await createAccount(world)).id];
  const [newest = 0] = toldPeriods(world.clock.now());
  week = newest * weeksInPeriod;
  expect(toldWeeks(world.clock.now())).toContain(week);
});
afterAll(async () => {
  await owner?.end();
  await world?.close();
});

/** A question in that week and after how many hours it was answered, by another or by its asker. */
async function write(specialty: string, hours: number | null, by = helper): Promise<string> {
  const [id, postedAt] = [randomUUID(), weekStart(week).getTime() + 5 * hourInMs];
  await owner.query(
    `INSERT INTO forum.consultation (id, author_id, kind, specialty_code, tags, title, body, posted_at, last_activity_at)
      VALUES ($1, $2, 'QUESTION', $3, '{}', 'Titel', 'Text', $4, $4)`,
    [id, asker, specialty, new Date(postedAt)],
  );
  if (hours !== null) {
    await owner.query(
      `INSERT INTO forum.answer (id, consultation_id, author_id, position, body, posted_at)
        VALUES ($1, $2, $3, 0, 'Svar', $4)`,
      [randomUUID(), id, by, new Date(postedAt + hours * hourInMs)],
    );
  }
  return id;
}

async function read() {
  const statistics = await readStatistics(world.services.db.service, admin, world.clock.now());
  const startsOn = weekStart(week).toISOString().slice(0, 10);
  const period = statistics.periods[0];
  return {
    page: JSON.stringify(statistics),
    ofWeek: statistics.weeks.find((each) => each.startsOn === startsOn)?.figures,
    of: (code: string) => period?.specialties.find(({ specialty }) => specialty.code === code)?.figures,
  };
}

test('no number is told of an empty forum', async () => {
  const { page } = await read();
  expect(page).not.toMatch(/"count":\d/);
});

test('the numbers are those of the questions, by week and by specialty', async () => {
  // 12 within a day, 6 after it, 2 after more than a week, 5 by the asker herself, 5 not at all.
  for (let at = 0; at < 12; at += 1) await write('internmedicin', at < 8 ? 2 : 24);
  for (let at = 0; at < 6; at += 1) await write('internmedicin', 30);
  for (let at = 0; at < 2; at += 1) await write('internmedicin', 8 * 24);
  for (let at = 0; at < 5; at += 1) await write('internmedicin', 1, asker);
  for (let at = 0; at < 5; at += 1) await write('internmedicin', null);
  const expected = {
    questions: told(30),
    answers: told(20), // 18
    answeredWithinDay: told(10), // 12
    unanswered: told(10), // 12
    medianHours: 36, // 24 hours: in the step from 24 to 36
  };
  const { ofWeek, of } = await read();
  expect(of('internmedicin')).toEqual(expected);
  expect(ofWeek).toEqual(expected);
  expect(of('kirurgi')).toMatchObject({ questions: few, medianHours: null });
});

test('of a few questions in a specialty nothing but that (#9 #10 #15)', async () => {
  for (let at = 0; at < 3; at += 1) await write('kirurgi', 1);
  const { of } = await read();
  expect(of('kirurgi')).toEqual({
    questions: few,
    answers: few,
    answeredWithinDay: few,
    unanswered: few,
    medianHours: null,
  });
});

test('that one person asked one more cannot be told from the page', async () => {
  const before = await read();
  // The fourth of a specialty, the thirty-fourth of the week.
  const id = await write('kirurgi', 1);
  expect((await read()).page).toBe(before.page);
  await owner.query('DELETE FROM forum.answer WHERE consultation_id = $1', [id]);
  await owner.query('DELETE FROM forum.consultation WHERE id = $1', [id]);
  expect((await read()).page).toBe(before.page);
});

test('what is taken away or held changes nothing that was told', async () => {
  const before = await read();
  await owner.query(
    `UPDATE forum.consultation SET visibility = 'WITHDRAWN', title = '', body = '', tags = '{}'
      WHERE id IN (SELECT id FROM forum.consultation WHERE specialty_code = 'internmedicin' LIMIT 10)`,
  );
  await owner.query(`UPDATE forum.answer SET visibility = 'WITHDRAWN', body = ''`);
  expect((await read()).page).toBe(before.page);
});

test('a week that is not settled is not told, whatever happens in it', async () => {
  const before = await read();
  const late = weekStart((toldWeeks(world.clock.now()).at(-1) ?? 0) + 1);
  for (let at = 0; at < 20; at += 1) {
    await owner.query(
      `INSERT INTO forum.consultation
          (id, author_id, kind, specialty_code, tags, title, body, posted_at, last_activity_at)
        VALUES ($1, $2, 'QUESTION', 'kirurgi', '{}', 'Titel', 'Text', $3, $3)`,
      [randomUUID(), asker, late],
    );
  }
  expect((await read()).page).toBe(before.page);
});
