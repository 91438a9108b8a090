import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { consentVersions } from '../../analytics/processors.ts';
import { destroyPseudonyms, listPseudonyms, pseudonymFor } from '../../api/identity/pseudonyms.ts';
import type { PhysicianId } from '../../api/platform/ids.ts';
import type { Services } from '../../api/services.ts';
import { eraseTelemetry } from '../../api/telemetry/erase-telemetry.ts';
import { listConsents } from '../../api/telemetry/list-consents.ts';
import { countAnonymous, recordEvent } from '../../api/telemetry/record-event.ts';
import { answerConsent, withMixpanel } from '../support/telemetry.ts';
import { holdTestCeremony } from '../support/vault.ts';
import { asPhysician, createWorld, type World } from '../support/world.ts';

let world: World;
let services: Services;
let owner: pg.Client;
let karin: PhysicianId;

beforeAll(async () => {
  world = await createWorld();
  services = withMixpanel(world.services);
  owner = new pg.Client(world.database.owner);
  await owner.connect();
  ({ physicianId: karin } = await asPhysician(world));
});
afterAll(async () => {
  await owner.end();
  await world.close();
});

const post = (by: PhysicianId, using = services) =>
  recordEvent(using.db.service, using, by, 'consultation.posted', { kind: 'QUESTION' });

async function waiting(): Promise<{ event: string; pseudonym_id: string | null; hour: Date }[]> {
  const { rows } = await owner.query(
    `SELECT payload::jsonb ->> 'event' AS event, pseudonym_id, hour FROM telemetry.outbox ORDER BY 1`,
  );
  return rows;
}

it('before the first ceremony nobody can be known by a pseudonym', async () => {
  await expect(answerConsent(services, karin, true)).rejects.toMatchObject({
    code: 'PSEUDONYMS_UNAVAILABLE',
  });
  expect(await listPseudonyms(services, karin)).toEqual([]);
  await holdTestCeremony(world);
});

