import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { approveLookup } from '../../api/lookups/approve-lookup.ts';
import { openLookup } from '../../api/lookups/open-lookup.ts';
import { refuseLookup } from '../../api/lookups/refuse-lookup.ts';
import { requestLookup } from '../../api/lookups/request-lookup.ts';
import type { LookupReason } from '../../api/lookups/types.ts';
import { appeal, burden, ruleOn } from '../support/appeals.ts';
import { ask, type Colleague, colleague, execute, moderate } from '../support/forum.ts';
import { executeModeration, moderator } from '../support/moderation.ts';
import { holdTestCeremony, proveFor, type ShareHolder, writeAnonymously } from '../support/vault.ts';
import { createWorld, type World } from '../support/world.ts';

const document = `{ transparency { noticeDays quarters { quarter
  lookups { reason opened { count suppressed } }
  openedTotal { count suppressed } refused { count suppressed } expired { count suppressed }
  decisions { rule counts { action count { count suppressed } } total { count suppressed } }
  actionTotals { action count { count suppressed } } decisionsTotal { count suppressed }
  appeals { upheld { count suppressed } overturned { count suppressed } total { count suppressed } } } } }`;

const small = { count: null, suppressed: true };
const exactly = (count: number) => ({ count, suppressed: false });

let world: World;
let anna: ShareHolder;
let bo: ShareHolder;
let karin: Colleague;

/** The world's clock begins on 21 November 2026, in the fourth quarter. */
beforeAll(async () => {
  world = await createWorld();
  const [first, second] = await holdTestCeremony(world, 2, 3);
  if (!first || !second) throw new Error('admins expected');
  [anna, bo] = [first, second];
  karin = await colleague(world);
});
afterAll(() => world.close());

async function read(reader: Colleague = karin) {
  const { data, errors } = await execute(world, reader.actor, document);
  expect(errors).toEqual([]);
  return data.transparency;
}

async function lookUp(reason: LookupReason, outcome: 'open' | 'refuse' | 'leave'): Promise<void> {
  const { services } = world;
  const { alias } = await writeAnonymously(world, karin.grant.physicianId);
  const id = await requestLookup(services, anna.grant, {
    alias,
    reason,
    text: 'Begäran enligt beslut i bilagd handling.',
    caseReference: 'T 1-26',
  });
  if (outcome === 'refuse') await refuseLookup(services, bo.grant, id, 'Skälet räcker inte.');
  if (outcome !== 'open') return;
  await approveLookup(services, bo.grant, id, await proveFor(world, bo, id));
  await openLookup(services, anna.grant, id, await proveFor(world, anna, id));
}

async function advanceTo(time: string): Promise<void> {
  world.clock.advance(new Date(time).getTime() - world.clock.now().getTime());
}

