import { LRUCache } from 'lru-cache';
import type { StorageKey } from '../platform/storage/storage.ts';
import type { Services } from '../services.ts';
import type { WantedImage } from './find-servable.ts';

/** What was read in this time still lies in the system's memory, as far as anybody can tell. */
const rememberedMs = 600_000;
/** Larger ones are read by a thread of their own, whose waking costs a tenth of a millisecond. */
const smallBytes = 256 * 1024;

interface KnownFile {
  readonly key: StorageKey;
  readonly isSmall: boolean;
}

interface ForetoldFile {
  readonly key: StorageKey;
  readonly bytes: Buffer | null | Promise<Buffer | null>;
}

/**
 * Reads the file that a variant lay in last time while the database is asked whether the reader may have it. Keeps keys
 * and no bytes: what is taken away is gone at once.
 */
export class ForetoldFiles {
  readonly #storage: Services['storage'];
  readonly #known = new LRUCache<string, KnownFile>({ max: 10_000, ttl: rememberedMs, ttlResolution: 1000 });

  constructor({ storage }: Services) {
    this.#storage = storage;
  }

  /** Null where nobody has asked for it lately. */
  read(wanted: WantedImage): ForetoldFile | null {
    const known = this.#known.get(nameOf(wanted));
    if (!known) return null;
    const { key, isSmall } = known;
    if (isSmall && this.#storage.getAtOnce) return { key, bytes: this.#storage.getAtOnce(key) };
    const bytes = this.#storage.get(key);
    // Who may not have it never waits for it.
    bytes.catch(() => undefined);
    return { key, bytes };
  }

  /** What lies under the key that the database names: of what was read ahead only if it is that. */
  async bytesOf(wanted: WantedImage, key: StorageKey, ahead: ForetoldFile | null): Promise<Buffer | null> {
    const bytes = await (ahead?.key === key ? ahead.bytes : this.#storage.get(key));
    if (bytes) this.#known.set(nameOf(wanted), { key, isSmall: bytes.length <= smallBytes });
    return bytes;
  }
}

const nameOf = ({ id, width, format, scope }: WantedImage) => `${id}/${width}/${format}/${scope}`;
