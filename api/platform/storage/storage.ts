import type { Brand } from '../ids.ts';

/** Under what bytes are kept: a random id that names nothing else and tells no order (ANONYMITY 24, 36). */
export type StorageKey = Brand<'StorageKey'>;

/**
 * Where bytes lie: a folder of this machine, or a bucket. Nothing but keys and bytes is told to it (ANONYMITY 37). Where
 * `put`, `get` or `erase` fails, the service's own storage throws StorageUnavailable.
 */
export interface Storage {
  /** Writes what did not exist. Known to be stored once it resolves. */
  put(key: StorageKey, bytes: Uint8Array): Promise<void>;
  /** Null where there is nothing under the key. */
  get(key: StorageKey): Promise<Buffer | null>;
  /** Takes every version away, and proves it. Nothing under the key is as good. @throws Error where anything is left. */
  erase(key: StorageKey): Promise<void>;
  /** All keys in some order, with what is known of their age. */
  list(): AsyncIterable<StoredFile>;
  /**
   * Lets files written since the last time look as if they were all written now, in random order: their times and
   * places must not tell when a post's image came (ANONYMITY 13, 24).
   * @param isKept asked before each, since what is on its way has no row yet, and after it: what was erased meanwhile
   * must not come back.
   */
  forgetOrder(isKept: (key: StorageKey) => Promise<boolean>): Promise<void>;
  close(): Promise<void>;
}

export interface StoredFile {
  readonly key: StorageKey;
  /** It may be on its way into the database: written within the last hours. */
  readonly recent: boolean;
}

/** The storage did not do what it was asked: it is away, full, or refuses us. It may do it later. */
export class StorageUnavailable extends Error {
  constructor(cause: unknown) {
    super('the storage is not available', { cause });
    this.name = 'StorageUnavailable';
  }
}

export function shuffled<Item>(items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, at: crypto.getRandomValues(new Uint32Array(1))[0] ?? 0 }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
