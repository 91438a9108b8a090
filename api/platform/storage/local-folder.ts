import { readFile as readWithCallback } from 'node:fs';
import { mkdir, open, opendir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Clock, hourInMs, toHour } from '../clock.ts';
import { newId, parseId } from '../ids.ts';
import { Renewals } from './renewals.ts';
import type { Storage, StorageKey } from './storage.ts';

/** A fifth faster than the one of node:fs/promises, and delivery waits for it. */
const readFile = promisify(readWithCallback);
const recentMs = 6 * hourInMs;
/** The kernel stamps files with the time of its last tick. */
const clockGrainMs = 1000;

interface FolderFile {
  key: StorageKey;
  file: string;
  modified: number;
}

/**
 * Files of this machine's own, readable by the service alone. `<folder>/<first two of the key>/<key>`; the times that a
 * file can be given are whole hours.
 */
export function openLocalFolder(folder: string, clock: Clock): Storage {
  const placeOf = (key: StorageKey) => path.join(folder, key.slice(0, 2), key);
  const erase = (key: StorageKey) => rm(placeOf(key), { force: true });

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

  async function* files(): AsyncIterable<FolderFile> {
    // Made with the first file.
    const shelves = await opendir(folder).catch((error) => (isMissing(error) ? [] : Promise.reject(error)));
    for await (const shelf of shelves) {
      if (!shelf.isDirectory()) continue;
      for await (const { name } of await opendir(path.join(folder, shelf.name))) {
        const file = path.join(folder, shelf.name, name);
        const key = parseId<StorageKey>(name);
        const modified = await bornAt(file);
        if (key) yield { key, file, modified };
        // What a crash left half written.
        else if (modified < Date.now() - recentMs) await rm(file, { force: true });
      }
    }
  }

  /** A folder bears the moment at which a file last came or went (ANONYMITY 73); now all bear this moment alike. */
  async function forgetFolderTimes(): Promise<void> {
    const hour = toHour(clock.now());
    const entries = await readdir(folder, { withFileTypes: true }).catch((error) =>
      isMissing(error) ? null : Promise.reject(error),
    );
    if (!entries) return;
    const shelves = entries.filter((entry) => entry.isDirectory()).map(({ name }) => path.join(folder, name));
    for (const place of [...shelves, folder]) await utimes(place, hour, hour);
  }

  const renewals = new Renewals<FolderFile>(Date.now(), clockGrainMs);
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
    erase,
    async *list() {
      for await (const { key, modified } of files()) yield { key, recent: modified > Date.now() - recentMs };
    },
    async forgetOrder(isKept) {
      await renewals.round({
        files: files(),
        isKept,
        // The birth and the number of a file cannot be changed: it is replaced by another.
        async renew({ file }) {
          const bytes = await readFile(file).catch(() => null);
          if (bytes) await write(file, bytes);
        },
        erase,
      });
      await forgetFolderTimes();
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
