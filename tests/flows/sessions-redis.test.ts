import { createHash } from 'node:crypto';
import { createClient } from 'redis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listKeptMail, mailFolder, recipientOf } from '../../api/mail/transport.ts';
import { Client } from '../support/graphql.ts';
import { askWithImages, imageInput, imagesOf, uploadPicture } from '../support/images.ts';
import { findRedis } from '../support/programs.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';
import {
  createMember,
  type Member,
  startTestServer,
  type TestServer,
  testPassword,
} from '../support/server.ts';

const redisServer = findRedis();

/** What a store holds, by session id without its prefix. */
type Stored = Map<string, { value: unknown; expires: number }>;

interface Store {
  env: Record<string, string>;
  read(server: TestServer): Promise<Stored>;
  close(): Promise<void>;
}

const postgresStore = async (): Promise<Store> => ({
  env: {},
  async read({ services }) {
    const rows = await services.db.service.session.findMany();
    return new Map(rows.map(({ sid, sess, expire }) => [sid, { value: sess, expires: expire.getTime() }]));
  },
  async close() {},
});

async function redisStore(): Promise<Store & { redis: TestRedis }> {
  const redis = await startRedis(redisServer ?? '');
  const client = createClient({ url: redis.url });
  client.on('error', () => undefined);
  await client.connect();
  const prefix = 'konsilium:session:';
  return {
    redis,
    env: { REDIS_URL: redis.url },
    async read() {
      const stored: Stored = new Map();
      for (const key of (await client.keys('*')).filter((name) => !name.startsWith('konsilium:limit:'))) {
        const value: unknown = JSON.parse((await client.get(key)) ?? 'null');
        stored.set(key.startsWith(prefix) ? key.slice(prefix.length) : key, {
          value,
          expires: await client.expireTime(key),
        });
      }
      return stored;
    },
    async close() {
      client.destroy();
      await redis.stop();
    },
  };
}

async function viewerOf(member: Member, server: TestServer) {
  const { data } = await member.client.at(server.url).graphql('physician', '{ viewer { id } }');
  return data?.viewer;
}

const sessionId = (member: Member) =>
  decodeURIComponent(member.client.cookie).match(/s:([^.]+)\./)?.[1] ?? '';

const changePassword = `mutation ($oldPassword: String!, $newPassword: String!) {
  changePassword(oldPassword: $oldPassword, newPassword: $newPassword) {
    ... on PasswordChanged { changed } ... on NotAllowedError { code } ... on InvalidInputError { issues { field code } } } }`;

const stores = [
  { name: 'PostgreSQL', open: postgresStore as () => Promise<Store>, present: true },
  { name: 'Redis', open: redisStore as () => Promise<Store>, present: redisServer !== null },
];

