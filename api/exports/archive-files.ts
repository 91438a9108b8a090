import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, utimes } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { type Clock, toHour } from '../platform/clock.ts';
import { parseId } from '../platform/ids.ts';
import type { ArchiveId } from './types.ts';

/** Where the encrypted archives lie. Keys are random ids; nothing else is told of a file. */
export interface ArchiveFiles {
  /** Known to be stored whole once it resolves; replaces what an earlier attempt left. */
  write(id: ArchiveId, bytes: AsyncIterable<Uint8Array>): Promise<void>;
  /** Null where there is none. Whoever does not read it to its end destroys it. */
  read(id: ArchiveId): Promise<Readable | null>;
  /** Nothing there is as good. */
  erase(id: ArchiveId): Promise<void>;
  /** Of all files, also of those that were left half written. */
  list(): Promise<ArchiveId[]>;
}

/** A folder of this machine, readable by the service alone. Files bear whole hours. */
export function archiveFolder(folder: string, clock: Clock): ArchiveFiles {
  const placeOf = (id: ArchiveId) => path.join(folder, id);
  const begunOf = (id: ArchiveId) => path.join(folder, `${id}.begun`);
  return {
    async write(id, bytes) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const handle = await open(begunOf(id), 'w', 0o600);
      try {
        for await (const piece of bytes) await handle.writeFile(piece);
        await handle.sync();
      } finally {
        await handle.close();
      }
      const hour = toHour(clock.now());
      await utimes(begunOf(id), hour, hour);
      await rename(begunOf(id), placeOf(id));
    },
    async read(id) {
      const handle = await open(placeOf(id), 'r').catch((error) => {
        if (isMissing(error)) return null;
        throw error;
      });
      return handle && createReadStream('', { fd: handle, highWaterMark: 256 * 1024 });
    },
    async erase(id) {
      await rm(placeOf(id), { force: true });
      await rm(begunOf(id), { force: true });
    },
    async list() {
      const names = await readdir(folder).catch((error) => (isMissing(error) ? [] : Promise.reject(error)));
      const ids = names.map((name) => parseId<ArchiveId>(name.replace(/\.begun$/, '')));
      return [...new Set(ids.filter((id) => id !== null))];
    },
  };
}

const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT';