describe('what is recorded', () => {
  beforeEach(async () => {
    await owner.query(
      'TRUNCATE telemetry.outbox, telemetry.anonymous_mark, telemetry.consent, vault.pseudonym',
    );
  });

  it('nothing without consent, nothing where Mixpanel is not configured, and then one row', async () => {
    await post(karin);
    expect(await waiting()).toEqual([]);
    await answerConsent(services, karin, true);
    await post(karin, world.services);
    expect((await waiting()).map(({ event }) => event)).toEqual(['consent.changed']);
    await post(karin);
    const rows = await waiting();
    expect(rows.map(({ event }) => event)).toEqual(['consent.changed', 'consultation.posted']);
    const own = await pseudonymFor(services, karin, 'MIXPANEL');
    expect(rows.every((row) => row.pseudonym_id === own?.id)).toBe(true);
    expect(rows[0]?.hour.toISOString()).toBe('2026-11-21T12:00:00.000Z');
  });

  it('neither her id nor her pseudonym stands in what waits', async () => {
    await answerConsent(services, karin, true);
    const own = await pseudonymFor(services, karin, 'MIXPANEL');
    await post(karin);
    const { rows } = await owner.query(
      `SELECT string_agg(to_jsonb(o)::text, '') || (SELECT string_agg(to_jsonb(p)::text, '') FROM vault.pseudonym p) AS all
       FROM telemetry.outbox o`,
    );
    expect(rows[0].all).toContain(own?.id);
    expect(rows[0].all).not.toContain(karin);
    expect(rows[0].all).not.toContain(own?.pseudonym);
  });

  it('from the next event on: withdrawing drops what waits, and what a colleague did stays', async () => {
    const { physicianId: omar } = await asPhysician(world);
    for (const who of [karin, omar]) {
      await answerConsent(services, who, true);
      await post(who);
    }
    expect(await waiting()).toHaveLength(4);
    await answerConsent(services, karin, false);
    expect(await waiting()).toHaveLength(2);
    await post(karin);
    expect(await waiting()).toHaveLength(2);
    expect(await pseudonymFor(services, karin, 'MIXPANEL')).toBeNull();
    expect(await listPseudonyms(services, karin)).toHaveLength(1);
  });

  it('a yes to an earlier description is none', async () => {
    await answerConsent(services, karin, true);
    await owner.query('UPDATE telemetry.consent SET version = version - 1');
    await owner.query('TRUNCATE telemetry.outbox');
    await post(karin);
    expect(await waiting()).toEqual([]);
    const [mixpanel] = await listConsents(services, karin);
    expect(mixpanel).toMatchObject({ processor: 'MIXPANEL', agreed: false, outdated: true });
    expect(consentVersions.MIXPANEL).toBeGreaterThan(0);
  });

  it('an act that is rolled back is not told', async () => {
    await answerConsent(services, karin, true);
    await owner.query('TRUNCATE telemetry.outbox');
    const failing = services.db.service.$transaction(async (tx) => {
      await recordEvent(tx, services, karin, 'answer.posted', { quotes: false });
      await countAnonymous(tx, services, 'anonymous.answer.posted', {});
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await waiting()).toEqual([]);
    expect((await owner.query('SELECT FROM telemetry.anonymous_mark')).rowCount).toBe(0);
  });

  it('text that is smuggled through a property of the catalogue is not recorded, and nothing else fails by it', async () => {
    await answerConsent(services, karin, true);
    await owner.query('TRUNCATE telemetry.outbox');
    const smuggled = 'Patienten i sal fyra' as 'QUESTION';
    await recordEvent(services.db.service, services, karin, 'consultation.posted', { kind: smuggled });
    await countAnonymous(services.db.service, services, 'anonymous.consultation.posted', { kind: smuggled });
    expect(await waiting()).toEqual([]);
    expect((await owner.query('SELECT FROM telemetry.anonymous_mark')).rowCount).toBe(0);
  });

  it('#53 an anonymous act is counted the same whoever did it and whatever she agreed to', async () => {
    await answerConsent(services, karin, true);
    await owner.query('TRUNCATE telemetry.outbox');
    await countAnonymous(services.db.service, services, 'anonymous.consultation.posted', { kind: 'ETHICS' });
    const { rows } = await owner.query('SELECT * FROM telemetry.anonymous_mark');
    expect(rows).toMatchObject([
      { payload: '{"event":"anonymous.consultation.posted","properties":{"kind":"ETHICS"}}' },
    ]);
    expect(Object.keys(rows[0]).sort()).toEqual(['hour', 'id', 'payload']);
    expect(await waiting()).toEqual([]);
  });
});

describe('a pseudonym', () => {
  it('is random, one per physician and processor, and the same each time', async () => {
    await owner.query('TRUNCATE telemetry.consent, vault.pseudonym, vault.pseudonym_seal');
    const { physicianId: omar } = await asPhysician(world);
    for (const who of [karin, omar]) await answerConsent(services, who, true);
    const mine = await Promise.all([1, 2].map(() => pseudonymFor(services, karin, 'MIXPANEL')));
    const his = await pseudonymFor(services, omar, 'MIXPANEL');
    expect(mine[0]?.pseudonym).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
    expect(mine[1]).toEqual(mine[0]);
    expect(his?.pseudonym).not.toBe(mine[0]?.pseudonym);
    // Without consent at that processor there is none.
    expect(await pseudonymFor(services, karin, 'BUGSNAG')).toBeNull();
  });

  it('made twice at once is made once, with one seal', async () => {
    const { physicianId } = await asPhysician(world);
    const seals = async () => (await owner.query('SELECT FROM vault.pseudonym_seal')).rowCount ?? 0;
    const before = await seals();
    await Promise.all(Array.from({ length: 5 }, () => answerConsent(services, physicianId, true)));
    expect(await listPseudonyms(services, physicianId)).toHaveLength(1);
    expect(await seals()).toBe(before + 1);
  });

  it('stands under another tag than her claims, and its seal under one that only the keyring finds', async () => {
    const { rows } = await owner.query(
      `SELECT to_jsonb(s)::text AS row FROM vault.pseudonym_seal s
       UNION ALL SELECT to_jsonb(p)::text FROM vault.pseudonym p`,
    );
    const [own] = await listPseudonyms(services, karin);
    for (const { row } of rows) expect(row).not.toContain(own?.pseudonym);
    await expect(services.db.service.$queryRaw`SELECT ciphertext FROM vault.pseudonym_seal`).rejects.toThrow(
      /permission denied/,
    );
    await expect(services.db.service.$executeRaw`UPDATE vault.pseudonym_seal SET tag = tag`).rejects.toThrow(
      /permission denied/,
    );
  });

  it('when she leaves: consents and what waits go, then the pseudonym and its seal; again without effect', async () => {
    await owner.query('TRUNCATE telemetry.outbox, vault.pseudonym, vault.pseudonym_seal, telemetry.consent');
    await answerConsent(services, karin, true);
    await post(karin);
    await eraseTelemetry(services, karin);
    await post(karin);
    expect(await waiting()).toEqual([]);
    expect(await listPseudonyms(services, karin)).toHaveLength(1);
    expect(await destroyPseudonyms(services, karin)).toBe(1);
    expect((await owner.query('SELECT FROM vault.pseudonym_seal')).rowCount).toBe(0);
    await eraseTelemetry(services, karin);
    expect(await destroyPseudonyms(services, karin)).toBe(0);
  });
});
