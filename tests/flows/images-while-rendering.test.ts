import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sweepDiscarded } from '../../api/images/sweep-discarded.ts';
import type { ConsultationId } from '../../api/platform/ids.ts';
import type { Storage } from '../../api/platform/storage/storage.ts';
import { Town } from '../privacy/town.ts';
import { HeldDecoders } from '../support/held-decoders.ts';
import { fetchImage, imageInput, imagesOf, picture, uploadPicture } from '../support/images.ts';
import { type Member, startTestServer } from '../support/server.ts';

/** A variant takes time to make: what happens to its image and its post meanwhile, and who else asks for it. */

let town: Town;
let asker: Member;
let reader: Member;
let moderator: Member;
const decoders = new HeldDecoders();

beforeAll(async () => {
  town = await Town.open({ env: { KONSILIUM_WORKER: 'off' } });
  asker = await town.member('Astrid Fråga');
  reader = await town.member('Rut Läsare');
  moderator = await town.member('Moa Moderator', { moderator: true });
  await town.server.services.decoders.close();
  town.server.services.decoders = decoders;
});
afterAll(() => town.close());

interface Case {
  question: ConsultationId;
  image: string;
  url: string;
}

/** An anonymous question with an image of which no variant has been made. */
async function illustrated(): Promise<Case> {
  const image = await uploadPicture(asker.client, await picture(400, 300).jpeg().toBuffer());
  const question = await town.ask(asker, true, { images: [imageInput(image)] });
  const [shown] = await imagesOf(reader.client, question);
  return { question, image, url: shown?.sources[0]?.url ?? '' };
}

const look = (url: string) => fetchImage(town.server.url, reader.client, url);

async function storedKeys(): Promise<string[]> {
  const keys = [];
  for await (const { key } of town.server.services.storage.list()) keys.push(key);
  return keys.sort();
}

/** What the reader is given who asked just before something happened. */
async function lookWhile(url: string, happen: () => Promise<unknown>) {
  const waits = decoders.hold();
  const looked = look(url);
  try {
    await waits;
    await happen();
  } finally {
    decoders.release();
  }
  return looked;
}

const decide = (name: string, image: string) =>
  town.call(moderator, 'moderation', name, {
    input: { imageId: image, rule: 'PATIENT_PRIVACY', statement: 'Ett ansikte syns i bakgrunden.' },
  });

async function moderate(act: string, consultationId: string) {
  const { id } = await town.call(moderator, 'moderation', 'openCase', { input: { consultationId } });
  const input = { caseId: id, rule: 'PATIENT_PRIVACY', statement: 'Patienten kan kännas igen.' };
  await town.call(moderator, 'moderation', act, { input });
}

describe('taken away while a variant of it is made, an image is neither sent nor stored (#39)', () => {
  const ways: [string, (at: Case) => Promise<unknown>][] = [
    ['the author removes it', ({ image: id }) => town.call(asker, 'physician', 'removeImage', { id })],
    [
      'the author withdraws the consent',
      ({ image: id }) => town.call(asker, 'physician', 'withdrawImageConsent', { id }),
    ],
    [
      'the patient gives her code',
      async ({ image: id }) => {
        const { code } = await town.call(asker, 'physician', 'newWithdrawalCode', { id });
        await town.call(reader, 'physician', 'withdrawImageByCode', { code });
      },
    ],
    ['moderation removes it', ({ image }) => decide('deleteImage', image)],
    [
      'the author withdraws the question',
      ({ question: id }) => town.call(asker, 'physician', 'deleteConsultation', { id }),
    ],
    ['moderation deletes the question', ({ question }) => moderate('deletePost', question)],
  ];
  it.each(ways)('%s', async (_way, happen) => {
    const before = await storedKeys();
    const at = await illustrated();
    const { status } = await lookWhile(at.url, () => happen(at));
    expect(status).toBe(404);
    await sweepDiscarded(town.server.services);
    expect(await storedKeys()).toEqual(before);
    const { rows } = await town.owner.query('SELECT * FROM images.variant WHERE image_id = $1', [at.image]);
    expect(rows).toEqual([]);
    expect((await look(at.url)).status).toBe(404);
  });
});

