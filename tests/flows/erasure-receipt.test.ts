import { createClient } from 'redis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eraseSessions } from '../../api/access/erase-sessions.ts';
import { newReceiptCode } from '../../api/erasure/receipt-code.ts';
import { steps } from '../../api/erasure/steps.ts';
import { createLogger } from '../../api/platform/logger.ts';
import { untilErased } from '../support/erasure.ts';
import { Client, type Reply } from '../support/graphql.ts';
import { findRedis } from '../support/programs.ts';
import { startRedis } from '../support/redis.ts';
import { type Member, signInAs, startTestServer, type TestServer } from '../support/server.ts';

const path = '/erasure/status';
const requestDocument = `mutation ($password: String!) { requestErasure(password: $password) {
  __typename ... on ErasureRequested { code started } ... on Refusal { code } } }`;

async function leave({ client, password }: Member, given = password) {
  const { data } = await client.graphql('physician', requestDocument, { password: given });
  return data?.requestErasure as { __typename: string; code: string; started?: boolean };
}

describe('a receipt', () => {
  let server: TestServer;
  let stranger: Client;
  let said = '';

  beforeAll(async () => {
    const write = (line: string) => {
      said += line;
    };
    const logger = createLogger('debug', { write });
    server = await startTestServer({ logger, env: { KONSILIUM_WORKER: 'off' } });
    server.services.config.erasureCoolingOffDays = 0;
    stranger = new Client(server.url);
  });
  afterAll(() => server?.close());

  const look = (code: string, by = stranger) => by.request(path, { headers: { 'x-erasure-code': code } });
  const send = (code: unknown, by = stranger) => by.postJson(path, { code });
  const json = ({ text }: Reply) => JSON.parse(text);

  test('is given for the right password alone, and tells whoever has its code how every step stands', async () => {
    const anna = await signInAs(server, { name: 'Anna Kanariefågel', email: 'anna@canary.test' });
    expect(await leave(anna, 'fel lösenord')).toMatchObject({ __typename: 'NotAllowedError' });
    const { code, started } = await leave(anna);
    expect(started).toBe(true);
    expect(code).toMatch(/^[0-9A-Z]{5}(-[0-9A-Z]{5}){5}$/);
    const shortly = await look(code);
    expect(shortly.status).toBe(200);
    expect(json(shortly)).toMatchObject({ cause: 'MEMBER', state: 'RUNNING', finishedOn: null });

    await untilErased(server);
    const done = await look(code);
    expect(done.headers.get('cache-control')).toMatch(/no-store/);
    expect(done.headers.get('set-cookie')).toBeNull();
    const status = json(done);
    expect(status).toMatchObject({ state: 'DONE', finishedOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
    expect(status.steps.map(({ name }: { name: string }) => name)).toEqual(steps.map(({ name }) => name));
    expect(status.steps).toContainEqual({
      name: 'mixpanel_events',
      state: 'NOT_APPLICABLE',
      answer: 'NOTHING_SENT',
    });
    expect(JSON.parse((await send(code.toLowerCase().replaceAll('-', ' '))).text)).toEqual(status);
    for (const secret of [anna.id, anna.name, anna.email, 'canary', code]) {
      expect(done.text).not.toContain(secret);
      expect(said).not.toContain(secret);
    }
    const kept = JSON.stringify(await server.services.db.service.erasure.findMany());
    expect(kept).not.toContain(code);
    expect(kept).not.toContain(code.replaceAll('-', ''));
  });

  test('is not found by another code, by none, by nonsense, nor by one in the address', async () => {
    const berit = await signInAs(server);
    const { code } = await leave(berit);
    const refusals = [
      await look(newReceiptCode()),
      await look(code.slice(0, -1)),
      await stranger.request(path),
      await stranger.request(`${path}?code=${code}`),
      await send(newReceiptCode()),
      await send(null),
      await send({ contains: code.slice(0, 5) }),
      await stranger.postJson(`${path}?code=${code}`, {}),
    ];
    for (const refusal of refusals) {
      expect(refusal.status).toBe(404);
      expect(json(refusal)).toEqual({ code: 'RECEIPT_UNKNOWN', message: expect.any(String) });
    }
    expect((await stranger.request(`${path}/${code}`)).text).not.toContain('RUNNING');
    await untilErased(server);
  });

  test('cannot be guessed without end', async () => {
    let reply = await look(newReceiptCode());
    let tries = 1;
    for (; reply.status === 404 && tries < 100; tries += 1) reply = await look(newReceiptCode());
    expect(reply.status).toBe(429);
    expect(tries).toBeLessThanOrEqual(61);
    expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(json(reply)).toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
    const { code } = await leave(await signInAs(server));
    expect((await look(code)).status, 'the right one waits like any other').toBe(429);
    await untilErased(server);
  });
});

describe.skipIf(findRedis() === null)('sessions in Redis', () => {
  test('of the one who goes end, all of them; those of others do not, and what is no session is left', async () => {
    const redis = await startRedis(findRedis() ?? '');
    const server = await startTestServer({ env: { REDIS_URL: redis.url, KONSILIUM_WORKER: 'off' } });
    const reader = createClient({ url: redis.url });
    try {
      await reader.connect();
      const [anna, other] = [await signInAs(server), await signInAs(server)];
      const phone = new Client(server.url);
      await phone.signIn(anna.email, anna.password);
      await reader.set('konsilium:session:broken', 'no JSON');
      const sessions = async () => (await reader.keys('konsilium:session:*')).length;
      expect(await sessions()).toBe(4);
      const viewer = async (client: Client) =>
        (await client.graphql('physician', '{ viewer { id } }')).data?.viewer;
      expect(await viewer(phone)).toEqual({ id: anna.id });

      await eraseSessions(server.services, anna.id);
      await eraseSessions(server.services, anna.id);
      expect(await sessions()).toBe(2);
      expect([await viewer(anna.client), await viewer(phone)]).toEqual([null, null]);
      expect(await viewer(other.client)).toEqual({ id: other.id });
    } finally {
      reader.destroy();
      await server.close();
      await redis.stop();
    }
  });
});
