import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { generateKeyring, parseKeyring } from '../../api/identity/crypto/keyring.ts';
import { destroyPseudonyms, pseudonymFor } from '../../api/identity/pseudonyms.ts';
import type { PhysicianId } from '../../api/platform/ids.ts';
import type { Services } from '../../api/services.ts';
import { deliverTelemetry, refusalsBeforeSettingAside } from '../../api/telemetry/deliver.ts';
import { leaseMs } from '../../api/telemetry/outbox.ts';
import { recordEvent } from '../../api/telemetry/record-event.ts';
import type { DeliveryErrand } from '../support/deliver-and-die.ts';
import { MixpanelStandIn } from '../support/processors/mixpanel.ts';
import type { Mood } from '../support/processors/stand-in.ts';
import { answerConsent, deliverAfterTheHour, testToken, withMixpanel } from '../support/telemetry.ts';
import { holdTestCeremony } from '../support/vault.ts';
import { asPhysician, createWorld, type World } from '../support/world.ts';

const keyring = generateKeyring();
const hourMs = 60 * 60 * 1000;
let world: World;
let services: Services;
let owner: pg.Client;
let mixpanel: MixpanelStandIn;
let karin: PhysicianId;
let pseudonym: string;

beforeAll(async () => {
  world = await createWorld();
  world.services = { ...world.services, keyring: parseKeyring(keyring) };
  owner = new pg.Client(world.database.owner);
  await owner.connect();
  await holdTestCeremony(world);
  ({ physicianId: karin } = await asPhysician(world));
  await answerConsent(withMixpanel(world.services), karin, true);
  pseudonym = (await pseudonymFor(world.services, karin, 'MIXPANEL'))?.pseudonym ?? '';
});
afterAll(async () => {
  await owner.end();
  await world.close();
});
beforeEach(async () => {
  await owner.query('TRUNCATE telemetry.outbox');
  await owner.query(
    `UPDATE telemetry.processor_state SET failures = 0, retry_at = NULL, last_answer = NULL, delivered = 0, dropped = 0`,
  );
  mixpanel = await MixpanelStandIn.open(testToken, () => world.clock.now());
  services = withMixpanel(world.services, mixpanel.url);
});
afterEach(() => mixpanel.close());

async function record(count = 1, who = karin): Promise<void> {
  for (let at = 0; at < count; at += 1) {
    await recordEvent(services.db.service, services, who, 'answer.posted', { quotes: at % 2 === 0 });
  }
}

async function queue() {
  const { rows } = await owner.query<{ id: string; attempts: number; set_aside: string | null }>(
    'SELECT id, attempts, set_aside FROM telemetry.outbox',
  );
  return rows;
}

async function state() {
  const { rows } = await owner.query<Record<string, unknown>>(
    `SELECT failures, retry_at, last_answer, delivered::int, dropped::int FROM telemetry.processor_state
     WHERE processor = 'MIXPANEL'`,
  );
  return rows[0] ?? {};
}

