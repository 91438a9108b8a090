import { createHash } from 'node:crypto';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';

/**
 * Slows down guessing: ten wrong passwords an address and quarter of an hour, and sixty a client. Kept in this
 * process's memory under hashes, so that no list of addresses tried can be read anywhere. With several API processes
 * each counts for itself.
 */
export class SignInLimits {
  readonly #perAccount = new RateLimiterMemory({ points: 10, duration: 900, keyPrefix: 'account' });
  readonly #perClient = new RateLimiterMemory({ points: 60, duration: 900, keyPrefix: 'client' });

  /** @returns seconds to wait; 0 when this attempt may be made. */
  async wait(email: string, client: string): Promise<number> {
    const [account, address] = await Promise.all([
      this.#perAccount.get(keyOf(email)),
      this.#perClient.get(keyOf(client)),
    ]);
    return Math.max(secondsLeft(account, 10), secondsLeft(address, 60));
  }

  async failed(email: string, client: string): Promise<void> {
    await Promise.allSettled([
      this.#perAccount.consume(keyOf(email)),
      this.#perClient.consume(keyOf(client)),
    ]);
  }

  async succeeded(email: string): Promise<void> {
    await this.#perAccount.delete(keyOf(email));
  }
}

function secondsLeft(result: RateLimiterRes | null, points: number): number {
  return result && result.consumedPoints >= points ? Math.ceil(result.msBeforeNext / 1000) : 0;
}

function keyOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
