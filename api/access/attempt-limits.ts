import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/**
 * Slows down guessing and mass registration: ten sign-ins an address and quarter of an hour, sixty a client, and thirty
 * registrations a client and hour. An attempt is counted before the password is looked at, or many at once would all
 * pass; one that succeeds is given back. Kept in this process's memory under hashes, so that no list of addresses tried
 * can be read anywhere. With several API processes each counts for itself.
 */
export class AttemptLimits {
  readonly #perAccount = new RateLimiterMemory({ points: 10, duration: 900, keyPrefix: 'account' });
  readonly #perClient = new RateLimiterMemory({ points: 60, duration: 900, keyPrefix: 'client' });
  readonly #registrations = new RateLimiterMemory({ points: 30, duration: 3600, keyPrefix: 'registration' });

  /** Takes one sign-in. @returns seconds to wait; 0 when it may be tried. */
  async takeSignIn(email: string, client: string): Promise<number> {
    return (await take(this.#perClient, networkOf(client))) || (await take(this.#perAccount, email));
  }

  /** The password was right: what was counted against its owner is forgotten. */
  async signedIn(email: string, client: string): Promise<void> {
    await this.#perAccount.delete(keyOf(email));
    await this.#perClient.reward(keyOf(networkOf(client)));
  }

  /** Takes one registration. @returns seconds to wait; 0 when it may be made. */
  takeRegistration(client: string): Promise<number> {
    return take(this.#registrations, networkOf(client));
  }
}

async function take(limiter: RateLimiterMemory, key: string): Promise<number> {
  try {
    await limiter.consume(keyOf(key));
    return 0;
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
    throw refused;
  }
}

/** One client has a whole /64 of IPv6 addresses to choose from: they count as one. */
export function networkOf(address: string): string {
  if (!isIPv6(address) || address.includes('.')) return address;
  const [head = '', tail = ''] = address.toLowerCase().replace(/%.*$/, '').split('::');
  const groups = head.split(':').filter(Boolean);
  const behind = tail.split(':').filter(Boolean);
  const zeros = Array.from({ length: 8 - groups.length - behind.length }, () => '0');
  const all = [...groups, ...(address.includes('::') ? zeros : []), ...behind];
  return all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}

function keyOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
