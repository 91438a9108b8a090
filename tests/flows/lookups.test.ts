import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyAudit } from '../../api/audit/data.ts';
import { approveLookup } from '../../api/lookups/approve-lookup.ts';
import { findLookup, listLookups } from '../../api/lookups/data.ts';
import { expireLookups } from '../../api/lookups/expire-lookups.ts';
import { findLookupSubject } from '../../api/lookups/find-subject.ts';
import { openLookup } from '../../api/lookups/open-lookup.ts';
import { refuseLookup } from '../../api/lookups/refuse-lookup.ts';
import { requestLookup } from '../../api/lookups/request-lookup.ts';
import type { LookupRecord } from '../../api/lookups/types.ts';
import type { AliasId, LookupId } from '../../api/platform/ids.ts';
import { newId } from '../../api/platform/ids.ts';
import {
  type Page,
  type PageRequest,
  pageRequest,
  type TimeKeys,
  timeKeys,
} from '../../api/platform/pages.ts';
import { ProofError } from '../../web/features/lookups/protocol/prove-partial.ts';
import {
  type AnonymousPost,
  askForLookup,
  holdTestCeremony,
  proveFor,
  type ShareHolder,
  writeAnonymously,
} from '../support/vault.ts';
import { asPhysician, asTechnicalAdmin, createWorld, type World } from '../support/world.ts';

const day = 24 * 60 * 60 * 1000;

