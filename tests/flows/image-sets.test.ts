import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeMissingSets } from '../../api/images/make-missing-sets.ts';
import { sweepDiscarded } from '../../api/images/sweep-discarded.ts';
import { sweepFiles } from '../../api/images/sweep-orphans.ts';
import { variantSet } from '../../api/images/variant-set.ts';
import type { ConsultationId } from '../../api/platform/ids.ts';
import type { Storage } from '../../api/platform/storage/storage.ts';
import { Town } from '../privacy/town.ts';
import { HeldDecoders } from '../support/held-decoders.ts';
import { fetchImage, imageInput, imagesOf, picture, upload, uploadPicture } from '../support/images.ts';
import type { Member } from '../support/server.ts';

/** The set of an image is made as a whole: what happens to it when something goes wrong or the image goes meanwhile. */

let town: Town;
let asker: Member;
let reader: Member;
const decoders = new HeldDecoders();

beforeAll(async () => {
  town = await Town.open({ env: { KONSILIUM_WORKER: 'off' } });
  asker = await town.member('Astrid Fråga');
  reader = await town.member('Rut Läsare');
  await town.server.services.decoders.close();
  town.server.services.decoders = decoders;
});
afterAll(() => town.close());

interface Case {
  question: ConsultationId;
  image: string;
  url: string;
}

const bytesOfPicture = () => picture(400, 300).jpeg().toBuffer();
/** The master and its variants. */
const filesOfOne = 1 + variantSet(400).length;

/** An anonymous question with an image. */
async function illustrated(): Promise<Case> {
  const image = await uploadPicture(asker.client, await bytesOfPicture());
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

async function variantsOf(image: string): Promise<string[]> {
  const { rows } = await town.owner.query<{ storage_key: string }>(
    'SELECT storage_key FROM images.variant WHERE image_id = $1',
    [image],
  );
  return rows.map(({ storage_key: key }) => key);
}

/** As an earlier version has left it. */
async function forgetSet(image: string): Promise<void> {
  await town.owner.query('DELETE FROM images.variant WHERE image_id = $1', [image]);
  await sweepDiscarded(town.server.services);
}

it('an upload of which a variant cannot be made or stored leaves nothing, and the next one is whole', async () => {
  const { services } = town.server;
  const before = await storedKeys();
  const { storage } = services;
  for (const failing of [1, filesOfOne]) {
    let puts = 0;
    services.storage = {
      ...storage,
      put: (key, bytes) => {
        puts += 1;
        return puts === failing ? Promise.reject(new Error('the disk is full')) : storage.put(key, bytes);
      },
    };
    try {
      const { status } = await upload(asker.client, await bytesOfPicture());
      expect(status).toBe(500);
    } finally {
      services.storage = storage;
    }
    expect(await storedKeys()).toEqual(before);
    expect((await town.owner.query('SELECT FROM images.image')).rowCount).toBe(0);
  }
  const { image, url } = await illustrated();
  expect(await variantsOf(image)).toHaveLength(filesOfOne - 1);
  expect((await look(url)).status).toBe(200);
});

it('the set of an earlier version’s image is made by a job, and nobody’s view makes any of it', async () => {
  const { image, url } = await illustrated();
  await forgetSet(image);
  const before = decoders.renderings;
  expect((await look(url)).status).toBe(404);
  expect(decoders.renderings).toBe(before);
  expect(await makeMissingSets(town.server.services)).toBe(1);
  expect(await variantsOf(image)).toHaveLength(filesOfOne - 1);
  expect((await look(url)).status).toBe(200);
  expect(await makeMissingSets(town.server.services)).toBe(0);
});

it('an image that is taken away while its set is made leaves no file (#39)', async () => {
  const before = await storedKeys();
  const { image, url } = await illustrated();
  await forgetSet(image);
  const waits = decoders.hold();
  const making = makeMissingSets(town.server.services);
  await waits;
  await town.call(asker, 'physician', 'withdrawImageConsent', { id: image });
  decoders.release();
  expect(await making).toBe(0);
  await sweepDiscarded(town.server.services);
  expect(await storedKeys()).toEqual(before);
  expect(await variantsOf(image)).toEqual([]);
  expect((await look(url)).status).toBe(404);
});

it('two workers make one set', async () => {
  const { image } = await illustrated();
  const files = (await storedKeys()).length;
  await forgetSet(image);
  const made = await Promise.all([
    makeMissingSets(town.server.services),
    makeMissingSets(town.server.services),
  ]);
  expect(made.reduce((sum, one) => sum + one)).toBe(1);
  expect(await variantsOf(image)).toHaveLength(filesOfOne - 1);
  expect(await storedKeys()).toHaveLength(files);
});

it('a set of which a file is lost is made anew at night', async () => {
  const { services } = town.server;
  const { image, url } = await illustrated();
  const [lost = ''] = await variantsOf(image);
  await services.storage.erase(lost as never);
  await sweepFiles(services);
  expect(await makeMissingSets(services)).toBe(1);
  expect(await variantsOf(image)).toHaveLength(filesOfOne - 1);
  expect(await variantsOf(image)).not.toContain(lost);
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
    expect(await sweepDiscarded(services)).toBe(filesOfOne);
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
