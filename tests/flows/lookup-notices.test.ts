import { graphql } from 'graphql';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Actor, findActor } from '../../api/access/actor.ts';
import { verifyAudit } from '../../api/audit/data.ts';
import { schemas } from '../../api/graphql/schema.ts';
import { tendClaims } from '../../api/identity/tend-claims.ts';
import { approveLookup } from '../../api/lookups/approve-lookup.ts';
import { openLookup } from '../../api/lookups/open-lookup.ts';
import { refuseLookup } from '../../api/lookups/refuse-lookup.ts';
import type { LookupId } from '../../api/platform/ids.ts';
import { answer, ask, type Colleague, colleague, execute, moderate } from '../support/forum.ts';
import { executeModeration } from '../support/moderation.ts';
import {
  type AnonymousPost,
  askForLookup,
  holdTestCeremony,
  proveFor,
  type ShareHolder,
  writeAnonymously,
} from '../support/vault.ts';
import { createWorld, requestContext, type World } from '../support/world.ts';

const day = 24 * 60 * 60 * 1000;
const why = 'Förundersökningen pågår och får inte röjas.';

let world: World;
let owner: pg.Client;
let anna: ShareHolder;
let bo: ShareHolder;
let cia: ShareHolder;
let karin: Colleague;
let omar: Colleague;

beforeAll(async () => {
  world = await createWorld();
  owner = new pg.Client(world.database.owner);
  await owner.connect();
  const [first, second, third] = await holdTestCeremony(world, 2, 3);
  if (!first || !second || !third) throw new Error('three admins expected');
  [anna, bo, cia] = [first, second, third];
  karin = await colleague(world);
  omar = await colleague(world);
});
afterAll(async () => {
  await owner.end();
  await world.close();
});

/** Anna asks, Bo approves, Anna opens. */
async function open(post: AnonymousPost): Promise<LookupId> {
  const id = await askForLookup(world, anna, post);
  await approveLookup(world.services, bo.grant, id, await proveFor(world, bo, id));
  await openLookup(world.services, anna.grant, id, await proveFor(world, anna, id));
  return id;
}

const noticesDocument = '{ lookupNotices { consultationId title reason openedOn } }';

async function noticesOf({ actor }: Colleague) {
  const { data, errors } = await execute(world, actor, noticesDocument);
  expect(errors).toEqual([]);
  return data.lookupNotices as { consultationId: string; title: string; reason: string; openedOn: string }[];
}

const about = async (reader: Colleague, { consultation }: AnonymousPost) =>
  (await noticesOf(reader)).filter(({ consultationId }) => consultationId === consultation);

async function operate(who: ShareHolder | Actor, source: string, variableValues: Record<string, unknown>) {
  const actor = 'grant' in who ? await findActor(world.services.db.service, who.grant.adminId) : who;
  const contextValue = requestContext(world, actor);
  const result = await graphql({ schema: schemas.operations, source, variableValues, contextValue });
  return JSON.parse(JSON.stringify(result));
}

const noticeParts =
  'notice { tellAfter told canExtend latestDay extensions { admin { name } at tellAfterBefore tellAfter statement } }';

async function noticeOf(by: ShareHolder, id: LookupId) {
  const { data, errors } = await operate(by, `query ($id: ID!) { lookup(id: $id) { ${noticeParts} } }`, {
    id,
  });
  expect(errors).toBeUndefined();
  return data.lookup.notice;
}

async function extend(by: ShareHolder | Actor, lookupId: LookupId, until: string, statement = why) {
  const { data, errors } = await operate(
    by,
    `mutation ($lookupId: ID!, $until: String!, $statement: String!) {
      extendLookupNotice(lookupId: $lookupId, until: $until, statement: $statement) {
        __typename ... on Lookup { id ${noticeParts} } ... on Refusal { code }
        ... on InvalidInputError { issues { field code } } } }`,
    { lookupId, until, statement },
  );
  return errors ? { errors } : data.extendLookupNotice;
}

/** YYYY-MM-DD, some days from the world's now. */
const dayFromNow = (days: number) =>
  new Date(world.clock.now().getTime() + days * day).toISOString().slice(0, 10);

