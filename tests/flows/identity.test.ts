import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ClaimError, ownerTag } from '../../api/identity/crypto/claim-cipher.ts';
import { ELEMENT_BYTES } from '../../api/identity/crypto/group.ts';
import { decryptShare } from '../../api/identity/crypto/share-file.ts';
import { findCurrentEpoch, requireCurrentEpoch } from '../../api/identity/epochs.ts';
import { deleteClaims, findOwnAlias, listOwnClaims } from '../../api/identity/own-claims.ts';
import { ceremonyWarning, runCeremony } from '../../api/identity/run-ceremony.ts';
import { prepareSeal, sealAuthor } from '../../api/identity/seal-author.ts';
import { tendClaims } from '../../api/identity/tend-claims.ts';
import { draftClaim, writeClaim, writeClaims } from '../../api/identity/write-claim.ts';
import { type AliasId, type ConsultationId, newId, type PhysicianId } from '../../api/platform/ids.ts';
import { PlainError } from '../../api/platform/plain-error.ts';
import { holdTestCeremony, openOwner, writeAnonymously } from '../support/vault.ts';
import { asPhysician, createWorld, type World } from '../support/world.ts';

const freshAuthorship = (physician: PhysicianId) => ({
  physician,
  alias: newId<AliasId>(),
  consultation: newId<ConsultationId>(),
});