describe('looking up an author', () => {
  let world: World;
  let owner: pg.Client;
  let anna: ShareHolder;
  let bo: ShareHolder;
  let cia: ShareHolder;
  let post: AnonymousPost;

  beforeAll(async () => {
    world = await createWorld();
    owner = new pg.Client(world.database.owner);
    await owner.connect();
    const [first, second, third] = await holdTestCeremony(world, 2, 3);
    if (!first || !second || !third) throw new Error('three admins expected');
    [anna, bo, cia] = [first, second, third];
    const { physicianId } = await asPhysician(world);
    post = await writeAnonymously(world, physicianId);
  });
  afterAll(async () => {
    await owner.end();
    await world.close();
  });

  const find = async (id: LookupId) => {
    const { db, clock } = world.services;
    const lookup = await db.lookupTransaction((tx) => findLookup(tx, id, clock.now()));
    if (!lookup) throw new Error('no such lookup');
    return lookup;
  };
  const approve = async (by: ShareHolder, id: LookupId) =>
    approveLookup(world.services, by.grant, id, await proveFor(world, by, id));
  const open = async (by: ShareHolder, id: LookupId) =>
    openLookup(world.services, by.grant, id, await proveFor(world, by, id));

  /** Kinds and details of the audit about one lookup, oldest first. */
  const recordOf = async (id: LookupId) => {
    const { rows } = await owner.query<{ kind: string; actor: string | null; details: string }>(
      'SELECT kind, actor, details FROM audit.entry WHERE details LIKE $1 ORDER BY seq',
      [`%${id}%`],
    );
    return rows.map((row) => ({ ...row, details: JSON.parse(row.details) as Record<string, unknown> }));
  };

  test('one asks, another approves, the first opens: once, and all of it on the record', async () => {
    const id = await askForLookup(world, anna, post);
    expect(await find(id)).toMatchObject({ state: 'REQUESTED', requestedBy: { name: 'Admin 1' } });
    await approve(bo, id);
    expect(await find(id)).toMatchObject({ state: 'READY' });
    const partial = await proveFor(world, anna, id);
    expect(await openLookup(world.services, anna.grant, id, partial)).toBe(post.physician);

    const ended = await find(id);
    expect(ended).toMatchObject({ state: 'OPENED', ephemeral: null });
    expect(ended.participations.map(({ admin, kind }) => [admin.name, kind])).toEqual(
      expect.arrayContaining([
        ['Admin 1', 'REQUEST'],
        ['Admin 2', 'APPROVAL'],
        ['Admin 1', 'OPENING'],
      ]),
    );
    await expect(openLookup(world.services, anna.grant, id, partial)).rejects.toMatchObject({
      code: 'LOOKUP_ENDED',
    });
    expect((await recordOf(id)).map(({ kind, actor }) => [kind, actor])).toEqual([
      ['lookup.requested', anna.grant.adminId],
      ['lookup.approved', bo.grant.adminId],
      ['lookup.opened', anna.grant.adminId],
      ['lookup.attempt-refused', anna.grant.adminId],
    ]);
    const { keyring, db } = world.services;
    expect(await verifyAudit(db.service, keyring.auditSigningKey.publicKeyPem)).toMatchObject({ ok: true });
  });

  test('what was opened is stored nowhere, and no partial outlives its lookup', async () => {
    const tables = await owner.query<{ name: string }>(
      "SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname IN ('audit', 'vault', 'forum')",
    );
    for (const { name } of tables.rows) {
      const { rows } = await owner.query<{ text: string }>(`SELECT r::text AS text FROM ${name} r`);
      expect(
        rows.some(({ text }) => text.includes(post.physician)),
        name,
      ).toBe(false);
    }
    const partials = await owner.query(
      `SELECT 1 FROM vault.lookup_participation p JOIN vault.lookup l ON l.id = p.lookup_id
       WHERE p.partial IS NOT NULL AND l.state NOT IN ('REQUESTED', 'READY')`,
    );
    expect(partials.rows).toEqual([]);
  });

  test('the opening is signed with it: it cannot be cut off unnoticed', async () => {
    const { rows } = await owner.query(
      `SELECT 1 FROM audit.checkpoint c JOIN audit.entry e USING (seq) WHERE e.kind = 'lookup.opened'`,
    );
    expect(rows).toHaveLength(1);
  });

  test('the requester alone can neither open nor approve', async () => {
    const id = await askForLookup(world, anna, post);
    await expect(open(anna, id)).rejects.toMatchObject({ code: 'LOOKUP_NEEDS_APPROVAL' });
    await expect(approve(anna, id)).rejects.toMatchObject({ code: 'OWN_REQUEST_NOT_APPROVABLE' });
    expect((await recordOf(id)).map(({ kind, details }) => [kind, details.code])).toEqual([
      ['lookup.requested', undefined],
      ['lookup.attempt-refused', 'LOOKUP_NEEDS_APPROVAL'],
      ['lookup.attempt-refused', 'OWN_REQUEST_NOT_APPROVABLE'],
    ]);
  });

  test('only the requester opens; nobody approves twice or after enough have', async () => {
    const id = await askForLookup(world, anna, post);
    await approve(bo, id);
    await expect(open(bo, id)).rejects.toMatchObject({ code: 'ONLY_REQUESTER_OPENS' });
    await expect(open(cia, id)).rejects.toMatchObject({ code: 'ONLY_REQUESTER_OPENS' });
    await expect(approve(bo, id)).rejects.toMatchObject({ code: 'ALREADY_TAKEN_PART' });
    await expect(approve(cia, id)).rejects.toMatchObject({ code: 'LOOKUP_ENDED' });
  });

  test('an admin without a share can neither ask nor approve, but can refuse', async () => {
    const stranger = await asTechnicalAdmin(world, { name: 'Utan andel' });
    const withoutShare: ShareHolder = { ...bo, grant: stranger };
    await expect(askForLookup(world, withoutShare, post)).rejects.toMatchObject({
      code: 'NOT_A_SHARE_HOLDER',
    });
    const id = await askForLookup(world, anna, post);
    await expect(approve(withoutShare, id)).rejects.toMatchObject({ code: 'NOT_A_SHARE_HOLDER' });
    await refuseLookup(world.services, stranger, id, 'Skälet räcker inte.');
    expect(await find(id)).toMatchObject({ state: 'REFUSED', ephemeral: null });
  });

  test('one refusal ends it, even after an approval', async () => {
    const id = await askForLookup(world, anna, post);
    const forAnna = await proveFor(world, anna, id);
    await approve(bo, id);
    await expect(refuseLookup(world.services, cia.grant, id, '  ')).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
    await expect(refuseLookup(world.services, bo.grant, id, 'Ångrar mig.')).rejects.toMatchObject({
      code: 'ALREADY_TAKEN_PART',
    });
    await refuseLookup(world.services, cia.grant, id, 'Ingen fara längre.');
    await expect(openLookup(world.services, anna.grant, id, forAnna)).rejects.toMatchObject({
      code: 'LOOKUP_ENDED',
    });
    const lookup = await find(id);
    expect(lookup.participations).toContainEqual(
      expect.objectContaining({ kind: 'REFUSAL', statement: 'Ingen fara längre.' }),
    );
    const stored = await owner.query('SELECT partial FROM vault.lookup_participation WHERE lookup_id = $1', [
      id,
    ]);
    expect(stored.rows.every((row) => row.partial === null)).toBe(true);
  });

  test('a partial that does not hold is refused by name and recorded', async () => {
    const id = await askForLookup(world, anna, post);
    const other = await askForLookup(world, anna, post);
    const ofOtherLookup = await proveFor(world, bo, other);
    await expect(approveLookup(world.services, bo.grant, id, ofOtherLookup)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      issues: [{ field: 'partial', code: 'PARTIAL_INVALID' }],
    });
    // Bo presents Cia's perfectly valid partial.
    const cias = await proveFor(world, cia, id);
    await expect(approveLookup(world.services, bo.grant, id, cias)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
    expect((await find(id)).state).toBe('REQUESTED');
    const [, first, second] = await recordOf(id);
    expect(first).toMatchObject({
      kind: 'lookup.partial-refused',
      actor: bo.grant.adminId,
      details: { command: 'approve', holder: bo.grant.adminId, share: 2, why: 'proof-does-not-hold' },
    });
    expect(second).toMatchObject({
      kind: 'lookup.partial-refused',
      details: { holder: bo.grant.adminId, share: 2, givenShare: 3, why: 'another-share' },
    });
  });

  test('a partial that was altered while it waited is named at the opening', async () => {
    const id = await askForLookup(world, anna, post);
    await approve(bo, id);
    await owner.query(
      `UPDATE vault.lookup_participation
       SET partial = set_byte(partial, 40, (get_byte(partial, 40) + 1) % 256)
       WHERE lookup_id = $1 AND kind = 'APPROVAL'`,
      [id],
    );
    await expect(open(anna, id)).rejects.toMatchObject({
      issues: [{ field: 'share-2', code: 'PARTIAL_INVALID' }],
    });
    expect((await recordOf(id)).at(-1)).toMatchObject({
      kind: 'lookup.partial-refused',
      details: { command: 'open', holder: bo.grant.adminId, share: 2 },
    });
    expect((await find(id)).state).toBe('READY');
  });

  test('a server that shows another alias’s seal gets no partial from the browser', async () => {
    const { physicianId } = await asPhysician(world);
    const [one, two] = [
      await writeAnonymously(world, physicianId),
      await writeAnonymously(world, physicianId),
    ];
    const id = await askForLookup(world, anna, one);
    await owner.query(
      `UPDATE vault.seal s SET ephemeral = o.ephemeral, nonce = o.nonce, ciphertext = o.ciphertext
       FROM vault.seal o WHERE s.alias_id = $1 AND o.alias_id = $2`,
      [one.alias, two.alias],
    );
    await expect(proveFor(world, bo, id)).rejects.toThrow(new ProofError('seal-not-for-alias'));
    await expect(askForLookup(world, anna, one)).rejects.toMatchObject({ code: 'SEAL_UNREADABLE' });
  });

  test('a seal whose ciphertext was moved does not open; that it was tried is on the record first', async () => {
    const { physicianId } = await asPhysician(world);
    const [one, two] = [
      await writeAnonymously(world, physicianId),
      await writeAnonymously(world, physicianId),
    ];
    await owner.query(
      `UPDATE vault.seal s SET nonce = o.nonce, ciphertext = o.ciphertext
       FROM vault.seal o WHERE s.alias_id = $1 AND o.alias_id = $2`,
      [one.alias, two.alias],
    );
    const id = await askForLookup(world, anna, one);
    await approve(cia, id);
    await expect(open(anna, id)).rejects.toMatchObject({ code: 'SEAL_UNREADABLE' });
    expect((await recordOf(id)).map(({ kind }) => kind)).toEqual([
      'lookup.requested',
      'lookup.approved',
      'lookup.opened',
      'lookup.failed',
    ]);
  });

  test('a request is dead after a day, and the job says so', async () => {
    const id = await askForLookup(world, anna, post);
    const forAnna = await proveFor(world, anna, id);
    const forBo = await proveFor(world, bo, id);
    await approveLookup(world.services, bo.grant, id, forBo);
    world.clock.advance(day - 1);
    expect((await find(id)).state).toBe('READY');
    world.clock.advance(1);
    expect(await find(id)).toMatchObject({ state: 'EXPIRED', ephemeral: null });
    await expect(openLookup(world.services, anna.grant, id, forAnna)).rejects.toMatchObject({
      code: 'LOOKUP_ENDED',
    });
    expect(await expireLookups(world.services)).toBeGreaterThanOrEqual(1);
    expect(await expireLookups(world.services)).toBe(0);
    expect((await recordOf(id)).at(-1)).toMatchObject({ kind: 'lookup.expired', actor: null });
    const stored = await owner.query('SELECT partial FROM vault.lookup_participation WHERE lookup_id = $1', [
      id,
    ]);
    expect(stored.rows.every((row) => row.partial === null)).toBe(true);
  });

  test('two approvals at once count once each, two openings at once open once', async () => {
    const id = await askForLookup(world, anna, post);
    const [forBo, forCia, forAnna] = await Promise.all(
      [bo, cia, anna].map((who) => proveFor(world, who, id)),
    );
    if (!forBo || !forCia || !forAnna) throw new Error('three partials expected');
    const approvals = await Promise.allSettled([
      approveLookup(world.services, bo.grant, id, forBo),
      approveLookup(world.services, cia.grant, id, forCia),
    ]);
    expect(approvals.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const openings = await Promise.allSettled([
      openLookup(world.services, anna.grant, id, forAnna),
      openLookup(world.services, anna.grant, id, forAnna),
    ]);
    expect(openings.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await recordOf(id)).filter(({ kind }) => kind === 'lookup.opened')).toHaveLength(1);
  });

  test('what is missing or malformed is said before anything is stored', async () => {
    const ask = (input: object) =>
      requestLookup(world.services, anna.grant, {
        alias: post.alias,
        reason: 'COURT_ORDER',
        text: 'Domstolens beslut i bilagda handling.',
        caseReference: 'T 1-26',
        ...input,
      });
    await expect(ask({ text: ' ', caseReference: '' })).rejects.toMatchObject({
      issues: [
        { field: 'text', code: 'FIELD_REQUIRED' },
        { field: 'caseReference', code: 'FIELD_REQUIRED' },
      ],
    });
    await expect(ask({ text: 'kort' })).rejects.toMatchObject({ issues: [{ code: 'FIELD_TOO_SHORT' }] });
    await expect(ask({ alias: newId<AliasId>() })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const missing = newId<LookupId>();
    await expect(refuseLookup(world.services, bo.grant, missing, 'nej')).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  test('all admins see all lookups, newest first, page by page', async () => {
    const { db, clock } = world.services;
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const request: PageRequest<TimeKeys> = pageRequest({ first: 4, after }, timeKeys);
      const page: Page<LookupRecord> = await db.lookupTransaction((tx) =>
        listLookups(tx, request, clock.now()),
      );
      seen.push(...page.edges.map(({ node }) => node.id));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    const { rows } = await owner.query<{ id: string }>(
      'SELECT id FROM vault.lookup ORDER BY requested_at DESC, id DESC',
    );
    expect(seen).toEqual(rows.map((row) => row.id));
    expect(seen.length).toBeGreaterThan(8);
  });

  test('a link leads to the anonymous post and nothing else', async () => {
    const { db } = world.services;
    const subjectOf = (link: string) => db.lookupTransaction((tx) => findLookupSubject(tx, link));
    const expected = { aliasId: post.alias, isAsker: true, kind: 'CONSULTATION', title: 'Oklar anemi' };
    expect(await subjectOf(`https://konsilium.example/consultations/${post.consultation}`)).toMatchObject(
      expected,
    );
    expect(await subjectOf(post.alias)).toMatchObject(expected);
    expect(await subjectOf(post.consultation.toUpperCase())).toMatchObject(expected);
    expect(await subjectOf(`https://konsilium.example/consultations/${newId()}`)).toBeNull();
    expect(await subjectOf('hej')).toBeNull();
    expect(JSON.stringify(await subjectOf(post.alias))).not.toContain(post.physician);
  });
});

describe('a single admin', () => {
  test('opens with her own share, on the record all the same', async () => {
    const world = await createWorld();
    try {
      const [anna] = await holdTestCeremony(world, 1, 1);
      if (!anna) throw new Error('an admin expected');
      const { physicianId } = await asPhysician(world);
      const post = await writeAnonymously(world, physicianId);
      const id = await askForLookup(world, anna, post);
      const partial = await proveFor(world, anna, id);
      expect(await openLookup(world.services, anna.grant, id, partial)).toBe(physicianId);
    } finally {
      await world.close();
    }
  });
});

describe('three of five', () => {
  test('need two approvals', async () => {
    const world = await createWorld();
    try {
      const [anna, bo, , dag] = await holdTestCeremony(world, 3, 5);
      if (!anna || !bo || !dag) throw new Error('five admins expected');
      const { physicianId } = await asPhysician(world);
      const post = await writeAnonymously(world, physicianId);
      const id = await askForLookup(world, anna, post);
      const forAnna = await proveFor(world, anna, id);
      await approveLookup(world.services, dag.grant, id, await proveFor(world, dag, id));
      await expect(openLookup(world.services, anna.grant, id, forAnna)).rejects.toMatchObject({
        code: 'LOOKUP_NEEDS_APPROVAL',
      });
      await approveLookup(world.services, bo.grant, id, await proveFor(world, bo, id));
      expect(await openLookup(world.services, anna.grant, id, forAnna)).toBe(physicianId);
    } finally {
      await world.close();
    }
  });
});

describe('an author of an earlier epoch', () => {
  test('is opened with the shares of that epoch', async () => {
    const world = await createWorld();
    try {
      const [anna, bo] = await holdTestCeremony(world, 2, 2);
      if (!anna || !bo) throw new Error('two admins expected');
      const { physicianId } = await asPhysician(world);
      const old = await writeAnonymously(world, physicianId);
      const [cia] = await holdTestCeremony(world, 1, 1);
      if (!cia) throw new Error('an admin expected');
      await expect(askForLookup(world, cia, old)).rejects.toMatchObject({ code: 'NOT_A_SHARE_HOLDER' });
      const id = await askForLookup(world, anna, old);
      await expect(proveFor(world, cia, id)).rejects.toThrow(new ProofError('other-epoch'));
      await approveLookup(world.services, bo.grant, id, await proveFor(world, bo, id));
      const partial = await proveFor(world, anna, id);
      expect(await openLookup(world.services, anna.grant, id, partial)).toBe(physicianId);
    } finally {
      await world.close();
    }
  });
});