async function recordOf(id: LookupId) {
  const { rows } = await owner.query<{ kind: string; actor: string; details: string }>(
    'SELECT kind, actor, details FROM audit.entry WHERE details LIKE $1 ORDER BY seq',
    [`%${id}%`],
  );
  return rows.map((row) => ({ ...row, details: JSON.parse(row.details) as Record<string, unknown> }));
}

describe('the author is told of an opening', () => {
  test('after the delay and not before; she alone', async () => {
    const post = await writeAnonymously(world, karin.grant.physicianId);
    const openedOn = dayFromNow(0);
    await open(post);
    world.clock.advance(30 * day - 1);
    expect(await about(karin, post)).toEqual([]);
    world.clock.advance(1);
    expect(await about(karin, post)).toEqual([
      { consultationId: post.consultation, title: 'Oklar anemi', reason: 'IMMINENT_DANGER', openedOn },
    ]);
    const answering = await colleague(world);
    await answer(world, answering, post.consultation, true);
    for (const other of [omar, answering, await colleague(world, { moderator: true })]) {
      expect(await noticesOf(other)).toEqual([]);
    }
  });

  test('nobody is told of a request that was refused, or that nobody opened', async () => {
    const post = await writeAnonymously(world, karin.grant.physicianId);
    const refused = await askForLookup(world, anna, post);
    await refuseLookup(world.services, bo.grant, refused, 'Skälet räcker inte.');
    const waiting = await askForLookup(world, anna, post);
    await approveLookup(world.services, bo.grant, waiting, await proveFor(world, bo, waiting));
    world.clock.advance(60 * day);
    expect(await about(karin, post)).toEqual([]);
    expect(await noticeOf(bo, refused)).toBeNull();
    expect(await extend(bo, waiting, dayFromNow(40))).toMatchObject({ code: 'LOOKUP_NOT_OPENED' });
  });

  test('each opening of her post is told of', async () => {
    const post = await writeAnonymously(world, karin.grant.physicianId);
    await open(post);
    world.clock.advance(2 * day);
    await open(post);
    world.clock.advance(30 * day);
    expect((await about(karin, post)).map(({ openedOn }) => openedOn)).toEqual([
      dayFromNow(-30),
      dayFromNow(-32),
    ]);
  });

  test('also when it has been deleted or erased since, and after the nightly sweep of the claims', async () => {
    const [deleted, erased] = [
      await writeAnonymously(world, karin.grant.physicianId),
      await writeAnonymously(world, karin.grant.physicianId),
    ];
    await open(deleted);
    await open(erased);
    await moderate(world, { consultationId: deleted.consultation }, 'DELETE');
    await owner.query('DELETE FROM moderation.moderation_case WHERE consultation_id = $1', [
      erased.consultation,
    ]);
    await owner.query('DELETE FROM forum.consultation WHERE id = $1', [erased.consultation]);
    expect((await owner.query('SELECT FROM forum.alias WHERE id = $1', [erased.alias])).rowCount).toBe(0);
    for (let night = 0; night < 3; night += 1) {
      world.clock.advance(day);
      await tendClaims(world.services.db.service, world.services.keyring);
    }
    world.clock.advance(30 * day);
    for (const post of [deleted, erased]) {
      expect(await about(karin, post)).toMatchObject([{ title: '', reason: 'IMMINENT_DANGER' }]);
    }
  });

  test('an answer’s author gets no title that she could not read on the page', async () => {
    const consultationId = await ask(world, omar, false);
    await answer(world, karin, consultationId, true);
    const { rows } = await owner.query('SELECT id FROM forum.alias WHERE consultation_id = $1', [
      consultationId,
    ]);
    const post = { alias: rows[0].id, consultation: consultationId, physician: karin.grant.physicianId };
    await open(post);
    world.clock.advance(31 * day);
    expect((await about(karin, post))[0]?.title).toContain('Oklar anemi');
    await moderate(world, { consultationId }, 'HIDE');
    expect((await about(karin, post))[0]?.title).toBe('');
    expect(await about(omar, post)).toEqual([]);
  });

  test('at once where the delay is 0', async () => {
    const { services } = world;
    const post = await writeAnonymously(world, karin.grant.physicianId);
    const id = await askForLookup(world, anna, post);
    const impatient = { ...services, config: { ...services.config, lookupNoticeDays: 0 } };
    await approveLookup(services, bo.grant, id, await proveFor(world, bo, id));
    await openLookup(impatient, anna.grant, id, await proveFor(world, anna, id));
    expect(await about(karin, post)).toHaveLength(1);
  });

  test('one statement, the same for whoever asks: it names neither her nor her aliases', async () => {
    const statements: string[] = [];
    const original = pg.Client.prototype.query;
    pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
      const [query] = args;
      statements.push(JSON.stringify(query));
      return Reflect.apply(original, this, args);
    } as typeof original;
    try {
      await noticesOf(karin);
      await noticesOf(omar);
    } finally {
      pg.Client.prototype.query = original;
    }
    const reads = statements.filter((text) => text.includes('opening_notice'));
    expect(reads).toHaveLength(2);
    const values = reads.map((text) => JSON.stringify(JSON.parse(text).values));
    expect(values[0]).toBe(values[1]);
  });

  test('neither the other endpoints nor the unverified learn of it', async () => {
    const moderator = await colleague(world, { moderator: true });
    expect((await executeModeration(world, moderator.actor, noticesDocument)).errors[0]?.message).toMatch(
      /Cannot query field/,
    );
    const { errors } = await operate(anna, noticesDocument, {});
    expect(errors[0].message).toMatch(/Cannot query field/);
    for (const actor of [null, { ...omar.actor, status: 'UNVERIFIED' as const }]) {
      const refused = await execute(world, actor, noticesDocument);
      expect(refused.data).toBeNull();
      expect(refused.errors).toHaveLength(1);
    }
  });
});

