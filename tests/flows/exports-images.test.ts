import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findActor } from '../../api/access/actor.ts';
import { requirePhysician } from '../../api/access/grants.ts';
import { postAnswer } from '../../api/answers/post-answer.ts';
import type { StorageKey } from '../../api/platform/storage/storage.ts';
import { type Archive, exportOf } from '../support/archives.ts';
import { ask, type Colleague } from '../support/forum.ts';
import { Client } from '../support/graphql.ts';
import { imageInput, upload, uploadPicture } from '../support/images.ts';
import { isPagesAlone, onePage } from '../support/pdf-files.ts';
import { findRedis } from '../support/programs.ts';
import { startRedis } from '../support/redis.ts';
import { type Member, signInAs, startTestServer, type TestServer } from '../support/server.ts';
import { holdTestCeremony } from '../support/vault.ts';

const redisServer = findRedis();

async function colleagueOf(server: TestServer, { id }: Member): Promise<Colleague> {
  const actor = await findActor(server.services.db.service, id);
  if (!actor) throw new Error('nobody');
  return { actor, grant: requirePhysician(actor) };
}

async function uploadForm({ client }: Member, mark: string): Promise<string> {
  const { status, text } = await upload(client, onePage(mark), { path: '/images/forms' });
  if (status !== 200) throw new Error(`the form was refused: ${status} ${text}`);
  return (JSON.parse(text) as { id: string }).id;
}

describe('an archive with images', () => {
  let server: TestServer;
  let karin: Member;
  let bo: Member;
  let archive: Archive;

  beforeAll(async () => {
    server = await startTestServer({ env: { KONSILIUM_WORKER: 'off' } });
    await holdTestCeremony(server);
    [karin, bo] = await Promise.all([
      signInAs(server, { name: 'Karin Bildlund', specialtyCode: 'internmedicin' }),
      signInAs(server, { name: 'Bo Hemlig', specialtyCode: 'internmedicin' }),
    ]);
  });
  afterAll(() => server?.close());

  /** A named and an anonymous post, one with a form; an anonymous answer; an image and a form that wait. */
  async function illustrate(member: Member, mark: string) {
    const she = await colleagueOf(server, member);
    const [named, anonymous, answered, waiting] = [
      await uploadPicture(member.client),
      await uploadPicture(member.client),
      await uploadPicture(member.client),
      await uploadPicture(member.client),
    ];
    const form = await uploadForm(member, `${mark} i inlägg`);
    const waitingForm = await uploadForm(member, `${mark} väntar`);
    const written = { consent: 'WRITTEN' as const, formId: form };
    await ask(server, she, false, { images: [imageInput(named, { alt: `Namngiven ${mark}` })] });
    const consultationId = await ask(server, she, true, {
      images: [imageInput(anonymous, { alt: `Anonym ${mark}`, ...written })],
    });
    await postAnswer(server.services, she.grant, {
      consultationId,
      anonymous: true,
      holdBack: 'AT_ONCE',
      body: 'Här är en bild till, tagen dagen därpå.',
      images: [imageInput(answered, { alt: `I svar ${mark}` })],
    });
    return { posted: [named, anonymous, answered], waiting, form, waitingForm, formOf: anonymous };
  }

  test('holds hers under both faces, her forms and what waits for a post; nothing of another’s', async () => {
    const hers = await illustrate(karin, 'KARINS');
    const his = await illustrate(bo, 'BOS EGEN');
    archive = await exportOf(server, karin);

    const images: { id: string; alt: string; file: string; form: string | null }[] = archive.json('images');
    expect(images.map(({ alt }) => alt).sort()).toEqual([
      'Anonym KARINS',
      'I svar KARINS',
      'Namngiven KARINS',
    ]);
    const withForm = images.filter(({ form }) => form !== null);
    expect(withForm).toMatchObject([{ id: hers.formOf, form: `forms/${hers.form}.pdf` }]);
    expect(archive.json('uploads')).toEqual([
      {
        id: hers.waiting,
        kind: 'IMAGE',
        uploadedAt: expect.stringMatching(/:00:00\.000Z$/),
        file: `images/${hers.waiting}.jpg`,
      },
      {
        id: hers.waitingForm,
        kind: 'FORM',
        uploadedAt: expect.stringMatching(/:00:00\.000Z$/),
        file: `forms/${hers.waitingForm}.pdf`,
      },
    ]);
    const folders = [...archive.files.keys()].filter((path) => /^(images|forms)\//.test(path));
    expect(folders.sort()).toEqual(
      [
        ...[...hers.posted, hers.waiting].map((id) => `images/${id}.jpg`),
        `forms/${hers.form}.pdf`,
        `forms/${hers.waitingForm}.pdf`,
      ].sort(),
    );
    for (const id of [...his.posted, his.waiting, his.form, his.waitingForm, 'BOS EGEN']) {
      expect(archive.text).not.toContain(id);
    }
  });

  test('byte for byte: images as they are kept, forms as they were handed in', async () => {
    const { image } = server.services.db.service;
    for (const [path, bytes] of archive.bytes) {
      const id = path.match(/^images\/(.+)\.jpg$/)?.[1];
      if (!id) continue;
      const { storageKey } = await image.findUniqueOrThrow({ where: { id }, select: { storageKey: true } });
      const kept = await server.services.storage.get(storageKey as StorageKey);
      expect(Buffer.compare(bytes, kept ?? Buffer.alloc(0)), path).toBe(0);
    }
    const forms = [...archive.bytes].filter(([path]) => path.startsWith('forms/'));
    expect(forms).toHaveLength(2);
    for (const [path, bytes] of forms) expect(isPagesAlone(Buffer.from(bytes)), path).toBe(true);
  });
});

describe.skipIf(redisServer === null)('with sessions in Redis', () => {
  test('an archive lists hers, not a colleague’s, and opens none', async () => {
    const redis = await startRedis(redisServer ?? '');
    const server = await startTestServer({ env: { KONSILIUM_WORKER: 'off', REDIS_URL: redis.url } });
    try {
      const [karin, bo] = [await signInAs(server), await signInAs(server)];
      await new Client(server.url).signIn(karin.email, karin.password);
      await new Client(server.url).signIn(karin.email, karin.password);
      const archive = await exportOf(server, karin);
      const sessions: { endsAt: string }[] = archive.json('sessions');
      expect(sessions).toHaveLength(3);
      expect(sessions.every((one) => Object.keys(one).join() === 'endsAt')).toBe(true);
      expect((await exportOf(server, bo)).json('sessions')).toHaveLength(1);
      const secret = decodeURIComponent(karin.client.cookie).match(/s:([^.]+)\./)?.[1] ?? 'none';
      expect(archive.text).not.toContain(secret);
    } finally {
      await server.close();
      await redis.stop();
    }
  });
});
