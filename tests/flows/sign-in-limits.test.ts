import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeRole } from '../../api/accounts/change-role.ts';
import { createLogger } from '../../api/platform/logger.ts';
import { Client } from '../support/graphql.ts';
import { createMember, signInAs, startTestServer, type TestServer, testPassword } from '../support/server.ts';

let server: TestServer;
let log = '';

beforeAll(async () => {
  const sink = new Writable({
    write(chunk, _encoding, done) {
      log += String(chunk);
      done();
    },
  });
  server = await startTestServer({
    env: { KONSILIUM_TRUSTED_PROXIES: '1', KONSILIUM_WORKER: 'off' },
    logger: createLogger('info', sink),
  });
});
afterAll(() => server?.close());

const events = () =>
  log
    .split('\n')
    .filter((line) => line.includes('"event"'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);

/** A browser in a network of its own. */
const browserAt = (address: string) => new Client(server.url, { 'x-forwarded-for': address });

async function guess(email: string, address: string, times: number): Promise<number[]> {
  const browser = browserAt(address);
  const statuses: number[] = [];
  for (let at = 0; at < times; at += 1) statuses.push((await browser.signIn(email, `gissning ${at}`)).status);
  return statuses;
}

const changePassword = async (client: Client, oldPassword: string, newPassword: string) => {
  const { data } = await client.graphql(
    'physician',
    `mutation ($oldPassword: String!, $newPassword: String!) {
      changePassword(oldPassword: $oldPassword, newPassword: $newPassword) {
        __typename ... on NotAllowedError { code } ... on InvalidInputError { issues { field code message } } } }`,
    { oldPassword, newPassword },
  );
  return data?.changePassword as { __typename: string; code?: string; issues?: unknown[] };
};

describe('a stranger who guesses', () => {
  it('does not lock a doctor out elsewhere, nor what she confirms in an open session', async () => {
    const { email, client } = await signInAs(server);
    expect(await guess(email, '203.0.113.1', 12)).toEqual([...Array(10).fill(401), 429, 429]);
    expect((await changePassword(client, testPassword, 'tallar mot kvällshimlen')).__typename).toBe(
      'PasswordChanged',
    );
    expect((await browserAt('203.0.113.2').signIn(email, 'tallar mot kvällshimlen')).status).toBe(200);
  });

  it('does not lock a hospital’s address', async () => {
    const address = '203.0.113.3';
    for (let at = 0; at < 6; at += 1) await guess(`nobody${at}@example.test`, address, 11);
    const { email } = await createMember(server);
    expect((await browserAt(address).signIn(email, testPassword)).status).toBe(200);
  });

  it('cannot use up the tries of a device that she has signed in on', async () => {
    const { email } = await createMember(server);
    const hers = browserAt('203.0.113.4');
    expect((await hers.signIn(email, testPassword)).status).toBe(200);
    await hers.signOut();
    await guess(email, '203.0.113.4', 12);
    expect((await browserAt('203.0.113.4').signIn(email, testPassword)).status, 'another browser').toBe(429);
    expect((await hers.signIn(email, testPassword)).status).toBe(200);
  });

  it('is answered alike for accounts that exist and that do not', async () => {
    const { email } = await createMember(server);
    const answers = async (address: string, who: string) => {
      const texts: unknown[] = [];
      for (let at = 0; at < 11; at += 1) {
        const { status, text } = await browserAt(address).signIn(who, 'gissning');
        texts.push([status, JSON.parse(text).code]);
      }
      return texts;
    };
    expect(await answers('203.0.113.5', email)).toEqual(await answers('203.0.113.6', 'ingen@example.test'));
  });
});

describe('the cookie of a device', () => {
  const deviceOf = (reply: { headers: Headers }) =>
    reply.headers.getSetCookie().find((cookie) => cookie.startsWith('konsilium-devices=')) ?? '';

  it('is kept from scripts and other sites, ends by itself and names nobody', async () => {
    const { email, id } = await createMember(server);
    const cookie = deviceOf(await browserAt('203.0.113.10').signIn(email, testPassword));
    for (const flag of ['HttpOnly', 'SameSite=Strict', 'Path=/', 'Max-Age=']) expect(cookie).toContain(flag);
    const value = cookie.split(';')[0]?.split('=')[1] ?? '';
    for (const text of [value, Buffer.from(value, 'base64url').toString('latin1')]) {
      expect(text).not.toContain(id);
      expect(text).not.toContain(email);
    }
  });

  it('several members have theirs at one computer; it is no way in', async () => {
    const ward = browserAt('203.0.113.11');
    const members = await Promise.all(Array.from({ length: 3 }, () => createMember(server)));
    for (const { email } of members) {
      await ward.signIn(email, testPassword);
      await ward.signOut();
    }
    const { data } = await ward.graphql('physician', '{ viewer { id } }');
    expect(data).toEqual({ viewer: null });
    for (const { email } of members) await guess(email, '203.0.113.11', 11);
    for (const { email } of members) {
      expect((await ward.signIn(email, testPassword)).status).toBe(200);
      await ward.signOut();
    }
  });

  it('one made for another account, changed, or older than the password counts for nothing', async () => {
    const [anna, bo] = [await createMember(server), await createMember(server)];
    const ofAnna = browserAt('203.0.113.12');
    const device = deviceOf(await ofAnna.signIn(anna.email, testPassword)).split(';')[0] ?? '';
    const tries = async (who: string, cookie: string, password: string) => {
      await guess(who, '203.0.113.12', 11);
      const reply = await new Client(server.url, { 'x-forwarded-for': '203.0.113.12', cookie }).signIn(
        who,
        password,
      );
      return reply.status;
    };
    expect(await tries(bo.email, device, testPassword)).toBe(429);
    const changed = device.slice(0, -3) + (device.endsWith('AAA') ? 'BBB' : 'AAA');
    expect(await tries(anna.email, changed, testPassword)).toBe(429);
    expect(await tries(anna.email, device, testPassword)).toBe(200);
    await changePassword(ofAnna, testPassword, 'tallar mot kvällshimlen');
    expect(await tries(anna.email, device, 'tallar mot kvällshimlen')).toBe(429);
    expect((await ofAnna.signIn(anna.email, 'tallar mot kvällshimlen')).status, 'where she changed it').toBe(
      200,
    );
  });

  it('that is stolen gives tries, as few as any other', async () => {
    const { email } = await createMember(server);
    const stolen = browserAt('203.0.113.13');
    await stolen.signIn(email, testPassword);
    const statuses: number[] = [];
    for (let at = 0; at < 22; at += 1) statuses.push((await stolen.signIn(email, `gissning ${at}`)).status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(20);
    expect(statuses.slice(20)).toEqual([429, 429]);
  });
});

describe('the session', () => {
  const sessionOf = (client: Client) => /konsilium=[^;]+/.exec(client.cookie)?.[0] ?? '';
  const viewerOf = async (cookie: string) => {
    const { data } = await new Client(server.url, { cookie }).graphql('physician', '{ viewer { id } }');
    return data?.viewer;
  };

  it('has another id after a change of password, and the copied one is worth nothing', async () => {
    const { client, id } = await signInAs(server);
    const before = sessionOf(client);
    expect((await changePassword(client, testPassword, 'tallar mot kvällshimlen')).__typename).toBe(
      'PasswordChanged',
    );
    const after = sessionOf(client);
    expect(after).not.toBe(before);
    expect(await viewerOf(before)).toBeNull();
    expect(await viewerOf(after)).toEqual({ id });
  });

  it('its cookie goes with the sign-out', async () => {
    const { client } = await signInAs(server);
    const reply = await client.signOut();
    expect(reply.status).toBe(204);
    expect(reply.headers.getSetCookie().join()).toMatch(/^konsilium=;.*Expires=Thu, 01 Jan 1970/);
    expect(sessionOf(client)).toBe('');
  });

  it('ends when its account is given a role', async () => {
    const { client, email } = await signInAs(server);
    await changeRole(server.services, { email, role: 'moderator', granted: true });
    expect(await viewerOf(client.cookie)).toBeNull();
    expect((await client.signIn(email, testPassword)).status).toBe(200);
  });
});

describe('what is no sign-in', () => {
  it.each([
    ['no JSON', '{', 400],
    ['nothing', '', 400],
    ['another shape', '[]', 400],
    ['a number', '{"email":1,"password":2}', 400],
    ['objects', '{"email":{"$ne":1},"password":["x"]}', 400],
    ['a NUL in the address', '{"email":"a\\u0000@example.test","password":"x"}', 401],
    ['a NUL in the password', '{"email":"a@example.test","password":"x\\u0000"}', 401],
    ['half a character', '{"email":"a\\ud800@example.test","password":"\\udc00"}', 401],
    ['a novel', JSON.stringify({ email: 'a@example.test', password: 'x'.repeat(20_000) }), 413],
    ['a long password', JSON.stringify({ email: 'a@example.test', password: 'x'.repeat(2000) }), 400],
  ])('%s', async (_what, body, status) => {
    const reply = await fetch(new URL('/auth/sign-in', server.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-requested-with': 'konsilium' },
      body,
    });
    expect(reply.status).toBe(status);
    expect(await reply.json()).toMatchObject({ code: expect.any(String) });
  });
});

describe('the log', () => {
  it('tells of failures and of what has to wait, by tags that name nobody', async () => {
    const { email, id, client } = await signInAs(server);
    log = '';
    await guess(email, '203.0.113.20', 14);
    await guess(email, '203.0.113.21', 1);
    await guess('ingen@example.test', '203.0.113.20', 1);
    for (let at = 0; at < 12; at += 1) await changePassword(client, 'fel', 'tallar mot kvällshimlen');
    const told = events();
    const of = (event: string) => told.filter((one) => one.event === event);
    expect(of('security.sign_in_failed')).toHaveLength(12);
    expect(new Set(of('security.sign_in_failed').map(({ account }) => account)).size).toBe(2);
    expect(new Set(of('security.sign_in_failed').map(({ network }) => network)).size).toBe(2);
    expect(of('security.confirmation_failed')).toHaveLength(10);
    expect(
      of('security.locked').map(({ limit }) => limit),
      'once, however often it is tried',
    ).toEqual(['account-from-network', 'session']);
    for (const secret of [email, id, '203.0.113', 'example.test', 'gissning'])
      expect(log).not.toContain(secret);
  });

  it('uses other tags the next day', async () => {
    const { email } = await createMember(server);
    log = '';
    await guess(email, '203.0.113.30', 1);
    server.clock.advance(86_400_000);
    await guess(email, '203.0.113.30', 1);
    server.clock.advance(-86_400_000);
    const [first, second] = events();
    expect(second?.account).not.toBe(first?.account);
    expect(second?.network).not.toBe(first?.network);
  });
});