describe('putting the telling off', () => {
  let post: AnonymousPost;
  let id: LookupId;

  beforeAll(async () => {
    post = await writeAnonymously(world, karin.grant.physicianId);
    id = await open(post);
  });

  test('is for another admin than the one who asked; that she tried is on the record', async () => {
    expect(await noticeOf(anna, id)).toMatchObject({ told: false, canExtend: false, extensions: [] });
    expect(await extend(anna, id, dayFromNow(60))).toMatchObject({ code: 'OWN_NOTICE_NOT_EXTENDABLE' });
    expect((await recordOf(id)).at(-1)).toMatchObject({
      kind: 'lookup.attempt-refused',
      actor: anna.grant.adminId,
      details: { command: 'extend-notice', code: 'OWN_NOTICE_NOT_EXTENDABLE' },
    });
    expect(await noticeOf(cia, id)).toMatchObject({ canExtend: true, extensions: [] });
  });

  test('needs a later day within a year, and a statement', async () => {
    const issuesOf = async (until: string, statement?: string) =>
      (await extend(cia, id, until, statement)).issues;
    expect(await issuesOf(dayFromNow(20))).toEqual([{ field: 'until', code: 'NOTICE_NOT_LATER' }]);
    expect(await issuesOf(dayFromNow(367))).toEqual([{ field: 'until', code: 'NOTICE_TOO_LATE' }]);
    expect(await issuesOf('sedan', ' ')).toEqual([
      { field: 'until', code: 'DATE_INVALID' },
      { field: 'statement', code: 'FIELD_REQUIRED' },
    ]);
    expect(await issuesOf(dayFromNow(60), 'Kort.')).toEqual([
      { field: 'statement', code: 'FIELD_TOO_SHORT' },
    ]);
    expect((await noticeOf(cia, id)).extensions).toEqual([]);
  });

  test('moves the day, on the record, for all admins to see', async () => {
    const { tellAfter: before } = await noticeOf(cia, id);
    const until = dayFromNow(60);
    const done = await extend(cia, id, until);
    expect(done).toMatchObject({ __typename: 'Lookup', notice: { tellAfter: `${until}T00:00:00Z` } });
    for (const admin of [anna, bo, cia]) {
      expect((await noticeOf(admin, id)).extensions).toEqual([
        {
          admin: { name: 'Admin 3' },
          at: world.clock
            .now()
            .toISOString()
            .replace(/\.\d+Z$/, 'Z'),
          tellAfterBefore: before,
          tellAfter: `${until}T00:00:00Z`,
          statement: why,
        },
      ]);
    }
    const entry = (await recordOf(id)).at(-1);
    expect(entry).toMatchObject({
      kind: 'lookup.notice-extended',
      actor: cia.grant.adminId,
      details: { lookup: id, from: before, until: `${until}T00:00:00Z` },
    });
    expect(JSON.stringify(entry)).not.toContain(why);

    world.clock.advance(31 * day);
    expect(await about(karin, post)).toEqual([]);
    expect(await extend(bo, id, dayFromNow(45))).toMatchObject({ __typename: 'Lookup' });
    expect((await noticeOf(anna, id)).extensions).toHaveLength(2);
    world.clock.advance(46 * day);
    expect(await about(karin, post)).toHaveLength(1);
  });

  test('ends when she has been told', async () => {
    expect(await extend(bo, id, dayFromNow(60))).toMatchObject({ code: 'NOTICE_TOLD' });
    expect(await about(karin, post)).toHaveLength(1);
    expect(await noticeOf(bo, id)).toMatchObject({ told: true, canExtend: false });
  });

  test('is for technical admins, and for lookups that exist', async () => {
    expect(await extend(omar.actor, id, dayFromNow(60))).toMatchObject({ code: 'NOT_A_TECHNICAL_ADMIN' });
    const missing = '00000000-0000-4000-8000-000000000000' as LookupId;
    expect(await extend(bo, missing, dayFromNow(60))).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('two at once follow one another', async () => {
    const other = await open(await writeAnonymously(world, karin.grant.physicianId));
    const done = await Promise.all([extend(bo, other, dayFromNow(50)), extend(cia, other, dayFromNow(60))]);
    const { extensions, tellAfter } = await noticeOf(anna, other);
    expect(tellAfter).toBe(`${dayFromNow(60)}T00:00:00Z`);
    expect(extensions).toHaveLength(done.filter(({ __typename }) => __typename === 'Lookup').length);
    expect(extensions.at(-1).tellAfter).toBe(tellAfter);
  });

  test('the chain of the audit holds', async () => {
    const { db, keyring } = world.services;
    expect(await verifyAudit(db.service, keyring.auditSigningKey.publicKeyPem)).toMatchObject({ ok: true });
  });
});

describe('what PostgreSQL refuses', () => {
  let service: pg.Client;
  let lookup: pg.Client;

  beforeAll(async () => {
    service = new pg.Client(world.database.service);
    lookup = new pg.Client(world.database.lookup);
    await Promise.all([service.connect(), lookup.connect()]);
  });
  afterAll(() => Promise.all([service.end(), lookup.end()]));

  const denied = /permission denied/;

  test.each([
    'SELECT * FROM vault.opening_notice',
    'SELECT lookup_id FROM vault.opening_notice',
    'SELECT alias_id FROM vault.opening_notice WHERE lookup_id IS NOT NULL',
    'UPDATE vault.opening_notice SET tell_after = now()',
    'DELETE FROM vault.opening_notice',
    `INSERT INTO vault.opening_notice SELECT gen_random_uuid(), gen_random_uuid(), gen_random_uuid(),
      'COURT_ORDER', now(), now()`,
    'SELECT * FROM vault.notice_extension',
    'SELECT count(*) FROM vault.lookup',
  ])('the service may not: %s', async (statement) => {
    await expect(service.query(statement)).rejects.toThrow(denied);
  });

  test.each([
    'UPDATE vault.opening_notice SET alias_id = gen_random_uuid()',
    "UPDATE vault.opening_notice SET reason = 'COURT_ORDER'",
    'UPDATE vault.opening_notice SET opened_on = now()',
    'DELETE FROM vault.opening_notice',
    "UPDATE vault.notice_extension SET statement = ''",
    'DELETE FROM vault.notice_extension',
  ])('the lookup may not: %s', async (statement) => {
    await expect(lookup.query(statement)).rejects.toThrow(denied);
  });

  test('the service may read what the author is told by', async () => {
    const { rowCount } = await service.query(
      'SELECT alias_id, consultation_id, reason, opened_on, tell_after FROM vault.opening_notice',
    );
    expect(rowCount).toBeGreaterThan(0);
  });

  test('no row ties an alias to anybody: neither to its author nor to an admin', async () => {
    const { rows } = await owner.query<{ text: string }>(
      'SELECT n::text AS text FROM vault.opening_notice n',
    );
    const accounts = await owner.query<{ id: string }>('SELECT id FROM accounts.account');
    for (const { text } of rows) {
      for (const { id } of accounts.rows) expect(text).not.toContain(id);
    }
  });
});
