import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { createClient } from 'redis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requestErasure } from '../../api/erasure/request-erasure.ts';
import { queueMail } from '../../api/mail/queue-mail.ts';
import { sendDueMail } from '../../api/mail/send-mail.ts';
import type { PhysicianId } from '../../api/platform/ids.ts';
import { createLogger } from '../../api/platform/logger.ts';
import { sessionIdOf } from '../support/canaries.ts';
import { untilErased } from '../support/erasure.ts';
import { answer, ask, type Colleague } from '../support/forum.ts';
import { Client } from '../support/graphql.ts';
import { imageInput, uploadForm, uploadPicture } from '../support/images.ts';
import { type Everything, memberWithEverything } from '../support/member-with-everything.ts';
import { findRedis } from '../support/programs.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';
import { remains } from '../support/remains.ts';
import { givePassword, testPassword } from '../support/server.ts';
import { heldOf, type Processors, withProcessors } from '../support/with-processors.ts';
import { TestClock } from '../support/world.ts';
import { Town } from './town.ts';

const redisServer = findRedis();

/** The whole service, with HTTP, sessions in Redis, files and processors; searched for a member who is gone. */
describe('#43 #44 after an erasure', () => {
  let redis: TestRedis | null = null;
  let town: Town;
  let processors: Processors;
  let everything: Everything;
  let client: Client;
  let said = '';
  let before: { faults: string[]; files: string[]; held: object; redis: string[] };

  beforeAll(async () => {
    if (redisServer) redis = await startRedis(redisServer);
    else
      process.stdout.write(
        'Not searching Redis for what is left of a member: redis-server is not installed.\n',
      );
    const write = (line: string) => {
      said += line;
    };
    town = await Town.open({
      clock: new TestClock(new Date(Date.now())),
      logger: createLogger('debug', { write }),
      env: { KONSILIUM_WORKER: 'off', ...(redis ? { REDIS_URL: redis.url } : {}) },
    });
    processors = await withProcessors(town.server);
    everything = await memberWithEverything(town.server, town.holders, atHerBrowser);
    before = await search();
    town.server.services.config.erasureCoolingOffDays = 1;
    await requestErasure(town.server.services, everything.member.actor);
    town.server.clock.advance(26 * 3_600_000);
    await untilErased(town.server);
  }, 60_000);

  afterAll(async () => {
    await town?.close();
    await processors?.close();
    await redis?.stop();
  });

  /** What she does there: signs in, sends images and forms, posts some of them under both faces, and keeps one back. */
  async function atHerBrowser(
    { actor, grant }: Colleague,
    text: (where: string) => string,
  ): Promise<[string, string][]> {
    const { server } = town;
    await givePassword(server, actor.id);
    const userAgent = `Kanarie/${text('webblasare')}`;
    client = new Client(server.url, { 'user-agent': userAgent });
    expect((await client.signIn(actor.email, testPassword)).status).toBe(200);
    const form = () => uploadForm(client);
    const picture = async (more: object = {}) =>
      imageInput(await uploadPicture(client), { alt: `Bild ${text('bild')}`, ...more });
    const her: Colleague = { actor, grant };
    await ask(server, her, false, {
      title: `Fråga med bild ${text('medbild')}`,
      images: [await picture({ consent: 'WRITTEN', formId: await form() }), await picture()],
    });
    const hers = await ask(server, her, true, {
      title: `Anonym fråga med bild ${text('anonymbild')}`,
      images: [await picture({ consent: 'WRITTEN', formId: await form() })],
    });
    await answer(server, her, hers, true, `Mitt eget svar ${text('egetsvar')}`);
    await uploadPicture(client);
    await form();
    // A failure of ours that is logged.
    await town.owner.query('ALTER TABLE forum.consultation RENAME TO elsewhere');
    await client.graphql('physician', '{ consultations(list: NEWEST, first: 5) { edges { node { id } } } }');
    await town.owner.query('ALTER TABLE forum.elsewhere RENAME TO consultation');
    const { services } = server;
    await services.db.service.$transaction((tx) =>
      queueMail(services, tx, actor.id, 'erasure_cancelled', {}),
    );
    await sendDueMail(services);
    return [['session', sessionIdOf(client)]];
  }

  async function search() {
    const { server } = town;
    const folder = server.services.config.dataFolder;
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return {
      faults: await remains(server, everything, said),
      files: entries
        .filter((entry) => entry.isFile())
        .map(
          (entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep)[0] ?? '',
        ),
      held: heldOf(processors, everything.pseudonyms),
      redis: await searchRedis(),
    };
  }

  /** Every key and its value. */
  async function searchRedis(): Promise<string[]> {
    if (!redis) return [];
    const reader = createClient({ url: redis.url });
    await reader.connect();
    try {
      const found: string[] = [];
      for (const key of await reader.keys('*')) {
        const value = await reader.get(key);
        for (const [what, canary] of everything.canaries) {
          if (`${key} ${value}`.includes(canary)) found.push(what);
        }
      }
      return found.sort();
    } finally {
      reader.destroy();
    }
  }

  it('there was something to be found, in every place', () => {
    const places = before.faults.map((fault) => fault.split(':')[0]);
    expect(places).toEqual(
      expect.arrayContaining(['images.image.alt', 'forum.alias.id', 'terms.acceptance.account_id']),
    );
    // Four images, each with its set, and three forms; the archive; two mails that were written into the folder.
    const count = (folder: string) => before.files.filter((place) => place === folder).length;
    expect(count('storage')).toBeGreaterThanOrEqual(7);
    expect(['exports', 'mail'].map(count)).toEqual([1, 2]);
    expect(said).toContain('consultations');
    expect(before.held).toEqual({ events: 4, profile: true, errors: 1 });
  });

  it('no column, file or line of the log holds anything of hers', async () => {
    expect((await search()).faults).toEqual([]);
  });

  it('no file is left: no image, no form, no archive', async () => {
    expect((await search()).files).toEqual([]);
  });

  it.skipIf(redisServer === null)('no key and no value in Redis is hers', async () => {
    expect(before.redis).toEqual(['id', 'session']);
    expect(await searchRedis()).toEqual([]);
  });

  it('the processors have let go of her events, her profile and her errors; Honeycomb of whose its traces were', async () => {
    expect((await search()).held).toEqual({ events: 0, profile: false, errors: 0 });
    const steps = await town.server.services.db.service.erasureStep.findMany({
      where: { name: { in: ['mixpanel_profile', 'mixpanel_events', 'bugsnag', 'honeycomb'] } },
      select: { name: true, state: true, answer: true },
      orderBy: { name: 'asc' },
    });
    expect(steps).toEqual([
      { name: 'bugsnag', state: 'DONE', answer: 'COMPLETED' },
      { name: 'honeycomb', state: 'DONE', answer: expect.stringMatching(/^UNLINKED \d{4}-\d\d-\d\d$/) },
      { name: 'mixpanel_events', state: 'DONE', answer: 'SUCCESS' },
      { name: 'mixpanel_profile', state: 'DONE', answer: null },
    ]);
  });

  it('her browser is signed out, and what the record keeps names nobody', async () => {
    const { rows } = await town.owner.query<{ text: string }>('SELECT e::text AS text FROM audit.entry e');
    const record = rows.map(({ text }) => text).join('\n');
    expect(record).toContain('erasure.finished');
    const { canaries } = everything;
    for (const what of ['name', 'e-mail', 'licence number', 'text']) {
      expect(record).not.toContain(canaries.get(what) ?? '');
    }
    expect((await client.graphql('physician', '{ viewer { id } }')).data).toEqual({ viewer: null });
    const id = everything.member.actor.id as PhysicianId;
    expect(await town.server.services.db.service.account.count({ where: { id } })).toBe(0);
  });
});
