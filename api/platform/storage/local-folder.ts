import { mkdir, open, opendir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { type Clock, hourInMs, toHour } from '../clock.ts';
import { newId, parseId } from '../ids.ts';
import { type Storage, type StorageKey, shuffled } from './storage.ts';

const recentMs = 6 * hourInMs;

/**
 * Files of this machine's own, readable by the service alone. `<folder>/<first two of the key>/<key>`; the times that a
 * file can be given are whole hours.
 */
export function openLocalFolder(folder: string, clock: Clock): Storage {
  const placeOf = (key: StorageKey) => path.join(folder, key.slice(0, 2), key);

  async function write(file: string, bytes: Uint8Array): Promise<void> {
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    const begun = `${file}.${newId()}`;
    const handle = await open(begun, 'wx', 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    const hour = toHour(clock.now());
    await utimes(begun, hour, hour);
    await rename(begun, file);
  }

  async function* files(): AsyncIterable<{ key: StorageKey; file: string }> {
    // Made with the first file.
    const shelves = await opendir(folder).catch((error) => (isMissing(error) ? [] : Promise.reject(error)));
    for await (const shelf of shelves) {
      if (!shelf.isDirectory()) continue;
      for await (const { name } of await opendir(path.join(folder, shelf.name))) {
        const file = path.join(folder, shelf.name, name);
        const key = parseId<StorageKey>(name);
        if (key) yield { key, file };
        // What a crash left half written.
        else if ((await bornAt(file)) < Date.now() - recentMs) await rm(file, { force: true });
      }
    }
  }

  let renewedUpTo = Date.now() - recentMs;
  return {
    put: (key, bytes) => write(placeOf(key), bytes),
    async get(key) {
      try {
        return await readFile(placeOf(key));
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },
    async erase(key) {
      await rm(placeOf(key), { force: true });
    },
    async *list() {
      for await (const { key, file } of files()) {
        yield { key, recent: (await bornAt(file)) > Date.now() - recentMs };
      }
    },
    async forgetOrder(isKept) {
      const recent: { key: StorageKey; file: string; born: number }[] = [];
      for await (const { key, file } of files()) {
        const born = await bornAt(file);
        if (born >= renewedUpTo) recent.push({ key, file, born });
      }
      let upTo = Date.now();
      // The birth and the number of a file cannot be changed: it is replaced by another.
      for (const { key, file, born } of shuffled(recent)) {
        // On its way: its row comes after its bytes. It is looked at again the next time.
        if (!(await isKept(key))) {
          upTo = Math.min(upTo, born);
          continue;
        }
        const bytes = await readFile(file).catch(() => null);
        if (!bytes) continue;
        await write(file, bytes);
        // Taken away meanwhile: it must not come back.
        if (!(await isKept(key))) await rm(file, { force: true });
      }
      renewedUpTo = upTo;
    },
    async close() {},
  };
}

async function bornAt(file: string): Promise<number> {
  try {
    const { ctimeMs } = await stat(file);
    return ctimeMs;
  } catch (error) {
    if (isMissing(error)) return 0;
    throw error;
  }
}

const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT';
