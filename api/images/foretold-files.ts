import { LRUCache } from 'lru-cache';
import type { StorageKey } from '../platform/storage/storage.ts';
import type { Services } from '../services.ts';
import type { WantedImage } from './find-servable.ts';

interface ForetoldFile {
  readonly key: StorageKey;
  readonly bytes: Promise<Buffer | null>;
}

/**
 * Reads the file that a variant lay in last time while the database is asked whether the reader may have it. Keeps keys
 * and no bytes: what is taken away is gone at once.
 */
export class ForetoldFiles {
  readonly #storage: Services['storage'];
  readonly #keys = new LRUCache<string, StorageKey>({ max: 10_000 });

  constructor({ storage }: Services) {
    this.#storage = storage;
  }

  /** Null where nobody has asked for it yet. */
  read(wanted: WantedImage): ForetoldFile | null {
    const key = this.#keys.get(nameOf(wanted));
    if (!key) return null;
    const bytes = this.#storage.get(key);
    // Who may not have it never waits for it.
    bytes.catch(() => undefined);
    return { key, bytes };
  }

  /** What lies under the key that the database names: of what was read ahead only if it is that. */
  async bytesOf(wanted: WantedImage, key: StorageKey, ahead: ForetoldFile | null): Promise<Buffer | null> {
    this.#keys.set(nameOf(wanted), key);
    return ahead?.key === key ? ahead.bytes : this.#storage.get(key);
  }
}

const nameOf = ({ id, width, format, scope }: WantedImage) => `${id}/${width}/${format}/${scope}`;
