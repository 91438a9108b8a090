import { createHmac } from 'node:crypto';
import { isIPv6 } from 'node:net';
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
} from 'rate-limiter-flexible';
import type { Redis } from '../platform/redis.ts';

/**
 * Slows down guessing, and masses of whatever costs: the numbers stand in the constructor. An attempt is counted before the
 * password is looked at, or many at once would all pass; one that succeeds is given back. Kept under keyed hashes, so that no
 * list of addresses tried can be read anywhere: in Redis, for all API processes together, else in this process's memory.
 * While Redis is away each process counts for itself.
 */
export class AttemptLimits {
  readonly #secret: string;
  readonly #perAccount: RateLimiterAbstract;
  readonly #perClient: RateLimiterAbstract;
  readonly #registrations: RateLimiterAbstract;
  readonly #errorReports: RateLimiterAbstract;
  readonly #uploads: RateLimiterAbstract;
  readonly #withdrawals: RateLimiterAbstract;
  readonly #downloads: RateLimiterAbstract;
  readonly #receipts: RateLimiterAbstract;

  constructor(secret: string, redis: Redis | null) {
    this.#secret = secret;
    this.#perAccount = limiter(redis, { points: 10, duration: 900, keyPrefix: 'account' });
    this.#perClient = limiter(redis, { points: 60, duration: 900, keyPrefix: 'client' });
    this.#registrations = limiter(redis, { points: 30, duration: 3600, keyPrefix: 'registration' });
    this.#errorReports = limiter(redis, { points: 30, duration: 600, keyPrefix: 'error-report' });
    this.#uploads = limiter(redis, { points: 120, duration: 3600, keyPrefix: 'upload' });
    this.#withdrawals = limiter(redis, { points: 20, duration: 3600, keyPrefix: 'withdrawal' });
    this.#downloads = limiter(redis, { points: 20, duration: 3600, keyPrefix: 'download' });
    this.#receipts = limiter(redis, { points: 60, duration: 900, keyPrefix: 'receipt' });
  }

  /** Takes one report of an error in a page. @returns seconds to wait; 0 when it may be made. */
  takeErrorReport(client: string): Promise<number> {
    return take(this.#errorReports, this.#keyOf(networkOf(client)));
  }

  /** Takes one sign-in. @returns seconds to wait; 0 when it may be tried. */
  async takeSignIn(email: string, client: string): Promise<number> {
    return (
      (await take(this.#perClient, this.#keyOf(networkOf(client)))) ||
      (await take(this.#perAccount, this.#keyOf(email)))
    );
  }

  /** The password was right: what was counted against its owner is forgotten. */
  async signedIn(email: string, client: string): Promise<void> {
    await this.#perAccount.delete(this.#keyOf(email));
    await this.#perClient.reward(this.#keyOf(networkOf(client)));
  }

  /** Takes one registration. @returns seconds to wait; 0 when it may be made. */
  takeRegistration(client: string): Promise<number> {
    return take(this.#registrations, this.#keyOf(networkOf(client)));
  }

  /** Takes one look at a receipt. @returns seconds to wait; 0 when it may be had. */
  takeReceipt(client: string): Promise<number> {
    return take(this.#receipts, this.#keyOf(networkOf(client)));
  }

  /** Takes one of a member's uploads: 120 an hour. @returns seconds to wait; 0 when it may be made. */
  takeUpload(member: string): Promise<number> {
    return take(this.#uploads, this.#keyOf(member));
  }

  /** Takes one download of a member's archive: 20 an hour. @returns seconds to wait; 0 when it may be made. */
  takeDownload(member: string): Promise<number> {
    return take(this.#downloads, this.#keyOf(member));
  }

  /** Takes one try of a patient's code: 20 a client and hour. @returns seconds to wait; 0 when it may be tried. */
  takeWithdrawal(client: string): Promise<number> {
    return take(this.#withdrawals, this.#keyOf(networkOf(client)));
  }

  #keyOf(text: string): string {
    return createHmac('sha256', this.#secret).update(`attempt limits\0${text}`).digest('base64url');
  }
}

interface Allowance {
  points: number;
  /** Seconds. */
  duration: number;
  keyPrefix: string;
}

function limiter(redis: Redis | null, allowance: Allowance): RateLimiterAbstract {
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

async function take(limited: RateLimiterAbstract, key: string): Promise<number> {
  try {
    await limited.consume(key);
    return 0;
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
    throw refused;
  }
}

/** One client has a whole /64 of IPv6 addresses to choose from: they count as one. */
export function networkOf(address: string): string {
  if (!isIPv6(address) || address.includes('.')) return address;
  const [withoutZone = ''] = address.toLowerCase().split('%', 1);
  const [head = '', tail = ''] = withoutZone.split('::');
  const groups = head.split(':').filter(Boolean);
  const behind = tail.split(':').filter(Boolean);
  const zeros = Array.from({ length: 8 - groups.length - behind.length }, () => '0');
  const all = [...groups, ...(address.includes('::') ? zeros : []), ...behind];
  return all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
