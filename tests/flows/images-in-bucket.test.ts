import { randomUUID } from 'node:crypto';
import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findActor } from '../../api/access/actor.ts';
import { requestErasure } from '../../api/erasure/request-erasure.ts';
import { sweepDiscarded } from '../../api/images/sweep-discarded.ts';
import { forgetOrderOfFiles, sweepFiles } from '../../api/images/sweep-orphans.ts';
import { variantSet } from '../../api/images/variant-set.ts';
import { hourInMs } from '../../api/platform/clock.ts';
import { newId } from '../../api/platform/ids.ts';
import { openStorage } from '../../api/platform/storage/open-storage.ts';
import type { StorageKey } from '../../api/platform/storage/storage.ts';
import { Town } from '../privacy/town.ts';
import { bucketEnvironment, makeBucket, type TestBucket } from '../support/bucket.ts';
import { startCeph, type TestCeph } from '../support/ceph.ts';
import { carryOn, untilErased } from '../support/erasure.ts';
import { type HttpGate, openGate } from '../support/http-gate.ts';
import {
  fetchImage,
  imageInput,
  imagesOf,
  picture,
  upload,
  uploadForm,
  uploadPicture,
} from '../support/images.ts';
import { isPagesAlone } from '../support/pdf-files.ts';
import { runProgram } from '../support/program.ts';
import { hasCeph } from '../support/programs.ts';
import { databaseEnvironment, type Member, startTestServer } from '../support/server.ts';

/** The master of a picture of 800 pixels and its variants. */
const filesOfOne = 1 + variantSet(800).length;