describe('claims and seals in the database', () => {
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

  test('nobody can be sealed before the first ceremony', async () => {
    const { physicianId } = await asPhysician(world);
    await expect(writeAnonymously(world, physicianId)).rejects.toMatchObject({
      code: 'ANONYMITY_UNAVAILABLE',
    });
    await owner.query('TRUNCATE vault.claim');
  });

  test('a physician finds her own aliases and nobody else’s (ANONYMITY 1, 2)', async () => {
    await holdTestCeremony(world);
    const { db, keyring } = world.services;
    const [karin, omar] = await Promise.all([asPhysician(world), asPhysician(world)]);
    const first = await writeAnonymously(world, karin.physicianId);
    const second = await writeAnonymously(world, karin.physicianId);
    await writeAnonymously(world, omar.physicianId);

    const claims = await listOwnClaims(db.service, keyring, karin.physicianId);
    expect(new Set(claims.map((claim) => claim.alias))).toEqual(new Set([first.alias, second.alias]));
    expect(await findOwnAlias(db.service, keyring, karin.physicianId, first.consultation)).toBe(first.alias);
    expect(await findOwnAlias(db.service, keyring, omar.physicianId, first.consultation)).toBeNull();
  });

  test('a claim whose post failed does not count as an alias', async () => {
    const { db, keyring, clock } = world.services;
    const { physicianId } = await asPhysician(world);
    const failed = freshAuthorship(physicianId);
    await writeClaim(db.service, clock, draftClaim(keyring, failed));
    expect(await findOwnAlias(db.service, keyring, physicianId, failed.consultation)).toBeNull();
  });

  test('claims can be forgotten, one alias or all', async () => {
    const { db, keyring } = world.services;
    const { physicianId } = await asPhysician(world);
    const posts = [
      await writeAnonymously(world, physicianId),
      await writeAnonymously(world, physicianId),
      await writeAnonymously(world, physicianId),
    ];
    const [first] = posts;
    if (!first) throw new Error('a post expected');
    expect(await deleteClaims(db.service, keyring, physicianId, [first.alias])).toBe(1);
    expect(await listOwnClaims(db.service, keyring, physicianId)).toHaveLength(2);
    expect(await deleteClaims(db.service, keyring, physicianId, 'all')).toBe(2);
    expect(await listOwnClaims(db.service, keyring, physicianId)).toEqual([]);
  });

  test('claims that are remembered count only for the rows that they were read from', async () => {
    const { db, keyring } = world.services;
    const [karin, omar] = await Promise.all([asPhysician(world), asPhysician(world)]);
    const first = await writeAnonymously(world, karin.physicianId);
    const aliasesOf = async (physicianId: PhysicianId) =>
      (await listOwnClaims(db.service, keyring, physicianId)).map(({ alias }) => alias);
    expect(await aliasesOf(karin.physicianId)).toEqual([first.alias]);
    const second = await writeAnonymously(world, karin.physicianId);
    expect(new Set(await aliasesOf(karin.physicianId))).toEqual(new Set([first.alias, second.alias]));

    const tags = [ownerTag(keyring, karin.physicianId), ownerTag(keyring, omar.physicianId)];
    await owner.query('UPDATE vault.claim SET owner_tag = $2 WHERE owner_tag = $1', tags);
    expect(await aliasesOf(karin.physicianId)).toEqual([]);
    await expect(aliasesOf(omar.physicianId)).rejects.toThrow(ClaimError);
    await owner.query('UPDATE vault.claim SET owner_tag = $1 WHERE owner_tag = $2', tags);
    expect(await aliasesOf(karin.physicianId)).toHaveLength(2);
    await owner.query(
      'UPDATE vault.claim SET ciphertext = set_byte(ciphertext, 0, get_byte(ciphertext, 0) # 1) WHERE owner_tag = $1',
      tags.slice(0, 1),
    );
    await expect(aliasesOf(karin.physicianId)).rejects.toThrow(ClaimError);
    await owner.query('DELETE FROM vault.claim WHERE owner_tag = $1', tags.slice(0, 1));
  });

  test('no two seals share an ephemeral, also where one was computed ahead', async () => {
    const { physicianId } = await asPhysician(world);
    const { db } = world.services;
    const epoch = await requireCurrentEpoch(db.service);
    const elements: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      const six = Array.from({ length: 6 }, () => prepareSeal(epoch, freshAuthorship(physicianId)));
      const seals = await Promise.all(six);
      elements.push(
        ...seals.map(({ ephemeral }) => Buffer.from(ephemeral.slice(0, ELEMENT_BYTES)).toString('hex')),
      );
      // Longer than those ahead take to be there.
      await setTimeout(250);
    }
    expect(new Set(elements).size).toBe(18);
  });

  test('a claim too old is no ground for a seal, since the sweep may have taken it', async () => {
    const { db, keyring, clock } = world.services;
    const { physicianId } = await asPhysician(world);
    const receipt = await writeClaim(db.service, clock, draftClaim(keyring, freshAuthorship(physicianId)));
    world.clock.advance(11 * 60 * 1000);
    await expect(db.service.$transaction((tx) => sealAuthor(tx, clock, receipt))).rejects.toThrow('too old');
  });

  test('no table ties a physician to her alias (ANONYMITY 40)', async () => {
    const { physicianId } = await asPhysician(world);
    const post = await writeAnonymously(world, physicianId);
    const tables = await owner.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
       WHERE schemaname IN ('accounts', 'audit', 'erasure', 'exports', 'forum', 'images', 'mail', 'moderation', 'platform', 'telemetry', 'terms', 'vault')`,
    );
    for (const { name } of tables.rows) {
      const rows = await owner.query<{ text: string }>(`SELECT r::text AS text FROM ${name} r`);
      for (const { text } of rows.rows) {
        const plain = text.toLowerCase();
        const inHex = (id: string) =>
          plain.includes(Buffer.from(id).toString('hex')) || plain.includes(id.replaceAll('-', ''));
        const hasPhysician = plain.includes(physicianId) || inHex(physicianId);
        const hasAlias = plain.includes(post.alias) || inHex(post.alias);
        const hasConsultation = plain.includes(post.consultation) || inHex(post.consultation);
        expect(hasPhysician && (hasAlias || hasConsultation), name).toBe(false);
      }
    }
  });

  test('the claim is not in the transaction of the content (ANONYMITY 50)', async () => {
    const { physicianId } = await asPhysician(world);
    const before = await owner.query<{ id: string }>('SELECT id FROM vault.claim');
    const post = await writeAnonymously(world, physicianId);
    const known = before.rows.map((row) => row.id);
    const claim = await owner.query<{ xmin: string }>(
      'SELECT xmin::text FROM vault.claim WHERE NOT (id = ANY($1::uuid[]))',
      [known],
    );
    const seal = await owner.query<{ xmin: string }>(
      'SELECT xmin::text FROM vault.seal WHERE alias_id = $1',
      [post.alias],
    );
    expect(claim.rows).toHaveLength(1);
    expect(seal.rows).toHaveLength(1);
    expect(claim.rows[0]?.xmin).not.toBe(seal.rows[0]?.xmin);
  });
});

describe('the nightly job on the claims', () => {
  let world: World;
  let owner: pg.Client;

  beforeAll(async () => {
    world = await createWorld();
    owner = new pg.Client(world.database.owner);
    await owner.connect();
    await holdTestCeremony(world);
  });
  afterAll(async () => {
    await owner.end();
    await world.close();
  });

  const order = async () =>
    (await owner.query<{ id: string }>('SELECT id FROM vault.claim ORDER BY ctid')).rows;

  test('leaves neither order nor transaction to tell when a claim was written (ANONYMITY 13, 50)', async () => {
    const { physicianId } = await asPhysician(world);
    for (let written = 0; written < 12; written += 1) await writeAnonymously(world, physicianId);
    const before = await order();
    expect(await tendClaims(world.services.db.service, world.services.keyring)).toEqual({
      marked: 0,
      swept: 0,
      unreadable: 0,
    });
    const after = await order();
    expect(after.map((row) => row.id)).not.toEqual(before.map((row) => row.id));
    expect(new Set(after.map((row) => row.id))).toEqual(new Set(before.map((row) => row.id)));
    const transactions = await owner.query('SELECT DISTINCT xmin::text FROM vault.claim');
    expect(transactions.rows).toHaveLength(1);
    const { db, keyring } = world.services;
    expect(await listOwnClaims(db.service, keyring, physicianId)).toHaveLength(12);
  });

  test('takes a claim without an alias at the second run only, and spares one whose alias came late', async () => {
    const { db, keyring, clock } = world.services;
    const { physicianId } = await asPhysician(world);
    const orphan = freshAuthorship(physicianId);
    const late = freshAuthorship(physicianId);
    await writeClaims(db.service, keyring, clock, [orphan, late]);
    expect(await tendClaims(db.service, keyring)).toMatchObject({ marked: 2, swept: 0 });
    expect(await listOwnClaims(db.service, keyring, physicianId)).toHaveLength(2);

    await owner.query('BEGIN');
    await owner.query('SET CONSTRAINTS ALL DEFERRED');
    await owner.query('INSERT INTO forum.alias (id, consultation_id, number) VALUES ($1, $2, 0)', [
      late.alias,
      late.consultation,
    ]);
    await owner.query(
      `INSERT INTO forum.consultation (id, alias_id, kind, specialty_code, tags, title, body, posted_at, last_activity_at)
       VALUES ($1, $2, 'QUESTION', 'x', '{}', 't', 'b', '2026-01-01 10:00Z', '2026-01-01 10:00Z')`,
      [late.consultation, late.alias],
    );
    await owner.query('COMMIT');
    expect(await tendClaims(db.service, keyring)).toMatchObject({ marked: 0, swept: 1 });
    const left = await listOwnClaims(db.service, keyring, physicianId);
    expect(left.map((claim) => claim.alias)).toEqual([late.alias]);
    const marks = await owner.query('SELECT 1 FROM vault.claim WHERE unmatched');
    expect(marks.rows).toHaveLength(0);
  });

  test('leaves alone what it cannot read', async () => {
    const { db, keyring } = world.services;
    await owner.query(
      "INSERT INTO vault.claim (id, owner_tag, nonce, ciphertext) VALUES (gen_random_uuid(), decode(repeat('00', 32), 'hex'), decode(repeat('00', 12), 'hex'), decode(repeat('00', 89), 'hex'))",
    );
    expect(await tendClaims(db.service, keyring)).toMatchObject({ unreadable: 1, swept: 0 });
  });
});

test('a physician with two thousand claims has her list in a moment', async () => {
  const world = await createWorld();
  try {
    const { db, keyring, clock } = world.services;
    const { physicianId } = await asPhysician(world);
    const many = Array.from({ length: 2000 }, () => freshAuthorship(physicianId));
    await writeClaims(db.service, keyring, clock, many);
    await listOwnClaims(db.service, keyring, physicianId);
    const began = performance.now();
    const claims = await listOwnClaims(db.service, keyring, physicianId);
    const took = performance.now() - began;
    expect(new Set(claims.map((claim) => claim.alias))).toEqual(new Set(many.map(({ alias }) => alias)));
    expect(took).toBeLessThan(1500);

    // The list is kept in memory, but never longer than it is true.
    const [first] = many;
    if (!first) throw new Error('an authorship expected');
    await deleteClaims(db.service, keyring, physicianId, [first.alias]);
    const left = await listOwnClaims(db.service, keyring, physicianId);
    expect(left).toHaveLength(1999);
    expect(left.map((claim) => claim.alias)).not.toContain(first.alias);
    const added = freshAuthorship(physicianId);
    await writeClaim(db.service, clock, draftClaim(keyring, added));
    expect((await listOwnClaims(db.service, keyring, physicianId)).map((claim) => claim.alias)).toContain(
      added.alias,
    );
  } finally {
    await world.close();
  }
});

describe('the ceremony', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world.close());

  test('gives each admin a file that only her passphrase opens, and keeps no share', async () => {
    const holders = await holdTestCeremony(world, 2, 3);
    for (const [at, holder] of holders.entries()) {
      const share = await decryptShare(holder.file, holder.passphrase);
      expect(share).toMatchObject({ epoch: 1, threshold: 2, shares: 3, index: at + 1 });
      await expect(decryptShare(holder.file, holders[(at + 1) % 3]?.passphrase ?? '')).rejects.toThrow();
    }
    const owner = new pg.Client(world.database.owner);
    await owner.connect();
    const dump = await owner.query<{ text: string }>(
      'SELECT r::text AS text FROM vault.epoch r UNION ALL SELECT r::text FROM audit.entry r',
    );
    await owner.end();
    const all = dump.rows.map((row) => row.text).join('\n');
    for (const holder of holders) {
      const { secretShare } = await decryptShare(holder.file, holder.passphrase);
      expect(all).not.toContain(secretShare);
      expect(all).not.toContain(Buffer.from(secretShare, 'base64url').toString('hex'));
    }
  });

  test('a second one opens a new epoch for new seals', async () => {
    await holdTestCeremony(world, 1, 1);
    const epoch = await findCurrentEpoch(world.services.db.service);
    expect(epoch).toMatchObject({ epoch: 2, threshold: 1, shares: 1 });
  });

  test('refuses who is no technical admin, who comes twice, and numbers that do not fit', async () => {
    const owner = openOwner(world);
    const passphrase = 'tolv tecken eller fler';
    const [holder] = await holdTestCeremony(world, 1, 1);
    const email = holder?.email ?? '';
    const hold = (threshold: number, emails: string[]) =>
      runCeremony(owner, world.clock, {
        threshold,
        admins: emails.map((one) => ({ email: one, passphrase })),
        workFactor: 2,
      });
    await expect(hold(1, ['nobody@example.test'])).rejects.toThrow(PlainError);
    await expect(hold(2, [email, email])).rejects.toThrow(PlainError);
    await expect(hold(2, [email])).rejects.toThrow(PlainError);
    await expect(
      runCeremony(owner, world.clock, { threshold: 1, admins: [{ email, passphrase: 'kort' }] }),
    ).rejects.toThrow(PlainError);
    await owner.$disconnect();
  });

  test('says what a threshold of one costs', () => {
    expect(ceremonyWarning(1)).not.toBeNull();
    expect(ceremonyWarning(2)).toBeNull();
  });
});
