import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ClaimError, claimTag, encryptClaim, ownerTag } from '../../api/identity/crypto/claim-cipher.ts';
import { ELEMENT_BYTES } from '../../api/identity/crypto/group.ts';
import { decryptShare } from '../../api/identity/crypto/share-file.ts';
import { findCurrentEpoch, requireCurrentEpoch } from '../../api/identity/epochs.ts';
import { deleteOwnClaims, findOwnAlias, listOwnClaims, readSalt } from '../../api/identity/own-claims.ts';
import { ceremonyWarning, runCeremony } from '../../api/identity/run-ceremony.ts';
import { prepareSeal, sealAuthor } from '../../api/identity/seal-author.ts';
import { renewOldClaims, tendClaims } from '../../api/identity/tend-claims.ts';
import { writeClaim, writeClaims } from '../../api/identity/write-claim.ts';
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
    await writeClaim(db.service, keyring, clock, failed);
    expect(await findOwnAlias(db.service, keyring, physicianId, failed.consultation)).toBeNull();
  });

  test('all claims of a physician can be forgotten, however many they are', async () => {
    const { db, keyring, clock } = world.services;
    const [karin, omar] = await Promise.all([asPhysician(world), asPhysician(world)]);
    await writeAnonymously(world, omar.physicianId);
    const many = Array.from({ length: 130 }, () => freshAuthorship(karin.physicianId));
    await writeClaims(db.service, keyring, clock, many);
    expect(await listOwnClaims(db.service, keyring, karin.physicianId)).toHaveLength(130);
    const forget = () => db.service.$transaction((tx) => deleteOwnClaims(tx, keyring, karin.physicianId));
    expect(await forget()).toBe(130);
    expect(await listOwnClaims(db.service, keyring, karin.physicianId)).toEqual([]);
    expect(await forget()).toBe(0);
    expect(await listOwnClaims(db.service, keyring, omar.physicianId)).toHaveLength(1);
  });

  test('a claim that was moved to another member, or altered, does not open', async () => {
    const { db, keyring } = world.services;
    const [karin, omar] = await Promise.all([asPhysician(world), asPhysician(world)]);
    await writeAnonymously(world, karin.physicianId);
    const salt = await readSalt(db.service);
    const tags = [karin, omar].map(({ physicianId }) => claimTag(keyring, salt, physicianId, 0));
    await owner.query('UPDATE vault.claim SET tag = $2 WHERE tag = $1', tags);
    await expect(listOwnClaims(db.service, keyring, omar.physicianId)).rejects.toThrow(ClaimError);
    await owner.query('DELETE FROM vault.claim WHERE tag = $1', tags.slice(1));
  });

  test('claims written by another process are found, and those written at once each find a place', async () => {
    const { db, keyring, clock } = world.services;
    const { physicianId } = await asPhysician(world);
    expect(await listOwnClaims(db.service, keyring, physicianId)).toEqual([]);
    const many = Array.from({ length: 20 }, () => freshAuthorship(physicianId));
    await Promise.all(many.map((authorship) => writeClaim(db.service, keyring, clock, authorship)));
    const aliases = async () =>
      (await listOwnClaims(db.service, keyring, physicianId)).map(({ alias }) => alias).sort();
    expect(await aliases()).toEqual(many.map(({ alias }) => alias).sort());
    // As another process: this one is not told.
    const salt = await readSalt(db.service);
    const [first] = many;
    if (!first) throw new Error('an authorship expected');
    const others = [20, 21, 22, 23, 24, 25].map((number) => {
      const claim = { alias: newId<AliasId>(), consultation: first.consultation };
      const row = encryptClaim(
        keyring,
        { id: newId(), tag: claimTag(keyring, salt, physicianId, number) },
        claim,
      );
      return { alias: claim.alias, row };
    });
    for (const { row } of others) {
      await owner.query('INSERT INTO vault.claim (id, tag, nonce, ciphertext) VALUES ($1, $2, $3, $4)', [
        ...[row.id, row.tag, row.nonce, row.ciphertext],
      ]);
    }
    expect(await aliases()).toEqual([...many, ...others].map(({ alias }) => alias).sort());
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
    const receipt = await writeClaim(db.service, keyring, clock, freshAuthorship(physicianId));
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
    (
      await owner.query<{ id: string; tag: string; nonce: string }>(
        'SELECT id, tag::text, nonce::text FROM vault.claim ORDER BY ctid',
      )
    ).rows;

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
    expect(after).toHaveLength(before.length);
    const known = new Set(before.flatMap(({ id, tag, nonce }) => [id, tag, nonce]));
    expect(after.flatMap(({ id, tag, nonce }) => [id, tag, nonce]).filter((one) => known.has(one))).toEqual(
      [],
    );
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

  test('renews many claims of many members, those of version 1 too, and loses none while others are written', async () => {
    const { db, keyring, clock } = world.services;
    const members = await Promise.all(Array.from({ length: 6 }, () => asPhysician(world)));
    const hers = members.map(({ physicianId }, at) =>
      Array.from({ length: [0, 1, 7, 8, 9, 150][at] ?? 0 }, () => freshAuthorship(physicianId)),
    );
    await writeClaims(db.service, keyring, clock, hers.flat());
    // Of version 1: under the owner's tag.
    const [first] = members;
    if (!first) throw new Error('a member expected');
    const old = Array.from({ length: 3 }, () => freshAuthorship(first.physicianId));
    for (const { alias, consultation } of old) {
      const place = { id: newId(), tag: ownerTag(keyring, first.physicianId) };
      const { id, tag, nonce, ciphertext } = encryptClaim(keyring, place, { alias, consultation });
      await owner.query(
        'INSERT INTO vault.claim (id, tag, nonce, ciphertext, by_owner) VALUES ($1, $2, $3, $4, true)',
        [id, tag, nonce, ciphertext],
      );
    }
    await renewOldClaims(db.service, keyring);
    expect(await db.service.claim.count({ where: { byOwner: true } })).toBe(0);
    const late = members.map(({ physicianId }) => freshAuthorship(physicianId));
    await Promise.all([
      tendClaims(db.service, keyring),
      ...late.map((authorship) => writeClaim(db.service, keyring, clock, authorship)),
    ]);
    for (const [at, { physicianId }] of members.entries()) {
      const expected = [...(hers[at] ?? []), ...(at === 0 ? old : []), ...late.slice(at, at + 1)];
      const found = await listOwnClaims(db.service, keyring, physicianId);
      expect(found.map(({ alias }) => alias).sort()).toEqual(expected.map(({ alias }) => alias).sort());
    }
    await owner.query('TRUNCATE vault.claim');
  });

  test('leaves alone what it cannot read', async () => {
    const { db, keyring } = world.services;
    await owner.query(
      "INSERT INTO vault.claim (id, tag, nonce, ciphertext) VALUES (gen_random_uuid(), decode(repeat('00', 32), 'hex'), decode(repeat('00', 12), 'hex'), decode(repeat('00', 89), 'hex'))",
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
    const added = freshAuthorship(physicianId);
    await writeClaim(db.service, keyring, clock, added);
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