it('of a post that is hidden while a variant is made nobody is sent it', async () => {
  const { question, url } = await illustrated();
  expect((await lookWhile(url, () => moderate('hidePost', question))).status).toBe(404);
});

it('of an image that is blurred while a variant is made only the blurred one is sent', async () => {
  const { image, url } = await illustrated();
  const during = await lookWhile(url, () => decide('blurImage', image));
  const after = await look(url);
  expect(during.status).toBe(200);
  expect(during.bytes.equals(after.bytes)).toBe(true);
  await decide('unblurImage', image);
  expect((await look(url)).bytes.equals(after.bytes)).toBe(false);
});

it('a variant whose file is lost is made again', async () => {
  const { services } = town.server;
  const { image, url } = await illustrated();
  const first = await look(url);
  const { rows } = await town.owner.query('SELECT storage_key FROM images.variant WHERE image_id = $1', [
    image,
  ]);
  await services.storage.erase(rows[0].storage_key);
  const again = await look(url);
  expect(again.status).toBe(200);
  expect(again.bytes.equals(first.bytes)).toBe(true);
  expect((await look(url)).status).toBe(200);
  await sweepDiscarded(services);
  expect((await look(url)).status).toBe(200);
});

it('a storage that does not let go of a withdrawn image is asked again, and nothing is sent of it meanwhile', async () => {
  const { services } = town.server;
  const before = await storedKeys();
  const { image, url } = await illustrated();
  expect((await look(url)).status).toBe(200);
  const { storage } = services;
  const stubborn: Storage = { ...storage, erase: () => Promise.reject(new Error('the storage is away')) };
  services.storage = stubborn;
  try {
    await town.call(asker, 'physician', 'withdrawImageConsent', { id: image });
    expect((await look(url)).status).toBe(404);
    expect(await sweepDiscarded(services)).toBe(2);
  } finally {
    services.storage = storage;
  }
  expect(await storedKeys()).not.toEqual(before);
  expect(await sweepDiscarded(services)).toBe(0);
  expect(await storedKeys()).toEqual(before);
});

it('files that the storage does not let go of hold up nothing behind them', async () => {
  const { services } = town.server;
  await town.owner.query(
    'INSERT INTO images.discarded_file SELECT gen_random_uuid() FROM generate_series(1, 1000)',
  );
  const { rows } = await town.owner.query<{ key: string }>(
    'SELECT storage_key AS key FROM images.discarded_file LIMIT 999',
  );
  const locked = new Set(rows.map(({ key }) => key));
  const { storage } = services;
  services.storage = {
    ...storage,
    erase: (key) => (locked.has(key) ? Promise.reject(new Error('locked')) : storage.erase(key)),
  };
  try {
    expect(await sweepDiscarded(services)).toBe(999);
  } finally {
    services.storage = storage;
  }
  expect((await town.owner.query('SELECT FROM images.discarded_file')).rowCount).toBe(999);
  expect(await sweepDiscarded(services)).toBe(0);
});

it('twenty readers at once, half of them at another process, wait for one rendering', async () => {
  const beside = await startTestServer({
    beside: town.server,
    env: { KONSILIUM_DATA: town.server.dataFolder, KONSILIUM_WORKER: 'off' },
  });
  const others = new HeldDecoders();
  await beside.services.decoders.close();
  beside.services.decoders = others;
  try {
    const { url } = await illustrated();
    const before = decoders.renderings;
    const [here, there] = [decoders.hold(), others.hold()];
    const looks = Array.from({ length: 20 }, (_, at) =>
      fetchImage((at % 2 === 0 ? town.server : beside).url, reader.client, url),
    );
    await Promise.race([here, there]);
    decoders.release();
    others.release();
    const got = await Promise.all(looks);
    expect(new Set(got.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(got.map(({ headers }) => headers.get('etag'))).size).toBe(1);
    expect(decoders.renderings - before + others.renderings).toBe(1);
  } finally {
    await beside.close();
  }
});
