import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { destroyPseudonyms, pseudonymFor } from '../../api/identity/pseudonyms.ts';
import { listOwnNotices } from '../../api/lookup-notices/data.ts';
import { approveLookup } from '../../api/lookups/approve-lookup.ts';
import { findLookup } from '../../api/lookups/data.ts';
import { openLookup } from '../../api/lookups/open-lookup.ts';
import { requestLookup } from '../../api/lookups/request-lookup.ts';
import type { LookupId, PhysicianId } from '../../api/platform/ids.ts';
import type { Services } from '../../api/services.ts';
import { answerConsent, withMixpanel } from '../support/telemetry.ts';
import { holdTestCeremony, proveFor, type ShareHolder } from '../support/vault.ts';
import { asPhysician, createWorld, type World } from '../support/world.ts';

let world: World;
let services: Services;
let owner: pg.Client;
let anna: ShareHolder;
let bengt: ShareHolder;
let karin: PhysicianId;

beforeAll(async () => {
  world = await createWorld();
  services = withMixpanel(world.services);
  world.services = services;
  owner = new pg.Client(world.database.owner);
  await owner.connect();
  const [first, second] = await holdTestCeremony(world);
  if (!first || !second) throw new Error('the ceremony had nobody');
  anna = first;
  bengt = second;
  ({ physicianId: karin } = await asPhysician(world));
  await answerConsent(services, karin, true);
});
afterAll(async () => {
  await owner.end();
  await world.close();
});

type Pseudonym = NonNullable<Awaited<ReturnType<typeof pseudonymFor>>>['pseudonym'];

async function hers(): Promise<Pseudonym> {
  const own = await pseudonymFor(services, karin, 'MIXPANEL');
  if (!own) throw new Error('she has none');
  return own.pseudonym;
}

const ask = (pseudonym: Pseudonym, processor: 'MIXPANEL' | 'BUGSNAG' = 'MIXPANEL'): Promise<LookupId> =>
  requestLookup(services, anna.grant, {
    processor,
    pseudonym,
    reason: 'LEGAL_OBLIGATION',
    text: 'Tillsynsmyndigheten kräver besked om vems uppgifterna är.',
    caseReference: 'Dnr 7/2026',
  });

const read = (id: LookupId) =>
  services.db.lookupTransaction((tx) => findLookup(tx, id, services.clock.now()));

it('two admins together resolve a pseudonym to its physician, on the record, and she is told', async () => {
  const pseudonym = await hers();
  const id = await ask(pseudonym);
  expect(await read(id)).toMatchObject({ processor: 'MIXPANEL', pseudonym, subject: null, aliasId: null });
  await approveLookup(services, bengt.grant, id, await proveFor(world, bengt, id));
  const settings = { ...services, config: { ...services.config, lookupNoticeDays: 0 } };
  expect(await openLookup(settings, anna.grant, id, await proveFor(world, anna, id))).toBe(karin);

  // With its end the pseudonym is wiped, and the record holds its digest alone.
  expect(await read(id)).toMatchObject({ state: 'OPENED', pseudonym: null, ephemeral: null });
  const { rows } = await owner.query<{ kind: string; details: string }>(
    `SELECT kind, details FROM audit.entry WHERE kind LIKE 'lookup.%' ORDER BY seq`,
  );
  expect(rows.map(({ kind }) => kind)).toEqual(['lookup.requested', 'lookup.approved', 'lookup.opened']);
  expect(rows[2]?.details).toMatch(/"pseudonymSha256":"[0-9a-f]{64}"/);
  const record = rows.map(({ details }) => details).join('');
  expect(record).not.toContain(pseudonym);
  expect(record).not.toContain(karin);

  const notices = await listOwnNotices(
    services,
    { physicianId: karin, aliases: new Map() },
    services.clock.now(),
  );
  expect(notices).toMatchObject([
    { processor: 'MIXPANEL', consultationId: null, reason: 'LEGAL_OBLIGATION' },
  ]);
  const { physicianId: omar } = await asPhysician(world);
  const others = { physicianId: omar, aliases: new Map() };
  expect(await listOwnNotices(services, others, services.clock.now())).toEqual([]);
});

it('one admin alone cannot, nor with the partial of another lookup', async () => {
  const id = await ask(await hers());
  await expect(openLookup(services, anna.grant, id, await proveFor(world, anna, id))).rejects.toMatchObject({
    code: 'LOOKUP_NEEDS_APPROVAL',
  });
  const other = await ask(await hers());
  await expect(
    approveLookup(services, bengt.grant, id, await proveFor(world, bengt, other)),
  ).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});

it('a pseudonym is found at its own processor alone, and one that nobody has at none', async () => {
  await expect(ask(await hers(), 'BUGSNAG')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(ask('6b1f2f0e-3c5a-4d7b-9e21-0c9a7d1e5f42' as Pseudonym)).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
});

it('a seal that was put in the place of another’s opens for nobody', async () => {
  const { physicianId: omar } = await asPhysician(world);
  await answerConsent(services, omar, true);
  const his = await pseudonymFor(services, omar, 'MIXPANEL');
  await owner.query(`
    WITH two AS (SELECT tag, ephemeral, nonce, ciphertext, row_number() OVER () AS n FROM vault.pseudonym_seal)
    UPDATE vault.pseudonym_seal s SET ephemeral = o.ephemeral, nonce = o.nonce, ciphertext = o.ciphertext
    FROM two t, two o WHERE s.tag = t.tag AND o.n <> t.n`);
  if (!his) throw new Error('he has none');
  await expect(ask(his.pseudonym)).rejects.toMatchObject({ code: 'SEAL_UNREADABLE' });
});

it('that of somebody who has left resolves to nothing', async () => {
  const pseudonym = await hers();
  await destroyPseudonyms(services, karin);
  await expect(ask(pseudonym)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