describe('what Mixpanel gets', () => {
  it('is the event, her pseudonym there, the hour and the key; none of it in the address; no place', async () => {
    await record();
    const [waiting] = await queue();
    await deliverAfterTheHour(services);
    expect(mixpanel.events).toEqual([
      {
        event: 'answer.posted',
        properties: {
          quotes: true,
          distinct_id: pseudonym,
          $insert_id: waiting?.id,
          time: Date.parse('2026-11-21T12:00:00Z'),
          ip: 0,
          token: testToken,
        },
      },
    ]);
    expect(mixpanel.received.map(({ url }) => url)).toEqual(['/track?ip=0&verbose=1']);
    expect(await queue()).toEqual([]);
    expect(await state()).toMatchObject({ delivered: 1, last_answer: 'OK' });
    expect(mixpanel.bytes).not.toContain(karin);
  });

  it('#70 is not sent before its hour is over, and then in no order', async () => {
    await record(40);
    const { rows } = await owner.query<{ id: string }>('SELECT id FROM telemetry.outbox ORDER BY ctid');
    world.clock.advance(59 * 60_000 - (world.clock.now().getTime() % hourMs));
    await deliverTelemetry(services);
    expect(mixpanel.events).toEqual([]);
    world.clock.advance(60_000);
    await deliverTelemetry(services);
    const sent = mixpanel.events.map(({ properties }) => properties.$insert_id);
    expect(sent).toHaveLength(40);
    expect(sent).not.toEqual(rows.map(({ id }) => id));
  });

  it('comes fifty at a time', async () => {
    await record(120);
    await deliverAfterTheHour(services);
    expect(mixpanel.events).toHaveLength(120);
    expect(mixpanel.received).toHaveLength(3);
  });

  it('comes although a proxy is set, with which the package alone would throw', async () => {
    process.env.HTTP_PROXY = 'http://127.0.0.1:9';
    try {
      await record();
      await deliverAfterTheHour(withMixpanel(world.services, mixpanel.url));
      expect(mixpanel.events).toHaveLength(1);
      expect(process.env.HTTP_PROXY).toBe('http://127.0.0.1:9');
    } finally {
      delete process.env.HTTP_PROXY;
    }
  });

  it('is nothing where it is not configured, although something waits', async () => {
    await record();
    await deliverAfterTheHour(world.services);
    expect(mixpanel.received).toEqual([]);
    expect(await queue()).toHaveLength(1);
  });
});

