/** Lets bytes through no faster than so many a second, to all who ask together, in the order in which they ask. */
export class Pace {
  readonly #bytesPerMs: number;
  #freeAt = 0;

  constructor(bytesPerSecond: number) {
    this.#bytesPerMs = bytesPerSecond / 1000;
  }

  /** Resolves when the next ones may follow. */
  async took(bytes: number): Promise<void> {
    const now = performance.now();
    this.#freeAt = Math.max(this.#freeAt, now) + bytes / this.#bytesPerMs;
    const wait = this.#freeAt - now;
    // A timer is no finer, and who sends slowly never waits.
    if (wait >= 1) await new Promise((resolve) => setTimeout(resolve, wait));
  }
}
