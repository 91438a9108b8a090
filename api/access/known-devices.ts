import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { parseCookie } from 'cookie';
import type { Request, Response } from 'express';
import type { Clock } from '../platform/clock.ts';

/** The account that a device is known for. */
export interface DeviceAccount {
  id: string;
  passwordHash: string;
}

const nonceBytes = 16;
const macBytes = 24;
const tokenBytes = nonceBytes + 2 + macBytes;
/** How many accounts one browser is kept for: a ward's computer has many. Beyond that any other one goes. */
const mostAccounts = 20;
const monthsKnown = 4;
const daysKept = 120;

/**
 * Devices on which an account has signed in before: strangers who guess its password cannot use up their tries. Each keeps a
 * cookie with one token per account: a random number, its last month, and a MAC over both with the account and its password's
 * hash. So a token holds nobody's name, ends with the password, and is no way in: it only gives tries. Whoever has one and
 * guesses whose it is can tell by those tries.
 */
export class KnownDevices {
  readonly #key: Buffer;
  readonly #name: string;
  readonly #secure: boolean;
  readonly #clock: Clock;

  constructor(secret: string, secure: boolean, clock: Clock) {
    this.#key = createHmac('sha256', secret).update('known devices').digest();
    this.#name = secure ? '__Host-konsilium-devices' : 'konsilium-devices';
    this.#secure = secure;
    this.#clock = clock;
  }

  /** Whether the request names any device at all: else nobody's account needs to be looked up. */
  isClaimed(request: Request): boolean {
    return this.#tokensOf(request).length > 0;
  }

  /**
   * What stands for this device in the limits; null where the account has not signed in on it.
   * @param account null: there is none; takes as long.
   */
  recognise(request: Request, account: DeviceAccount | null): string | null {
    const own = this.#tokensOf(request).filter((token) => this.#belongs(token, account ?? nobody));
    return account && own[0] ? own[0].subarray(0, nonceBytes).toString('base64url') : null;
  }

  /** Makes the device known to the account. Call it before the answer's head is sent. */
  remember(request: Request, response: Response, account: DeviceAccount): void {
    const known = this.#tokensOf(request);
    const others = known.filter((token) => !this.#belongs(token, account));
    const current = known.find((token) => this.#belongs(token, account) && this.#isOfThisMonth(token));
    // In the order of their random numbers: which one stands first must not tell who signed in last.
    const tokens = [current ?? this.#tokenFor(account), ...others]
      .slice(0, mostAccounts)
      .sort(Buffer.compare);
    response.cookie(this.#name, tokens.map((token) => token.toString('base64url')).join('.'), {
      httpOnly: true,
      sameSite: 'strict',
      secure: this.#secure,
      path: '/',
      maxAge: daysKept * 86_400_000,
    });
  }

  #tokensOf(request: Request): Buffer[] {
    const value = parseCookie(request.headers.cookie ?? '')[this.#name] ?? '';
    const now = this.#month();
    return value
      .split('.', mostAccounts)
      .map((text) => Buffer.from(text, 'base64url'))
      .filter((token) => token.length === tokenBytes && token.readUInt16BE(nonceBytes) >= now);
  }

  #tokenFor(account: DeviceAccount): Buffer {
    const head = Buffer.alloc(nonceBytes + 2);
    randomBytes(nonceBytes).copy(head);
    // By the month: a cookie that lies on a ward's computer does not tell on which day somebody signed in.
    head.writeUInt16BE(this.#month() + monthsKnown, nonceBytes);
    return Buffer.concat([head, this.#macOf(head, account)]);
  }

  #isOfThisMonth(token: Buffer): boolean {
    return token.readUInt16BE(nonceBytes) === this.#month() + monthsKnown;
  }

  #belongs(token: Buffer, account: DeviceAccount): boolean {
    const head = token.subarray(0, nonceBytes + 2);
    return timingSafeEqual(token.subarray(nonceBytes + 2), this.#macOf(head, account));
  }

  #macOf(head: Buffer, { id, passwordHash }: DeviceAccount): Buffer {
    const mac = createHmac('sha256', this.#key).update(head).update(`${id}\0${passwordHash}`);
    return mac.digest().subarray(0, macBytes);
  }

  #month(): number {
    const now = this.#clock.now();
    return now.getUTCFullYear() * 12 + now.getUTCMonth();
  }
}

const nobody: DeviceAccount = { id: '', passwordHash: '' };
