import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hourInMs, systemClock } from '../../api/platform/clock.ts';
import { newId } from '../../api/platform/ids.ts';
import { openLocalFolder } from '../../api/platform/storage/local-folder.ts';
import type { Storage, StorageKey } from '../../api/platform/storage/storage.ts';

let folder: string;
let storage: Storage;
const key = newId<StorageKey>();

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'konsilium-test-'));
  storage = openLocalFolder(folder, systemClock);
  await storage.put(key, Buffer.from('bytes'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const numberOf = async (of = key) => (await stat(path.join(folder, of.slice(0, 2), of))).ino;

describe('forgetting the order of files', () => {
  it('replaces a file that a row refers to by another with the same bytes', async () => {
    const before = await numberOf();
    await storage.forgetOrder(async () => true);
    expect(await numberOf()).not.toBe(before);
    expect(String(await storage.get(key))).toBe('bytes');
  });

  it('does so once, and then with what came since', async () => {
    await storage.forgetOrder(async () => true);
    const renewed = await numberOf();
    const late = newId<StorageKey>();
    await storage.put(late, Buffer.from('late'));
    const before = await numberOf(late);
    await storage.forgetOrder(async () => true);
    expect(await numberOf()).toBe(renewed);
    expect(await numberOf(late)).not.toBe(before);
  });

  it('leaves alone what has no row yet, and comes back to it', async () => {
    const before = await numberOf();
    await storage.forgetOrder(async () => false);
    expect(String(await storage.get(key))).toBe('bytes');
    expect(await numberOf()).toBe(before);
    await storage.forgetOrder(async () => true);
    expect(await numberOf()).not.toBe(before);
  });

  it('does not bring back what is erased meanwhile', async () => {
    let asked = 0;
    await storage.forgetOrder(async () => {
      asked += 1;
      if (asked === 1) return true;
      return false;
    });
    expect(await storage.get(key)).toBeNull();
  });

  it('#73 leaves no folder that bears the moment at which a file came or went', async () => {
    const others = Array.from({ length: 12 }, () => newId<StorageKey>());
    for (const other of others) await storage.put(other, Buffer.from('other'));
    for (const other of others.slice(0, 6)) await storage.erase(other);
    await sleep(50);
    const begun = Date.now();
    await storage.forgetOrder(async () => true);
    const folders = [folder, ...(await readdir(folder)).map((name) => path.join(folder, name))];
    expect(folders.length).toBeGreaterThan(8);
    for (const place of folders) {
      const { mtimeMs, ctimeMs } = await stat(place);
      expect(mtimeMs % hourInMs).toBe(0);
      expect(ctimeMs).toBeGreaterThan(begun - 20);
    }
  });
});
