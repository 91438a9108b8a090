import { createHmac, randomBytes } from 'node:crypto';

/** After so long half of what somebody has had is forgotten. */
const halfLifeMs = 10_000;
/** What is left of it then counts as nothing. */
const forgottenMs = 1;

/**
 * Decides whose turn it is where members share something that is scarce: whoever has had the least of it lately, so that
 * nobody waits for a queue that another has filled. Members are known to it by a hash under a key that only this object
 * has; nothing of it is written anywhere, and within minutes it forgets them.
 */
export class FairShare {
  readonly #key = randomBytes(32);
  readonly #had = new Map<string, { ms: number; at: number }>();

  /** What a member is called in here. Jobs of the service itself share one name. */
  nameOf(member: string | null): string {
    return createHmac('sha256', this.#key)
      .update(member ?? '')
      .digest('base64url');
  }

  /** @param name from `nameOf`. */
  took(name: string, ms: number): void {
    const now = performance.now();
    for (const each of this.#had.keys()) if (this.#left(each, now) < forgottenMs) this.#had.delete(each);
    this.#had.set(name, { ms: this.#left(name, now) + ms, at: now });
  }

  /** How much a member has had lately, in ms. */
  had(name: string): number {
    return this.#left(name, performance.now());
  }

  #left(name: string, now: number): number {
    const had = this.#had.get(name);
    return had ? had.ms * 0.5 ** ((now - had.at) / halfLifeMs) : 0;
  }
}