describe.each(stores)('sessions in $name', ({ open, present }) => {
  describe.skipIf(!present)('across two processes', () => {
    let store: Store;
    let first: TestServer;
    let second: TestServer;
    let member: Member;
    let address = '';
    const statusOf = async (cookie: string) =>
      (await fetch(new URL(address, first.url), { headers: { cookie } })).status;

    beforeAll(async () => {
      store = await open();
      first = await startTestServer({ env: store.env });
      second = await startTestServer({ env: { ...store.env, KONSILIUM_WORKER: 'off' }, beside: first });
      member = await createMember(first);
    });
    afterAll(async () => {
      await second?.close();
      await first?.close();
      await store?.close();
    });

    it('without signing in there is no session and no cookie', async () => {
      expect(await viewerOf(member, first)).toBeNull();
      expect(member.client.cookie).toBe('');
      expect((await store.read(first)).size).toBe(0);
    });

    it('a wrong password makes none either', async () => {
      const reply = await member.client.signIn(member.email, 'inte hennes lösenord');
      expect(reply.status).toBe(401);
      expect((await store.read(first)).size).toBe(0);
    });

    it('holds the account’s id and nothing of what she does (ANONYMITY 40)', async () => {
      expect((await member.client.signIn(member.email, member.password)).status).toBe(200);
      const stored = await store.read(first);
      expect([...stored.keys()]).toEqual([sessionId(member)]);
      const [session] = [...stored.values()];
      expect(session?.value).toEqual({ cookie: expect.anything(), passport: { user: member.id } });
    });

    it('works at the other process too', async () => {
      expect(await viewerOf(member, first)).toEqual({ id: member.id });
      expect(await viewerOf(member, second)).toEqual({ id: member.id });
    });

    it('is not touched by use, so that it tells no last-seen (ANONYMITY 20, 22)', async () => {
      const before = await store.read(first);
      await new Promise((resolve) => setTimeout(resolve, 1100));
      await viewerOf(member, second);
      expect(await store.read(first)).toEqual(before);
    });

    it('a session id that was there before sign-in is worth nothing after', async () => {
      const planted = sessionId(member);
      expect((await member.client.signIn(member.email, member.password)).status).toBe(200);
      expect(sessionId(member)).not.toBe(planted);
      expect([...(await store.read(first)).keys()]).toEqual([sessionId(member)]);
    });

    it('changing the password ends every other one, at both processes, and tells her by mail', async () => {
      const changer = await createMember(first);
      const { client } = changer;
      await client.signIn(changer.email, testPassword);
      const elsewhere = { ...changer, client: new Client(second.url) };
      await elsewhere.client.signIn(changer.email, testPassword);
      const change = async (oldPassword: string, newPassword: string) => {
        const { data } = await client.graphql('physician', changePassword, { oldPassword, newPassword });
        return data?.changePassword;
      };
      expect(await change('inte hennes lösenord', 'ett nytt lösenord')).toMatchObject({
        code: 'WRONG_PASSWORD',
      });
      expect(await change(testPassword, 'för kort')).toMatchObject({
        issues: [{ field: 'newPassword', code: 'PASSWORD_TOO_SHORT' }],
      });
      expect(await change(testPassword, testPassword)).toMatchObject({
        issues: [{ field: 'newPassword', code: 'PASSWORD_UNCHANGED' }],
      });
      expect(await viewerOf(elsewhere, second)).toEqual({ id: changer.id });

      expect(await change(testPassword, 'ett nytt lösenord')).toEqual({ changed: true });
      expect(await viewerOf(elsewhere, second)).toBeNull();
      expect(await viewerOf(changer, first)).toEqual({ id: changer.id });
      expect((await elsewhere.client.signIn(changer.email, testPassword)).status).toBe(401);
      expect((await elsewhere.client.signIn(changer.email, 'ett nytt lösenord')).status).toBe(200);
      const { services } = first;
      const waiting = await services.db.service.outgoingMail.count({ where: { accountId: changer.id } });
      const kept = await listKeptMail(mailFolder(services.config));
      const sent = kept.filter(({ source }) => recipientOf(source) === changer.email);
      expect(waiting + sent.length).toBeGreaterThan(0);
      await client.signOut();
      await elsewhere.client.signOut();
    });

    it('finds its holder where one statement asks for her and for a picture at once', async () => {
      const question = await askWithImages(member.client, [imageInput(await uploadPicture(member.client))]);
      const [image] = await imagesOf(member.client, question);
      address = image?.sources[0]?.url ?? '';
      expect(await statusOf(member.client.cookie)).toBe(200);
      const unsigned = `konsilium=s%3A${sessionId(member)}`;
      for (const cookie of [unsigned, `${unsigned}.${'x'.repeat(43)}`, 'konsilium=%', '']) {
        expect(await statusOf(cookie)).toBe(404);
      }
    });

    it('signing out at one process ends it at both', async () => {
      const stolen = member.client.cookie;
      expect((await member.client.at(second.url).signOut()).status).toBe(204);
      expect((await store.read(first)).size).toBe(0);
      for (const { url } of [first, second]) {
        const reply = await fetch(new URL('/graphql', url), {
          method: 'POST',
          headers: { 'content-type': 'application/json', cookie: stolen },
          body: JSON.stringify({ query: '{ viewer { id } }' }),
        });
        expect(await reply.json()).toEqual({ data: { viewer: null } });
      }
      expect(await statusOf(stolen)).toBe(404);
    });
  });
});

describe.skipIf(redisServer === null)('with Redis configured', () => {
  it('attempts to sign in are counted for all processes together, under hashes that nobody can try', async () => {
    const store = await redisStore();
    const first = await startTestServer({ env: store.env });
    const second = await startTestServer({ env: { ...store.env, KONSILIUM_WORKER: 'off' }, beside: first });
    try {
      const { email, password } = await createMember(first);
      const client = createClient({ url: store.redis.url });
      await client.connect();
      const trySignIn = (server: TestServer, guess: string) =>
        fetch(new URL('/auth/sign-in', server.url), {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-requested-with': 'konsilium' },
          body: JSON.stringify({ email, password: guess }),
        });
      for (let at = 0; at < 5; at += 1) {
        expect((await trySignIn(first, `gissning ${at}`)).status).toBe(401);
        expect((await trySignIn(second, `gissning ${at}`)).status).toBe(401);
      }
      expect((await trySignIn(second, password)).status, 'ten at both').toBe(429);
      expect((await trySignIn(first, password)).status).toBe(429);
      const keys = await client.keys('konsilium:limit:*');
      expect(keys.length).toBeGreaterThan(1);
      const plain = createHash('sha256').update(email).digest('base64url');
      expect(keys.filter((key) => key.includes(email) || key.includes(plain))).toEqual([]);
      client.destroy();
    } finally {
      await second.close();
      await first.close();
      await store.close();
    }
  });

  it('PostgreSQL holds no session, and readiness tells when Redis is gone', async () => {
    const store = await redisStore();
    const server = await startTestServer({ env: store.env });
    try {
      const member = await createMember(server);
      await member.client.signIn(member.email, member.password);
      expect(await server.services.db.service.session.count()).toBe(0);

      const ready = await member.client.request('/readyz');
      expect(ready.status).toBe(200);
      await store.close();
      const unready = await member.client.request('/readyz');
      expect(unready.status).toBe(503);
      expect(JSON.parse(unready.text)).toMatchObject({ sessions: 'failing', database: 'ok' });
    } finally {
      await server.close();
    }
  });
});
