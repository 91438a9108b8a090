import { hourInMs } from '../clock.ts';
import { type StorageKey, shuffled } from './storage.ts';

interface TimedFile {
  readonly key: StorageKey;
  /** When the storage says that it was written, in ms since 1970. */
  readonly modified: number;
}

interface Round<File extends TimedFile> {
  files: AsyncIterable<File>;
  isKept(key: StorageKey): Promise<boolean>;
  /** Replaces it by the same bytes; nothing where it is gone. */
  renew(file: File): Promise<void>;
  erase(key: StorageKey): Promise<unknown>;
}

/** So long no worker may have run, over a weekend too, and still the times of what was written meanwhile are taken away. */
const lookBackMs = 72 * hourInMs;

/** Which files are still to be written anew, so that their times tell nothing: each is once. */
export class Renewals<File extends TimedFile> {
  /** What is older has been renewed, by this process or by one before it. */
  #from: number;
  readonly #skewMs: number;
  readonly #renewed = new Map<StorageKey, number>();

  /** @param startedAt of this process. @param skewMs by which the storage's clock may be away from ours. */
  constructor(startedAt: number, skewMs: number) {
    this.#from = startedAt - lookBackMs;
    this.#skewMs = skewMs;
  }

  async round({ files, isKept, renew, erase }: Round<File>): Promise<void> {
    // What is written while we look is for the next round.
    let from = Date.now() - this.#skewMs;
    const due: File[] = [];
    for await (const file of files) {
      if (file.modified >= this.#from && !this.#renewed.has(file.key)) due.push(file);
    }
    for (const file of shuffled(due)) {
      // On its way: its row comes after its bytes. It is looked at again the next time.
      if (!(await isKept(file.key))) {
        from = Math.min(from, file.modified);
        continue;
      }
      await renew(file);
      this.#renewed.set(file.key, Date.now());
      // Taken away meanwhile: it must not come back.
      if (!(await isKept(file.key))) await erase(file.key);
    }
    this.#from = from;
    for (const [key, at] of this.#renewed) if (at + this.#skewMs < from) this.#renewed.delete(key);
  }
}
