import { createHmac, randomBytes } from 'node:crypto';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import type { Redis } from '../platform/redis.ts';
import { take } from './limiters.ts';
import { networksOf } from './networks.ts';

/** Whom and what an event is about; neither is written down as it is. */
interface Subject {
  /** The e-mail address that was given, or that of the account. */
  email: string;
  /** The address that the request came from. */
  client: string;
}

/**
 * Events of sign-in for the operator's alerts, by stable codes (docs/operations.md). Account and network stand in them as
 * tags under a random key that is drawn anew each day (UTC) and kept nowhere else: within a day the tags tell which
 * events belong together, after it nobody can find out whom they were about.
 */
export class SecurityLog {
  readonly #logger: Logger;
  readonly #clock: Clock;
  readonly #redis: Redis | null;
  /** The same refusal, from the same place, once a minute: who hammers must not fill the disk. */
  readonly #repeats = new RateLimiterMemory({ points: 1, duration: 60 });
  #today: { day: string; key: Buffer } | null = null;

  constructor({ logger, clock }: { logger: Logger; clock: Clock }, redis: Redis | null) {
    this.#logger = logger;
    this.#clock = clock;
    this.#redis = redis;
  }

  async signInFailed(subject: Subject, knownDevice: boolean): Promise<void> {
    const event = 'security.sign_in_failed';
    this.#logger.warn({ event, ...(await this.#tags(subject)), knownDevice }, 'a sign-in failed');
  }

  /** @param limit what stopped or slowed it. */
  async signInRefused(subject: Subject, limit: string): Promise<void> {
    await this.#onceAMinute('security.locked', subject, { limit }, 'a sign-in has to wait');
  }

  async confirmationFailed(subject: Subject): Promise<void> {
    const event = 'security.confirmation_failed';
    this.#logger.warn({ event, ...(await this.#tags(subject)) }, 'a password was not confirmed');
  }

  async confirmationRefused(subject: Subject): Promise<void> {
    const limit = 'session';
    await this.#onceAMinute('security.locked', subject, { limit }, 'a confirmation has to wait');
  }

  async #onceAMinute(event: string, subject: Subject, more: { limit: string }, text: string): Promise<void> {
    const tags = await this.#tags(subject);
    if ((await take(this.#repeats, `${more.limit} ${tags.account} ${tags.network}`)) > 0) return;
    this.#logger.warn({ event, ...tags, ...more }, text);
  }

  async #tags({ email, client }: Subject): Promise<{ account: string; network: string }> {
    const key = await this.#keyOfToday();
    const tag = (kind: string, text: string) =>
      createHmac('sha256', key).update(`${kind}\0${text}`).digest('base64url').slice(0, 16);
    return { account: tag('account', email), network: tag('network', networksOf(client)[0]) };
  }

  async #keyOfToday(): Promise<Buffer> {
    const day = this.#clock.now().toISOString().slice(0, 10);
    if (this.#today?.day !== day) this.#today = { day, key: await this.#sharedKey(day) };
    return this.#today.key;
  }

  /** One for all processes where they share a Redis, which forgets it; else this process's own. */
  async #sharedKey(day: string): Promise<Buffer> {
    const drawn = randomBytes(32);
    if (!this.#redis) return drawn;
    const name = `konsilium:limit:log-key:${day}`;
    try {
      await this.#redis.client.set(name, drawn.toString('base64'), { NX: true, EX: 90_000 });
      const kept = await this.#redis.client.get(name);
      return kept === null ? drawn : Buffer.from(kept, 'base64');
    } catch {
      return drawn;
    }
  }
}
