import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hourInMs, systemClock } from '../../api/platform/clock.ts';
import { newId } from '../../api/platform/ids.ts';
import { openS3Bucket } from '../../api/platform/storage/s3-bucket.ts';
import type { Storage, StorageKey, StoredFile } from '../../api/platform/storage/storage.ts';
import { makeBucket, type TestBucket } from '../support/bucket.ts';
import { listingPage, startCeph, type TestCeph } from '../support/ceph.ts';
import { type GateMode, type HttpGate, openGate } from '../support/http-gate.ts';
import { hasCeph } from '../support/programs.ts';

const newKey = () => newId<StorageKey>();
const byKey = (one: { key: string }, other: { key: string }) => (one.key < other.key ? -1 : 1);

describe.skipIf(!hasCeph())('a bucket', () => {
  let ceph: TestCeph;
  let gate: HttpGate;
  let bucket: TestBucket;
  let storage: Storage;

  beforeAll(async () => {
    ceph = await startCeph();
    gate = await openGate(ceph.endpoint);
  });
  afterAll(async () => {
    await gate?.close();
    await ceph?.stop();
  });

  beforeEach(async () => {
    bucket = await makeBucket(ceph);
    gate.mode = 'open';
    gate.requests = [];
    storage = openS3Bucket({ ...bucket.settings, endpoint: gate.url });
  });

  async function list(from = storage): Promise<StoredFile[]> {
    const files: StoredFile[] = [];
    for await (const file of from.list()) files.push(file);
    return files.sort(byKey);
  }

  const place = () => ({ Bucket: bucket.settings.bucket });

  /** By another hand, or by a rule of the bucket's: out of sight, and still there. */
  const hide = (key: StorageKey) => bucket.client.send(new DeleteObjectCommand({ ...place(), Key: key }));

  it('gives back what it was given, and nothing under another key', async () => {
    const key = newKey();
    const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, at) => at % 251));
    await storage.put(key, bytes);
    expect((await storage.get(key))?.equals(bytes)).toBe(true);
    expect(await storage.get(newKey())).toBeNull();
    expect(await list()).toEqual([{ key, recent: true }]);
    await storage.erase(key);
    expect(await storage.get(key)).toBeNull();
    await storage.erase(key);
  });

  it('is asked to encrypt all that it is given, and does; nothing else goes along (#37)', async () => {
    const key = newKey();
    const bytes = Buffer.from('a picture of nobody');
    await storage.put(key, bytes);
    await storage.forgetOrder(async () => true);
    const written = gate.requests.filter(({ method }) => method === 'PUT');
    expect(written).toHaveLength(2);
    for (const { url, headers } of written) {
      expect(url).toBe(`/${bucket.settings.bucket}/${key}?x-id=PutObject`);
      expect(headers).toMatchObject({
        'x-amz-server-side-encryption': 'AES256',
        'content-type': 'application/octet-stream',
      });
      expect(Object.keys(headers).filter((name) => name.startsWith('x-amz-meta'))).toEqual([]);
    }
    const atRest = await ceph.readAtRest(key);
    expect(atRest).toHaveLength(bytes.length);
    expect(atRest.equals(bytes)).toBe(false);
  });

  it('that keeps versions loses every version and every delete marker of what is erased (#39)', async () => {
    const [key, other] = [newKey(), newKey()];
    await storage.put(key, Buffer.from('before versions were kept'));
    await bucket.setVersioning('Enabled');
    for (const each of [key, key, other]) await storage.put(each, Buffer.from('an image'));
    await hide(key);
    await storage.put(key, Buffer.from('an image'));
    await hide(key);
    expect(await bucket.versions()).toHaveLength(7);
    await storage.erase(key);
    expect(await bucket.versions()).toMatchObject([{ key: other, deleted: false }]);

    await bucket.setVersioning('Suspended');
    await storage.put(other, Buffer.from('an image'));
    await storage.erase(other);
    expect(await bucket.versions()).toEqual([]);
  });

  it('is listed and emptied beyond a page, behind delete markers too', async () => {
    await bucket.setVersioning('Enabled');
    const many = 2 * listingPage + 1;
    const keys = Array.from({ length: many }, newKey).sort();
    await Promise.all(keys.map((key) => storage.put(key, Buffer.from('an image'))));
    const [hidden = newKey(), often = newKey()] = keys;
    await hide(hidden);
    for (let time = 0; time < many; time += 1) await storage.put(often, Buffer.from('an image'));
    expect((await list()).map(({ key }) => key)).toEqual(keys);
    await Promise.all([storage.erase(hidden), storage.erase(often)]);
    expect((await list()).map(({ key }) => key)).toEqual(keys.slice(2));
    expect(await bucket.versions()).toHaveLength(many - 2);
  });

  it('keeps what is not ours', async () => {
    await bucket.client.send(new PutObjectCommand({ ...place(), Key: 'notes/å b.txt', Body: 'x' }));
    expect(await list()).toEqual([]);
    await storage.forgetOrder(async () => true);
    expect(await bucket.versions()).toHaveLength(1);
  });

  it('tells what may be on its way from what is old', async () => {
    const key = newKey();
    await storage.put(key, Buffer.from('an image'));
    const later = { now: () => new Date(Date.now() + 7 * hourInMs) };
    expect(await list(openS3Bucket(bucket.settings, later))).toEqual([{ key, recent: false }]);
  });

  describe('forgetting the order of its files (#24)', () => {
    it.each(['never', 'later', 'always'] as const)(
      'gives each one version and another time, once; versions kept %s',
      async (kept) => {
        if (kept === 'always') await bucket.setVersioning('Enabled');
        const keys = [newKey(), newKey(), newKey()].sort();
        for (const key of keys) await storage.put(key, Buffer.from(`bytes of ${key}`));
        const newest = Math.max(...(await bucket.versions()).map(({ modified }) => modified));
        if (kept === 'later') await bucket.setVersioning('Enabled');
        await storage.forgetOrder(async () => true);
        const renewed = (await bucket.versions()).sort(byKey);
        expect(renewed.map(({ key }) => key)).toEqual(keys);
        for (const { modified } of renewed) expect(modified).toBeGreaterThan(newest);
        for (const key of keys) expect(String(await storage.get(key))).toBe(`bytes of ${key}`);

        await storage.forgetOrder(async () => true);
        expect((await bucket.versions()).sort(byKey)).toEqual(renewed);
      },
    );

    it('comes back to what had no row, and takes what came since', async () => {
      const [waits, done] = [newKey(), newKey()];
      for (const key of [waits, done]) await storage.put(key, Buffer.from('an image'));
      await storage.forgetOrder(async (key) => key === done);
      const before = await bucket.versions();
      const late = newKey();
      await storage.put(late, Buffer.from('an image'));
      const arrived = Date.now();
      await storage.forgetOrder(async () => true);
      const after = new Map((await bucket.versions()).map(({ key, modified }) => [key, modified]));
      expect(after.get(done)).toBe(before.find(({ key }) => key === done)?.modified);
      for (const key of [waits, late]) expect(after.get(key)).toBeGreaterThanOrEqual(arrived);
    });

    it('brings nothing back that is erased meanwhile', async () => {
      await bucket.setVersioning('Enabled');
      const [before, after, stays] = [newKey(), newKey(), newKey()];
      for (const key of [before, after, stays]) await storage.put(key, Buffer.from('an image'));
      const asked = new Set<StorageKey>();
      await storage.forgetOrder(async (key) => {
        if (key === before) await storage.erase(key);
        const first = !asked.has(key);
        asked.add(key);
        return key !== after || first;
      });
      expect(await bucket.versions()).toMatchObject([{ key: stays, deleted: false }]);
    });
  });

  it.each<GateMode>(['busy', 'cut', 'silent'])(
    'that is %s fails after some tries, and never looks empty',
    async (mode) => {
      const key = newKey();
      await storage.put(key, Buffer.from('an image'));
      const behindGate = { ...bucket.settings, endpoint: gate.url };
      const impatient = openS3Bucket(behindGate, systemClock, { silenceMs: 500 });
      gate.mode = mode;
      gate.requests = [];
      const attempts = [
        impatient.get(key),
        impatient.put(newKey(), Buffer.from('another')),
        impatient.erase(key),
        list(impatient),
      ];
      const outcomes = await Promise.allSettled(attempts);
      expect(outcomes.map(({ status }) => status)).toEqual(attempts.map(() => 'rejected'));
      expect(gate.requests.length, 'more than one try each').toBeGreaterThan(attempts.length);
      gate.mode = 'open';
      expect(String(await storage.get(key))).toBe('an image');
    },
  );

  it('fails for who may not use it, and where there is none', async () => {
    const key = newKey();
    await storage.put(key, Buffer.from('an image'));
    for (const wrong of [{ accessKeyId: 'nobody' }, { secretAccessKey: 'guessed' }, { bucket: 'missing' }]) {
      const outside = openS3Bucket({ ...bucket.settings, ...wrong });
      await expect(outside.put(newKey(), Buffer.from('another'))).rejects.toThrow();
      await expect(outside.get(key)).rejects.toThrow();
      await expect(outside.erase(key)).rejects.toThrow();
    }
    expect(await list()).toHaveLength(1);
  });
});