describe.skipIf(!hasCeph())('images in a bucket that keeps versions', () => {
  let ceph: TestCeph;
  let gate: HttpGate;
  let bucket: TestBucket;
  let town: Town;
  let asker: Member;
  let colleague: Member;

  beforeAll(async () => {
    ceph = await startCeph();
    gate = await openGate(ceph.endpoint);
    bucket = await makeBucket(ceph);
    await bucket.setVersioning('Enabled');
    town = await Town.open({ env: { ...bucketEnvironment(bucket, gate.url), KONSILIUM_WORKER: 'off' } });
    colleague = await town.member('Kerstin Kollega');
  });
  afterAll(async () => {
    await town?.close();
    await gate?.close();
    await ceph?.stop();
  });
  beforeEach(async () => {
    asker = await town.member('Astrid Fråga');
  });
  afterEach(() => {
    gate.mode = 'open';
  });

  const look = (by: Member, address: string) => fetchImage(town.server.url, by.client, address);
  const keysInBucket = async () => [...new Set((await bucket.versions()).map(({ key }) => key))].sort();
  const withdraw = (image: string) => town.call(asker, 'physician', 'withdrawImageConsent', { id: image });

  async function keysInDatabase(): Promise<string[]> {
    const { rows } = await town.owner.query<{ key: string }>(
      `SELECT storage_key AS key FROM images.image WHERE storage_key IS NOT NULL
        UNION SELECT storage_key FROM images.variant UNION SELECT storage_key FROM images.consent_form`,
    );
    return rows.map(({ key }) => key).sort();
  }

  /** An anonymous question with a picture and its form; a colleague has looked at it in two widths. */
  async function illustrated() {
    const formId = await uploadForm(asker.client);
    const image = await uploadPicture(asker.client);
    const consent = { consent: 'WRITTEN' as const, formId };
    const question = await town.ask(asker, true, { images: [imageInput(image, consent)] });
    const [shown] = await imagesOf(colleague.client, question);
    const [address = '', wider = ''] = shown?.sources.map(({ url }) => url) ?? [];
    const { bytes } = await look(colleague, address);
    expect((await look(colleague, wider)).status).toBe(200);
    return { image, formId, address, bytes };
  }

  it('are stored, shown, written anew, and gone in every version once consent is withdrawn (#39)', async () => {
    const { image, formId, address, bytes } = await illustrated();
    const keys = await keysInDatabase();
    expect(keys, 'master, variants, form').toHaveLength(filesOfOne + 1);
    expect(await keysInBucket()).toEqual(keys);

    const before = await bucket.versions();
    await forgetOrderOfFiles(town.server.services);
    const after = await bucket.versions();
    expect(after).toHaveLength(keys.length);
    const newest = Math.max(...before.map(({ modified }) => modified));
    for (const { modified } of after) expect(modified).toBeGreaterThan(newest);
    expect((await look(colleague, address)).bytes.equals(bytes)).toBe(true);
    expect(isPagesAlone((await look(asker, `/images/forms/${formId}`)).bytes)).toBe(true);

    // By another hand: a delete marker on top, which takes nothing away.
    const { client, settings } = bucket;
    await client.send(new DeleteObjectCommand({ Bucket: settings.bucket, Key: keys[0] }));
    await withdraw(image);
    expect((await look(colleague, address)).status).toBe(404);
    expect(await bucket.versions()).toEqual([]);
  });

  it('are not lost while the bucket is away: who sends them or looks at them is told that it passes', async () => {
    const bytes = await picture().jpeg().toBuffer();
    const sending = { uploadId: randomUUID(), headers: { 'accept-language': 'en' } };
    gate.mode = 'cut';
    const refused = await upload(asker.client, bytes, sending);
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('5');
    expect(JSON.parse(refused.text)).toEqual({
      code: 'STORAGE_UNAVAILABLE',
      message: 'Images and forms cannot be stored or fetched right now. Try again in a moment.',
    });
    gate.mode = 'open';
    const { id } = JSON.parse((await upload(asker.client, bytes, sending)).text) as { id: string };
    const question = await town.ask(asker, true, { images: [imageInput(id)] });
    const [shown] = await imagesOf(colleague.client, question);
    const address = shown?.sources[0]?.url ?? '';

    gate.mode = 'cut';
    expect((await look(colleague, address)).status).toBe(503);
    gate.mode = 'open';
    expect((await look(colleague, address)).status).toBe(200);

    gate.mode = 'cut';
    await withdraw(id);
    expect((await look(colleague, address)).status, 'at once, whatever the bucket does').toBe(404);
    expect(await keysInDatabase()).toEqual([]);
    expect(await keysInBucket()).toHaveLength(filesOfOne);
    gate.mode = 'open';
    expect(await sweepDiscarded(town.server.services)).toBe(0);
    expect(await bucket.versions()).toEqual([]);
  });

  it('hold an account’s erasure up until the bucket has let go of the last version', async () => {
    const { services } = town.server;
    const kept = await uploadPicture(colleague.client);
    const others = await keysInDatabase();
    await illustrated();
    await uploadPicture(asker.client);
    expect(await keysInBucket(), 'three images and a form').toHaveLength(3 * filesOfOne + 1);

    const actor = await findActor(services.db.service, asker.id);
    if (!actor) throw new Error('she is not there');
    services.config.erasureCoolingOffDays = 0;
    services.config.erasureWindowHours = 0;
    await requestErasure(services, actor);
    gate.mode = 'cut';
    const { erasureStep, account } = services.db.service;
    const heldUp = () => erasureStep.count({ where: { answer: 'STORAGE_HOLDS_FILES', state: 'WAITING' } });
    for (let hours = 0; hours < 24 && (await heldUp()) === 0; hours += 1) {
      await carryOn(town.server, { minutes: 60, every: 60 });
    }
    expect(await heldUp()).toBe(1);
    expect(await account.count({ where: { id: asker.id } })).toBe(1);
    expect(await keysInBucket(), 'three images and a form').toHaveLength(3 * filesOfOne + 1);

    gate.mode = 'open';
    await untilErased(town.server);
    expect(await account.count({ where: { id: asker.id } })).toBe(0);
    expect(await keysInBucket()).toEqual(others);
    await town.call(colleague, 'physician', 'discardUpload', { id: kept });
    expect(await bucket.versions()).toEqual([]);
  });

  it('without a row are swept once they are old, behind delete markers too; others stay', async () => {
    const { services } = town.server;
    const kept = await uploadPicture(asker.client);
    const [stray, hidden] = [newId<StorageKey>(), newId<StorageKey>()];
    for (const key of [stray, hidden]) await services.storage.put(key, Buffer.from('left by a crash'));
    await bucket.client.send(new DeleteObjectCommand({ Bucket: bucket.settings.bucket, Key: hidden }));
    expect(await sweepFiles(services), 'they may be on their way').toBe(0);
    const later = { now: () => new Date(Date.now() + 7 * hourInMs) };
    const storage = openStorage(services.config, later);
    expect(await sweepFiles({ ...services, storage })).toBe(2);
    expect(await keysInBucket()).toEqual(await keysInDatabase());
    await town.call(asker, 'physician', 'discardUpload', { id: kept });
    expect(await bucket.versions()).toEqual([]);
  });

  it('keep no service from starting while the bucket is away, and one whose settings it refuses from starting at all', async () => {
    const start = (settings: Record<string, string>) =>
      startTestServer({
        env: { ...bucketEnvironment(bucket, gate.url), KONSILIUM_WORKER: 'off', ...settings },
        beside: town.server,
      });
    await expect(start({ S3_SECRET_ACCESS_KEY: 'guessed' })).rejects.toThrow(
      /SignatureDoesNotMatch.*S3_BUCKET/,
    );
    await expect(start({ S3_BUCKET: 'missing' })).rejects.toThrow(/NoSuchBucket/);
    const worker = runProgram('api/worker.ts', {
      ...databaseEnvironment(town.server.database),
      ...bucketEnvironment(bucket, gate.url),
      KONSILIUM_DATA: town.server.dataFolder,
      S3_BUCKET: 'missing',
    });
    const patience = setTimeout(() => worker.signal('SIGKILL'), 20_000);
    expect(await worker.ended, worker.output).toBe(1);
    clearTimeout(patience);
    expect(worker.complaints).toContain('NoSuchBucket');
    gate.mode = 'cut';
    const server = await start({});
    await server.close();
  });
});
