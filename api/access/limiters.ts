import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
} from 'rate-limiter-flexible';
import type { Redis } from '../platform/redis.ts';

export interface Allowance {
  points: number;
  /** Seconds. */
  duration: number;
  keyPrefix: string;
}

/** Counts in Redis, for all API processes together, else (and while Redis is away) in this process's memory. */
export function limiter(redis: Redis | null, allowance: Allowance): RateLimiterAbstract {
  const ofThisProcess = new RateLimiterMemory(allowance);
  if (!redis) return ofThisProcess;
  return new RateLimiterRedis({
    ...allowance,
    keyPrefix: `konsilium:limit:${allowance.keyPrefix}`,
    storeClient: redis.client,
    useRedisPackage: true,
    rejectIfRedisNotReady: true,
    insuranceLimiter: ofThisProcess,
  });
}

/** Takes one point, or more. @returns seconds to wait; 0 when they were there. */
export async function take(
  limited: RateLimiterAbstract,
  key: string,
  duration?: number,
  points = 1,
): Promise<number> {
  try {
    await limited.consume(key, points, duration === undefined ? {} : { customDuration: duration });
    return 0;
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
    throw refused;
  }
}

/**
 * A limit on what many people share: an address, or an account that strangers try. A number of tries is free; beyond it
 * they pass one at a time, with pauses between them that grow. Whoever uses it up slows the others and locks nobody out.
 */
export class Slowing {
  readonly #free: number;
  readonly #longestPause: number;
  readonly #tries: RateLimiterAbstract;
  readonly #pauses: RateLimiterAbstract;

  /** @param longestPause seconds. */
  constructor(redis: Redis | null, allowance: Allowance & { longestPause: number }) {
    const { points, keyPrefix, longestPause } = allowance;
    this.#free = points;
    this.#longestPause = longestPause;
    this.#tries = limiter(redis, allowance);
    this.#pauses = limiter(redis, { points: 1, duration: longestPause, keyPrefix: `${keyPrefix}-pause` });
  }

  /** Counts before it looks, so that many at once gain nothing. @returns seconds to wait; 0 when it may be tried. */
  async take(key: string): Promise<number> {
    const { consumedPoints } = await this.#tries.penalty(key);
    const beyond = consumedPoints - this.#free;
    if (beyond < 0) return 0;
    const doublings = 1 + Math.floor(beyond / (this.#free / 10));
    const seconds = await take(this.#pauses, key, Math.min(this.#longestPause, 2 ** Math.min(doublings, 16)));
    // The last free try starts the first pause.
    if (beyond === 0) return 0;
    if (seconds > 0) await this.giveBack(key);
    return seconds;
  }

  async giveBack(key: string, points = 1): Promise<void> {
    await this.#tries.reward(key, points);
  }
}
