import { createHmac } from 'node:crypto';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import type { Redis } from '../platform/redis.ts';
import { limiter, Slowing, take } from './limiters.ts';
import { networksOf } from './networks.ts';

export interface SignInTry {
  email: string;
  /** The address that it comes from. */
  client: string;
  /** What stands for a device on which this account has signed in before (`KnownDevices`); null: there is none. */
  device: string | null;
}

/** A try that has been counted. */
export interface CountedTry {
  /** Until another may be made; 0: this one may. */
  seconds: number;
  /** What it has to wait for. */
  limit: 'account-from-network' | 'account' | 'network' | null;
  /** The password was right. @param verified a verified physician's: her network may then fail more often. */
  succeeded(verified: boolean): Promise<void>;
}

/**
 * Slows down guessing, and masses of whatever costs: the numbers stand in the constructor. An attempt is counted before the
 * password is looked at, or many at once would all pass; one that succeeds is given back, so that only failures count.
 * Kept under keyed hashes: no list of the addresses tried can be read anywhere. An account that does not exist is counted as one that does.
 *
 * Signing in: a known device has tries of its own that nobody else can use up. Everybody else is stopped for one account
 * in one network, and slowed, never stopped, by what an account or a network shares: see `docs/operations.md`.
 */
export class AttemptLimits {
  readonly #secret: string;
  readonly #perDevice: RateLimiterAbstract;
  readonly #perAccountAndNetwork: RateLimiterAbstract;
  readonly #perAccount: Slowing;
  readonly #perNetwork: readonly [network: Slowing, site: Slowing];
  readonly #earned: RateLimiterAbstract;
  readonly #confirmations: RateLimiterAbstract;
  readonly #registrations: Slowing;
  readonly #errorReports: RateLimiterAbstract;
  readonly #uploads: RateLimiterAbstract;
  readonly #withdrawals: Slowing;
  readonly #downloads: RateLimiterAbstract;
  readonly #receipts: Slowing;
  readonly #operations: RateLimiterAbstract;
  readonly #operationsOfSites: RateLimiterAbstract;

