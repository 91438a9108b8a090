import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { appendAudit } from '../../api/audit/append-audit.ts';
import { checkpointAudit } from '../../api/audit/checkpoint-audit.ts';
import { auditKeys, listAudit, verifyAudit } from '../../api/audit/data.ts';
import { newId, type PhysicianId } from '../../api/platform/ids.ts';
import { pageRequest } from '../../api/platform/pages.ts';
import { createWorld, type World } from '../support/world.ts';

describe('the audit chain in the database', () => {
  let world: World;
  let owner: pg.Client;

  beforeAll(async () => {
    world = await createWorld();
    owner = new pg.Client(world.database.owner);
    await owner.connect();
  });
  afterAll(async () => {
    await owner.end();
    await world.close();
  });
  beforeEach(async () => {
    await owner.query('TRUNCATE audit.entry, audit.checkpoint');
  });

  const append = (note = 'x') =>
    world.services.db.service.$transaction((tx) =>
      appendAudit(tx, world.clock, {
        kind: 'role.granted',
        actor: newId<PhysicianId>(),
        details: { account: newId(), role: note },
      }),
    );
  const checkpoint = () =>
    checkpointAudit(world.services.db.service, world.clock, world.services.keyring.auditSigningKey);
  const verify = () =>
    verifyAudit(world.services.db.service, world.services.keyring.auditSigningKey.publicKeyPem);

  test('holds what was written, over more than one batch', async () => {
    await world.services.db.service.$transaction(
      async (tx) => {
        for (let at = 0; at < 1003; at += 1) {
          await appendAudit(tx, world.clock, {
            kind: 'lookup.expired',
            actor: null,
            details: { number: at },
          });
        }
      },
      { timeout: 60_000 },
    );
    expect(await checkpoint()).toBe(1003);
    expect(await checkpoint()).toBeNull();
    expect(await verify()).toMatchObject({ ok: true, entries: 1003, checkpoints: 1 });
  });

  test('twenty appends at once make one chain, from both roles', async () => {
    const { db } = world.services;
    await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        at % 4 === 0
          ? db.lookupTransaction((tx) =>
              appendAudit(tx, world.clock, { kind: 'lookup.expired', actor: null, details: { at } }),
            )
          : append(),
      ),
    );
    expect(await verify()).toMatchObject({ ok: true, entries: 20 });
    const heads = await owner.query('SELECT count(DISTINCT prev_hash)::int AS n FROM audit.entry');
    expect(heads.rows[0]).toEqual({ n: 20 });
  });

  test('an entry goes with its transaction', async () => {
    await append();
    const { db } = world.services;
    await expect(
      db.service.$transaction(async (tx) => {
        await appendAudit(tx, world.clock, { kind: 'role.revoked', actor: null, details: {} });
        throw new Error('something else failed');
      }),
    ).rejects.toThrow('something else failed');
    await append();
    expect(await verify()).toMatchObject({ ok: true, entries: 2 });
  });

  test.each([
    ['an altered kind', "UPDATE audit.entry SET kind = 'role.revoked' WHERE seq = 3"],
    ['an altered detail', "UPDATE audit.entry SET details = replace(details, 'role', 'rôle') WHERE seq = 3"],
    ['an altered time', "UPDATE audit.entry SET at = at + interval '1 second' WHERE seq = 3"],
    ['another actor', 'UPDATE audit.entry SET actor = gen_random_uuid() WHERE seq = 3'],
    ['no actor', 'UPDATE audit.entry SET actor = NULL WHERE seq = 3'],
    ['an altered link', "UPDATE audit.entry SET prev_hash = decode(repeat('ab', 32), 'hex') WHERE seq = 3"],
    ['an altered hash', "UPDATE audit.entry SET hash = decode(repeat('ab', 32), 'hex') WHERE seq = 3"],
    ['a removed entry', 'DELETE FROM audit.entry WHERE seq = 3'],
    ['everything removed from there on', 'DELETE FROM audit.entry WHERE seq >= 3'],
  ])('the owner of the database cannot hide %s', async (_what, statement) => {
    for (let at = 0; at < 5; at += 1) await append();
    await checkpoint();
    expect(await verify()).toMatchObject({ ok: true, entries: 5 });
    await owner.query(statement);
    expect(await verify()).toMatchObject({ ok: false, firstBroken: 3 });
  });

  test('a checkpoint that she writes herself does not help her', async () => {
    for (let at = 0; at < 4; at += 1) await append();
    await checkpoint();
    await owner.query('DELETE FROM audit.entry WHERE seq > 2');
    await owner.query(
      'UPDATE audit.checkpoint SET seq = 2, hash = (SELECT hash FROM audit.entry WHERE seq = 2)',
    );
    expect(await verify()).toMatchObject({ ok: false, why: 'checkpoint-forged' });
  });

  test('is listed newest first, page by page', async () => {
    for (let at = 0; at < 7; at += 1) await append(`role ${at}`);
    const { db } = world.services;
    const seen: number[] = [];
    let after: string | null = null;
    do {
      const page = await listAudit(db.service, pageRequest({ first: 3, after }, auditKeys));
      seen.push(...page.edges.map((edge) => edge.node.seq));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1]);
  });

  test('PostgreSQL refuses both roles to change, remove or empty it', async () => {
    await append();
    await checkpoint();
    for (const url of [world.database.service, world.database.lookup]) {
      const client = new pg.Client(url);
      await client.connect();
      for (const statement of [
        "UPDATE audit.entry SET kind = 'x'",
        'DELETE FROM audit.entry',
        'TRUNCATE audit.entry',
        "UPDATE audit.checkpoint SET hash = ''",
        'DELETE FROM audit.checkpoint',
        'TRUNCATE audit.checkpoint',
        'ALTER TABLE audit.entry ADD COLUMN x int',
        'DROP TABLE audit.entry',
      ]) {
        await expect(client.query(statement), statement).rejects.toThrow(/permission denied|must be owner/);
      }
      await client.end();
    }
    expect(await verify()).toMatchObject({ ok: true, entries: 1 });
  });
});