describe('the transparency page', () => {
  test('shows no quarter before one has ended', async () => {
    for (const outcome of ['open', 'open', 'open', 'refuse', 'leave'] as const) {
      await lookUp('COURT_ORDER', outcome);
    }
    await lookUp('SERIOUS_ABUSE', 'open');
    for (let count = 0; count < 3; count += 1) {
      await moderate(world, { consultationId: await ask(world, karin, false) }, 'HIDE');
    }
    await moderate(world, { consultationId: await ask(world, karin, true) }, 'DELETE');
    expect(await read()).toEqual({ noticeDays: 30, quarters: [] });
    await advanceTo('2027-01-01T23:00:00Z');
    expect((await read()).quarters).toEqual([]);
  });

  test('then counts what was opened by reason, refused and expired, and keeps back what is small', async () => {
    await advanceTo('2027-01-02T00:00:00Z');
    const { quarters } = await read();
    expect(quarters).toHaveLength(1);
    const [report] = quarters;
    expect(report).toMatchObject({
      quarter: '2026-Q4',
      lookups: [
        { reason: 'COURT_ORDER', opened: exactly(3) },
        { reason: 'LEGAL_OBLIGATION', opened: exactly(0) },
        { reason: 'IMMINENT_DANGER', opened: exactly(0) },
        { reason: 'SERIOUS_ABUSE', opened: small },
      ],
      openedTotal: small,
      refused: small,
      expired: small,
    });
    const privacy = report.decisions.find(({ rule }: { rule: string }) => rule === 'PATIENT_PRIVACY');
    const countOf = (action: string) =>
      privacy.counts.find((each: { action: string }) => each.action === action).count;
    expect(countOf('HIDE')).toEqual(exactly(3));
    expect(countOf('DELETE')).toEqual(small);
    expect(countOf('EDIT')).toEqual(exactly(0));
    expect(privacy.total).toEqual(small);
    expect(report.decisionsTotal).toEqual(small);
    const numbers = JSON.stringify(report).match(/"count":(\d+)/g);
    expect(new Set(numbers)).toEqual(new Set(['"count":0', '"count":3']));
  });

  test('a running quarter adds nothing; a quiet one is said to be quiet', async () => {
    const before = await read();
    for (let count = 0; count < 4; count += 1) await lookUp('LEGAL_OBLIGATION', 'open');
    expect(await read()).toEqual(before);
    await advanceTo('2027-07-15T00:00:00Z');
    const { quarters } = await read();
    expect(quarters.map(({ quarter }: { quarter: string }) => quarter)).toEqual([
      '2027-Q2',
      '2027-Q1',
      '2026-Q4',
    ]);
    expect(quarters[0]).toMatchObject({ openedTotal: exactly(0), decisionsTotal: exactly(0) });
    expect(quarters[1]).toMatchObject({ openedTotal: exactly(4), refused: exactly(0), expired: exactly(0) });
    expect(quarters[2]).toEqual(before.quarters[0]);
  });

  test('is the same for every member, and for members only', async () => {
    const seen = await read();
    expect(await read(await colleague(world))).toEqual(seen);
    const withSecondHat = await colleague(world, { moderator: true });
    expect(await read(withSecondHat)).toEqual(seen);
    for (const actor of [null, { ...karin.actor, status: 'UNVERIFIED' as const }]) {
      const { data, errors } = await execute(world, actor, document);
      expect(data).toBeNull();
      expect(errors).toHaveLength(1);
    }
    const elsewhere = await executeModeration(world, withSecondHat.actor, document);
    expect(elsewhere.errors[0]?.message).toMatch(/Cannot query field/);
  });

  test('counts appeals by their outcome in the quarter of the ruling, and keeps back what is small', async () => {
    const [decider, other] = await Promise.all([moderator(world), moderator(world)]);
    for (let count = 0; count < 5; count += 1) {
      const consultationId = await ask(world, karin, true);
      const decisionId = await burden(world, decider, { consultationId }, 'HIDE');
      const appealId = await appeal(world, karin, decisionId);
      await ruleOn(world, other, appealId, count < 4 ? 'UPHELD' : 'OVERTURNED');
    }
    const waiting = await burden(world, decider, { consultationId: await ask(world, karin, true) }, 'LOCK');
    await appeal(world, karin, waiting);
    await advanceTo('2027-10-15T00:00:00Z');
    const [report] = (await read()).quarters;
    expect(report).toMatchObject({
      quarter: '2027-Q3',
      appeals: { upheld: exactly(4), overturned: small, total: small },
    });
  });

  test('takes four statements', async () => {
    const statements: string[] = [];
    const original = pg.Client.prototype.query;
    pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
      const [query] = args;
      statements.push(typeof query === 'string' ? query : String((query as { text?: string }).text));
      return Reflect.apply(original, this, args);
    } as typeof original;
    try {
      await read();
    } finally {
      pg.Client.prototype.query = original;
    }
    expect(statements).toHaveLength(4);
  });
});

describe('what the service may read of lookups', () => {
  let service: pg.Client;

  beforeAll(async () => {
    service = new pg.Client(world.database.service);
    await service.connect();
  });
  afterAll(() => service.end());

  test('how many there were, and nothing else', async () => {
    const { fields, rows } = await service.query('SELECT * FROM vault.lookup_count');
    expect(fields.map(({ name }) => name)).toEqual(['quarter', 'reason', 'state', 'count']);
    expect(rows.length).toBeGreaterThan(0);
  });

  test.each([
    'SELECT * FROM vault.lookup',
    'SELECT reason FROM vault.lookup',
    "INSERT INTO vault.lookup_count VALUES (now(), 'COURT_ORDER', 'OPENED', 1)",
    'DELETE FROM vault.lookup_count',
    'CREATE OR REPLACE VIEW vault.lookup_count AS SELECT * FROM vault.lookup',
  ])('it may not: %s', async (statement) => {
    await expect(service.query(statement)).rejects.toThrow(
      /permission denied|must be owner|cannot (insert|delete)/,
    );
  });
});