  constructor(secret: string, redis: Redis | null) {
    this.#secret = secret;
    this.#perDevice = limiter(redis, { points: 10, duration: 900, keyPrefix: 'device' });
    this.#perAccountAndNetwork = limiter(redis, { points: 10, duration: 900, keyPrefix: 'account-network' });
    this.#perAccount = new Slowing(redis, {
      points: 100,
      duration: 3600,
      keyPrefix: 'account',
      longestPause: 30,
    });
    this.#perNetwork = [
      new Slowing(redis, { points: 100, duration: 900, keyPrefix: 'network', longestPause: 15 }),
      new Slowing(redis, { points: 400, duration: 900, keyPrefix: 'site', longestPause: 15 }),
    ];
    this.#earned = limiter(redis, { points: 1, duration: 900, keyPrefix: 'earned' });
    this.#confirmations = limiter(redis, { points: 10, duration: 900, keyPrefix: 'confirmation' });
    this.#registrations = new Slowing(redis, {
      points: 30,
      duration: 3600,
      keyPrefix: 'registration',
      longestPause: 60,
    });
    this.#errorReports = limiter(redis, { points: 30, duration: 600, keyPrefix: 'error-report' });
    // In memory: in Redis its counter would tell when a member's pictures came, beside the posts that show them.
    this.#uploads = limiter(null, { points: 120, duration: 3600, keyPrefix: 'upload' });
    this.#withdrawals = new Slowing(redis, {
      points: 20,
      duration: 3600,
      keyPrefix: 'withdrawal',
      longestPause: 60,
    });
    this.#downloads = limiter(redis, { points: 20, duration: 3600, keyPrefix: 'download' });
    this.#receipts = new Slowing(redis, {
      points: 60,
      duration: 900,
      keyPrefix: 'receipt',
      longestPause: 30,
    });
    this.#operations = limiter(redis, { points: 3000, duration: 300, keyPrefix: 'operation' });
    this.#operationsOfSites = limiter(redis, { points: 12_000, duration: 300, keyPrefix: 'operation-site' });
  }

  /** Takes one report of an error in a page. @returns seconds to wait; 0 when it may be made. */
  takeErrorReport(client: string): Promise<number> {
    return take(this.#errorReports, this.#networkKey(client));
  }

  /** Takes one sign-in. */
  async takeSignIn({ email, client, device }: SignInTry): Promise<CountedTry> {
    if (device !== null) {
      const key = this.#keyOf(device);
      if ((await take(this.#perDevice, key)) === 0) {
        return {
          seconds: 0,
          limit: null,
          succeeded: async () => void (await this.#perDevice.delete(key)),
        };
      }
    }
    const account = this.#keyOf(email);
    const pair = this.#keyOf(`${email}\0${networksOf(client)[0]}`);
    const refused = (limit: CountedTry['limit'], seconds: number): CountedTry => ({
      seconds,
      limit,
      succeeded: async () => undefined,
    });

    const locked = await take(this.#perAccountAndNetwork, pair);
    if (locked > 0) return refused('account-from-network', locked);
    // A try that comes too early stays counted for its network: hammering at an account ends soon.
    const slowed = await this.#perAccount.take(account);
    if (slowed > 0) return refused('account', slowed);
    const networks = networksOf(client).flatMap((network, at) => {
      const limit = this.#perNetwork[at];
      return limit ? [{ limit, key: this.#keyOf(network) }] : [];
    });
    for (const [at, { limit, key }] of networks.entries()) {
      const seconds = await limit.take(key);
      if (seconds === 0) continue;
      // Not this account's doing.
      await this.#perAccountAndNetwork.reward(pair);
      await this.#perAccount.giveBack(account);
      await Promise.all(networks.slice(0, at).map((taken) => taken.limit.giveBack(taken.key)));
      return refused('network', seconds);
    }
    return {
      seconds: 0,
      limit: null,
      succeeded: async (verified) => {
        await this.#perAccountAndNetwork.delete(pair);
        await this.#perAccount.giveBack(account);
        // A house full of members mistypes more often: each that signs in, once in a while, earns the others some tries.
        const earned = verified && (await take(this.#earned, pair)) === 0 ? 20 : 0;
        await Promise.all(networks.map(({ limit, key }) => limit.giveBack(key, 1 + earned)));
      },
    };
  }

  /**
   * Takes one confirmation of a password within a session, apart from sign-ins: what strangers try elsewhere must not
   * keep a member from what she does here. @returns seconds to wait; 0 when it may be tried.
   */
  takeConfirmation(sessionId: string): Promise<number> {
    return take(this.#confirmations, this.#keyOf(sessionId));
  }

  /** The password was right. */
  async confirmed(sessionId: string): Promise<void> {
    await this.#confirmations.delete(this.#keyOf(sessionId));
  }

  /** Takes one registration. @returns seconds to wait; 0 when it may be made. */
  takeRegistration(client: string): Promise<number> {
    return this.#registrations.take(this.#networkKey(client));
  }

  /** Takes one look at a receipt. @returns seconds to wait; 0 when it may be had. */
  takeReceipt(client: string): Promise<number> {
    return this.#receipts.take(this.#networkKey(client));
  }

  /**
   * Takes from what operations may cost while nobody is signed in: 3,000 points in five minutes for a client, in which a page
   * takes about six, and 12,000 for its site. @returns seconds to wait; 0 when it may be answered.
   */
  async takeOperation(client: string, points: number): Promise<number> {
    const [network, site = ''] = networksOf(client);
    return (
      (await take(this.#operations, this.#keyOf(network), undefined, points)) ||
      (site === '' ? 0 : take(this.#operationsOfSites, this.#keyOf(site), undefined, points))
    );
  }

  /** Takes one of a member's uploads: 120 an hour. @returns seconds to wait; 0 when it may be made. */
  takeUpload(member: string): Promise<number> {
    return take(this.#uploads, this.#keyOf(member));
  }

  /** Takes one download of a member's archive: 20 an hour. @returns seconds to wait; 0 when it may be made. */
  takeDownload(member: string): Promise<number> {
    return take(this.#downloads, this.#keyOf(member));
  }

  /** Takes one try of a patient's code. @returns seconds to wait; 0 when it may be tried. */
  takeWithdrawal(client: string): Promise<number> {
    return this.#withdrawals.take(this.#networkKey(client));
  }

  #networkKey(client: string): string {
    return this.#keyOf(networksOf(client)[0]);
  }

  #keyOf(text: string): string {
    return createHmac('sha256', this.#secret).update(`attempt limits\0${text}`).digest('base64url');
  }
}
