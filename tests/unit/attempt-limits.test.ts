import { createClient } from 'redis';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { AttemptLimits } from '../../api/access/attempt-limits.ts';
import { networksOf } from '../../api/access/networks.ts';
import { openRedis, type Redis } from '../../api/platform/redis.ts';
import { findRedis } from '../support/programs.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';

describe('a client, as the limits see it', () => {
  it.each([
    ['192.0.2.7', ['192.0.2.7']],
    ['::ffff:192.0.2.7', ['192.0.2.7']],
    ['2001:db8:1:2:3:4:5:6', ['2001:db8:1:2/64', '2001:db8:1/48']],
    ['2001:0db8:0001:0002::9', ['2001:db8:1:2/64', '2001:db8:1/48']],
    ['2001:DB8::9', ['2001:db8:0:0/64', '2001:db8:0/48']],
    ['::1', ['0:0:0:0/64', '0:0:0/48']],
    ['fe80::1%eth0', ['fe80:0:0:0/64', 'fe80:0:0/48']],
    ['', ['']],
  ])('%s counts as %s', (address, networks) => {
    expect(networksOf(address)).toEqual(networks);
  });
});

const redisServer = findRedis();

describe.each([
  { name: 'this process’s memory', present: true, inRedis: false },
  { name: 'Redis', present: redisServer !== null, inRedis: true },
])('tries counted in $name', ({ present, inRedis }) => {
  describe.skipIf(!present)('one after the other', () => {
    let server: TestRedis | null = null;
    let redis: Redis | null = null;
    let limits: AttemptLimits;
    beforeAll(async () => {
      if (!inRedis) return;
      server = await startRedis(redisServer ?? '');
      redis = await openRedis(server.url);
    });
    afterEach(() => redis?.client.flushAll());
    afterAll(async () => {
      await redis?.close();
      await server?.stop();
    });
    const fresh = () => {
      limits = new AttemptLimits('secret of the tests', redis);
    };
    const attempt = (email: string, client: string, device: string | null = null) =>
      limits.takeSignIn({ email, client, device });
    const address = (at: number) => `198.51.${Math.floor(at / 250)}.${at % 250}`;

    it('a stranger who guesses elsewhere neither locks her out nor her hospital', async () => {
      fresh();
      for (let at = 0; at < 10; at += 1) {
        expect((await attempt('anna@x', '192.0.2.66')).seconds).toBe(0);
      }
      const locked = await attempt('anna@x', '192.0.2.66');
      expect(locked).toMatchObject({ limit: 'account-from-network' });
      expect(locked.seconds).toBeGreaterThan(800);
      expect((await attempt('anna@x', '192.0.2.1')).seconds, 'she herself, elsewhere').toBe(0);
      expect((await attempt('bo@x', '192.0.2.66')).seconds, 'a colleague in the same house').toBe(0);
    });

    it('guessing from many networks slows an account and never stops it; her device goes on', async () => {
      fresh();
      let passed = 0;
      let longest = 0;
      for (let at = 0; at < 400; at += 1) {
        const { seconds, limit } = await attempt('anna@x', address(at));
        if (seconds === 0) passed += 1;
        else expect(limit).toBe('account');
        longest = Math.max(longest, seconds);
      }
      expect(passed).toBeGreaterThanOrEqual(100);
      expect(passed).toBeLessThan(110);
      expect(longest).toBeGreaterThan(0);
      expect(longest, 'seconds that she has to wait on a new device').toBeLessThanOrEqual(30);
      expect((await attempt('anna@x', '192.0.2.1', 'her device')).seconds).toBe(0);
      expect((await attempt('bo@x', '192.0.2.1')).seconds, 'others notice nothing').toBe(0);
    });

    it('the pauses grow', async () => {
      if (!redis) return;
      fresh();
      const { client } = redis;
      for (let at = 0; at < 101; at += 1) await attempt('anna@x', address(at));
      const first = (await attempt('anna@x', address(101))).seconds;
      for (let at = 102; at < 160; at += 1) {
        await client.del(await client.keys('konsilium:limit:account-pause*'));
        await attempt('anna@x', address(at));
      }
      const later = (await attempt('anna@x', address(160))).seconds;
      expect([first, later]).toEqual([2, 30]);
    });

    it('one password tried on many accounts from one network is slowed', async () => {
      fresh();
      const limitsMet = new Set<unknown>();
      let passed = 0;
      for (let at = 0; at < 300; at += 1) {
        const { seconds, limit } = await attempt(`member${at}@x`, '192.0.2.66');
        if (seconds === 0) passed += 1;
        else limitsMet.add(limit);
      }
      expect(passed).toBeGreaterThanOrEqual(100);
      expect(passed).toBeLessThan(110);
      expect([...limitsMet]).toEqual(['network']);
      expect((await attempt('anna@x', '192.0.2.66', 'her device')).seconds).toBe(0);
    });

    it('a network that is slowed counts nothing against an account', async () => {
      fresh();
      for (let at = 0; at < 101; at += 1) await attempt(`member${at}@x`, '192.0.2.66');
      for (let at = 0; at < 30; at += 1) {
        expect(await attempt('anna@x', '192.0.2.66')).toMatchObject({ limit: 'network' });
      }
      expect((await attempt('anna@x', '192.0.2.1')).seconds).toBe(0);
    });

    it('an IPv6 network is a /64, and a house with many of them a /48', async () => {
      fresh();
      for (let at = 0; at < 10; at += 1) {
        expect((await attempt('anna@x', `2001:db8:1:2::${at}`)).seconds).toBe(0);
      }
      expect((await attempt('anna@x', '2001:db8:1:2:ffff::1')).limit).toBe('account-from-network');
      let passed = 0;
      for (let at = 0; at < 600; at += 1) {
        const { seconds } = await attempt(`member${at}@x`, `2001:db8:2:${at.toString(16)}::1`);
        if (seconds === 0) passed += 1;
      }
      expect(passed).toBeGreaterThanOrEqual(400);
      expect(passed).toBeLessThan(410);
    });

    it('a morning of 2,000 sign-ins at one address is no attack, and mistypes are forgiven', async () => {
      fresh();
      const seconds: number[] = [];
      for (let at = 0; at < 2000; at += 1) {
        const who = `member${at}@x`;
        if (at % 5 === 0) seconds.push((await attempt(who, '192.0.2.5')).seconds);
        const right = await attempt(who, '192.0.2.5');
        seconds.push(right.seconds);
        await right.succeeded(true);
      }
      expect(Math.max(...seconds)).toBe(0);
    }, 30_000);

    it('who is not verified earns a network nothing, and nobody earns twice', async () => {
      fresh();
      for (let at = 0; at < 30; at += 1) {
        await (await attempt('mallory@x', '192.0.2.66')).succeeded(false);
        await (await attempt('eve@x', '192.0.2.66')).succeeded(true);
      }
      let passed = 0;
      for (let at = 0; at < 300; at += 1) {
        if ((await attempt(`member${at}@x`, '192.0.2.66')).seconds === 0) passed += 1;
      }
      expect(passed).toBeLessThan(135);
    });

    it('a device’s tries are its own; used up, it is like any other place', async () => {
      fresh();
      for (let at = 0; at < 20; at += 1) {
        expect((await attempt('anna@x', '192.0.2.1', 'stolen')).seconds).toBe(0);
      }
      expect((await attempt('anna@x', '192.0.2.1', 'stolen')).limit).toBe('account-from-network');
      expect((await attempt('anna@x', '192.0.2.1', 'another of hers')).seconds).toBe(0);
    });

    it('confirmations are counted by session, apart from sign-ins', async () => {
      fresh();
      for (let at = 0; at < 10; at += 1) expect(await limits.takeConfirmation('one')).toBe(0);
      expect(await limits.takeConfirmation('one')).toBeGreaterThan(0);
      expect(await limits.takeConfirmation('another')).toBe(0);
      await limits.confirmed('one');
      expect(await limits.takeConfirmation('one')).toBe(0);
    });

    it.each(['takeRegistration', 'takeWithdrawal', 'takeReceipt'] as const)(
      '%s: who asks without end slows the network and does not lock it',
      async (name) => {
        fresh();
        const waits: number[] = [];
        for (let at = 0; at < 200; at += 1) waits.push(await limits[name]('192.0.2.66'));
        expect(waits.filter((seconds) => seconds > 0).length).toBeGreaterThan(100);
        expect(Math.max(...waits)).toBeLessThanOrEqual(60);
        expect(await limits[name]('192.0.2.1')).toBe(0);
      },
    );

    it('no address can be read where they are counted', async () => {
      if (!server) return;
      fresh();
      await attempt('anna@x', '192.0.2.66');
      const client = createClient({ url: server.url });
      await client.connect();
      const keys = await client.keys('*');
      client.destroy();
      expect(keys.length).toBeGreaterThan(2);
      expect(keys.join()).not.toMatch(/anna|192\.0/);
    });
  });
});