describe('a processor that does not take it delays, and loses nothing', () => {
  const failing = (status: number, headers = {}) =>
    ({ kind: 'failing', reply: { status, body: 'Internal error', headers } }) as const;
  it.each<[string, Mood | null, string]>([
    ['down', null, 'UNREACHABLE'],
    ['hanging', { kind: 'hanging' }, 'TIMEOUT'],
    ['hanging up', { kind: 'rude' }, 'UNREACHABLE'],
    ['failing', failing(500), 'HTTP 500'],
    ['overloaded', failing(429), 'HTTP 429'],
    ['behind a wrong key', failing(401), 'HTTP 401'],
    ['talking nonsense', failing(200), 'NONSENSE'],
  ])('%s', async (_how, mood, answer) => {
    if (mood) mixpanel.mood = mood;
    else services = withMixpanel(world.services);
    await record(3);
    await deliverAfterTheHour(services);
    expect(await queue()).toHaveLength(3);
    expect(await state()).toMatchObject({ failures: 1, last_answer: answer, delivered: 0 });
    // Until the back-off is over it is left alone.
    const tries = mixpanel.received.length;
    await deliverAfterTheHour(services);
    expect(mixpanel.received.length).toBe(tries);
    mixpanel.mood = { kind: 'well' };
    world.clock.advance(hourMs);
    services = withMixpanel(world.services, mixpanel.url);
    await deliverAfterTheHour(services);
    expect(await queue()).toEqual([]);
    expect(mixpanel.events).toHaveLength(3);
    expect(await state()).toMatchObject({ failures: 0, retry_at: null, last_answer: 'OK' });
  });

  it('waits as long as it is asked to, and twice as long each time otherwise', async () => {
    await record();
    world.clock.advance(hourMs);
    mixpanel.mood = failing(429, { 'retry-after': '7200' });
    await deliverTelemetry(services);
    expect((await state()).retry_at).toEqual(new Date(world.clock.now().getTime() + 2 * hourMs));
    world.clock.advance(2 * hourMs);
    mixpanel.mood = failing(503);
    const waits: number[] = [];
    for (let count = 0; count < 8; count += 1) {
      await deliverTelemetry(services);
      const wait = Number((await state()).retry_at) - world.clock.now().getTime();
      waits.push(wait);
      world.clock.advance(wait);
    }
    expect(waits[0]).toBeLessThanOrEqual(60_000);
    expect(waits.at(-1)).toBeGreaterThanOrEqual(hourMs / 2);
    expect(waits.at(-1)).toBeLessThanOrEqual(hourMs);
    expect(await queue()).toHaveLength(1);
  });

  it('keeps one of what it gets twice: it had everything, and its answer was lost', async () => {
    await record(5);
    mixpanel.mood = { kind: 'rude' };
    await deliverAfterTheHour(services);
    expect(mixpanel.events).toHaveLength(5);
    mixpanel.mood = { kind: 'well' };
    world.clock.advance(hourMs);
    await deliverAfterTheHour(services);
    expect(mixpanel.received).toHaveLength(2);
    expect(mixpanel.events).toHaveLength(5);
    expect(await queue()).toEqual([]);
  });

  it('and no doctor waits for it', async () => {
    await record();
    mixpanel.mood = { kind: 'hanging' };
    let delivered = false;
    const delivery = deliverAfterTheHour(services).then(() => {
      delivered = true;
    });
    while (mixpanel.received.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await record(20);
    expect(delivered).toBe(false);
    expect(await queue()).toHaveLength(21);
    await delivery;
  });
});

describe('the process is killed', () => {
  it('between the sending and the noting of it: sent once more under the same keys, kept once', async () => {
    await record(4);
    const before = (await queue()).map(({ id }) => id).sort();
    const { service, lookup } = world.database;
    const errand: DeliveryErrand = {
      service,
      lookup,
      keyring,
      now: world.clock.now().toISOString(),
      mixpanelUrl: mixpanel.url,
    };
    const program = fileURLToPath(new URL('../support/deliver-and-die.ts', import.meta.url));
    const end = await new Promise((resolve) => {
      const child = spawn(process.execPath, [program, JSON.stringify(errand)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let said = '';
      child.stdout.on('data', (chunk: Buffer) => {
        said += chunk.toString();
      });
      child.once('exit', (_code, signal) => resolve({ signal, said }));
    });
    expect(end).toEqual({ signal: 'SIGKILL', said: '' });
    expect(mixpanel.events).toHaveLength(4);
    expect((await queue()).map(({ id }) => id).sort()).toEqual(before);
    // Nobody else takes them while the lease of the dead runs.
    await deliverAfterTheHour(services);
    expect(mixpanel.received).toHaveLength(1);
    world.clock.advance(leaseMs + 1);
    await deliverAfterTheHour(services);
    expect(mixpanel.received).toHaveLength(2);
    expect(mixpanel.events).toHaveLength(4);
    expect(await queue()).toEqual([]);
  });

  it('never two deliver the same at once', async () => {
    await record(200);
    mixpanel.mood = { kind: 'slow', ms: 20 };
    await Promise.all(Array.from({ length: 4 }, () => deliverAfterTheHour(services)));
    const ids = mixpanel.received.flatMap(({ body }) => {
      const data = new URLSearchParams(body.toString()).get('data') ?? '';
      const events: { properties: { $insert_id: string } }[] = JSON.parse(
        Buffer.from(data, 'base64').toString(),
      );
      return events.map(({ properties }) => properties.$insert_id);
    });
    expect(ids).toHaveLength(200);
    expect(new Set(ids).size).toBe(200);
  });
});

describe('the queue', () => {
  it('is bounded: the oldest go, and how many is counted', async () => {
    services = { ...services, config: { ...services.config, telemetryQueueLimit: 100 } };
    mixpanel.mood = { kind: 'failing', reply: { status: 500, body: '' } };
    await record(30);
    const old = (await queue()).map(({ id }) => id);
    world.clock.advance(hourMs);
    await record(95);
    await deliverAfterTheHour(services);
    const left = await queue();
    expect(left).toHaveLength(100);
    expect(left.filter(({ id }) => old.includes(id))).toHaveLength(5);
    expect(await state()).toMatchObject({ dropped: 25 });
  });

  it('lets go of what is too old for Mixpanel to take, and counts it', async () => {
    await record(2);
    world.clock.advance(5 * 24 * hourMs);
    await record(1);
    await deliverAfterTheHour(services);
    expect(mixpanel.events).toHaveLength(1);
    expect(await queue()).toEqual([]);
    expect(await state()).toMatchObject({ dropped: 2, delivered: 1 });
  });

  it('sets aside what is refused again and again, and everything else goes its way', async () => {
    await record(20);
    const poison = (await queue())[7]?.id;
    mixpanel.dislikes = ({ properties }) => properties.$insert_id === poison;
    for (let count = 0; count < refusalsBeforeSettingAside + 1; count += 1) {
      await deliverAfterTheHour(services);
      world.clock.advance(hourMs);
    }
    expect(mixpanel.events).toHaveLength(19);
    expect(await queue()).toEqual([{ id: poison, attempts: expect.any(Number), set_aside: 'HTTP 200' }]);
    const tries = mixpanel.received.length;
    await deliverAfterTheHour(services);
    expect(mixpanel.received).toHaveLength(tries);
  });

  it('sends nothing that somebody has put into it by another way', async () => {
    const { rows } = await owner.query(`SELECT id FROM vault.pseudonym LIMIT 1`);
    const payloads = [
      '{"event":"answer.posted","properties":{"quotes":"Kvinna, 62 år, sal 4"}}',
      '{"event":"post.flagged","properties":{"reason":"OTHER"}}',
      'Kvinna, 62 år',
    ];
    for (const payload of payloads) {
      await owner.query(
        `INSERT INTO telemetry.outbox (id, processor, pseudonym_id, payload, hour)
         VALUES (gen_random_uuid(), 'MIXPANEL', $1, $2, date_trunc('hour', $3::timestamptz))`,
        [rows[0].id, payload, world.clock.now()],
      );
    }
    await deliverAfterTheHour(services);
    expect(mixpanel.received).toEqual([]);
    expect((await queue()).map(({ set_aside: why }) => why)).toEqual(
      payloads.map(() => 'NOT IN THE CATALOGUE'),
    );
  });

  it('consent withdrawn while it waits: nothing of hers leaves, what a colleague did does', async () => {
    const { physicianId: omar } = await asPhysician(world);
    await answerConsent(services, omar, true);
    await record(3, omar);
    await record(3);
    mixpanel.mood = { kind: 'failing', reply: { status: 500, body: '' } };
    await deliverAfterTheHour(services);
    await answerConsent(services, omar, false);
    mixpanel.mood = { kind: 'well' };
    mixpanel.received.length = 0;
    world.clock.advance(hourMs);
    await record(3, omar);
    await deliverAfterTheHour(services);
    expect(mixpanel.events).toHaveLength(3);
    expect(mixpanel.eventsOf(pseudonym)).toHaveLength(3);
    await answerConsent(services, omar, true);
    await record(1, omar);
    await deliverAfterTheHour(services);
    expect(mixpanel.events).toHaveLength(5);
  });

  it('consent withdrawn while an act is under way: what the act puts into the queue afterwards is dropped', async () => {
    const { physicianId: sara } = await asPhysician(world);
    await answerConsent(services, sara, true);
    await owner.query('TRUNCATE telemetry.outbox');
    const recorded = Promise.withResolvers<void>();
    const withdrawn = Promise.withResolvers<void>();
    const act = services.db.service.$transaction(async (tx) => {
      await recordEvent(tx, services, sara, 'answer.posted', { quotes: false });
      recorded.resolve();
      await withdrawn.promise;
    });
    await recorded.promise;
    await answerConsent(services, sara, false);
    withdrawn.resolve();
    await act;
    await record(1);
    expect(await queue()).toHaveLength(2);
    await deliverAfterTheHour(services);
    expect(mixpanel.events.map(({ properties }) => properties.distinct_id)).toEqual([pseudonym]);
    expect(await queue()).toEqual([]);
  });

  it('what waits under a pseudonym that is destroyed is not sent', async () => {
    const { physicianId: vera } = await asPhysician(world);
    await answerConsent(services, vera, true);
    await record(2, vera);
    await destroyPseudonyms(services, vera);
    await deliverAfterTheHour(services);
    expect(mixpanel.received).toEqual([]);
    expect(await queue()).toEqual([]);
  });
});
