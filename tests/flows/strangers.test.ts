import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostileDocuments } from '../hostile/documents.ts';
import { cpuTimeOf, explodes } from '../support/cpu-time.ts';
import { Client, type GraphqlReply } from '../support/graphql.ts';
import { type Member, signInAs, startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let member: Member;

beforeAll(async () => {
  // A proxy in front, so that each test is a client of its own.
  server = await startTestServer({ env: { KONSILIUM_TRUSTED_PROXIES: '1' } });
  member = await signInAs(server);
});
afterAll(() => server?.close());

let addresses = 0;
const stranger = (address = `192.0.${++addresses}.7`) =>
  new Client(server.url, { 'x-forwarded-for': address });

/** With what this thread used until it was answered: the service's work and the client's. */
async function measured(ask: () => Promise<GraphqlReply>): Promise<{ reply: GraphqlReply; cpu: number }> {
  let reply: GraphqlReply | undefined;
  const cpu = await cpuTimeOf(async () => {
    reply = await ask();
  });
  if (!reply) throw new Error('It was not answered.');
  return { reply, cpu };
}

describe.each(['a stranger', 'a member'] as const)('%s asks', (who) => {
  it.each(hostileDocuments)('$name', async ({ query, variables = {} }) => {
    const client = who === 'a member' ? member.client : stranger();
    const { reply, cpu } = await measured(() => client.graphql('physician', query, variables));
    expect(reply.status, reply.text.slice(0, 200)).toBeLessThan(500);
    expect(reply.text).not.toContain('INTERNAL_SERVER_ERROR');
    expect(reply.text.length).toBeLessThan(who === 'a member' ? 4_100_000 : 1_100_000);
    // The client's own work is in it: it runs in this thread as well.
    expect(cpu).toBeLessThan(explodes);
  });
});

describe('signed out', () => {
  it('documents that ask for much are soon too many there, and nowhere else', async () => {
    const greedy = { query: '{ __schema { types { name } } }' };
    const statuses = new Map<number, number>();
    let last: Awaited<ReturnType<Client['postJson']>> | undefined;
    for (let at = 0; at < 300; at++) {
      last = await stranger('198.51.100.0').postJson('/graphql', greedy);
      statuses.set(last.status, (statuses.get(last.status) ?? 0) + 1);
      if ((statuses.get(429) ?? 0) > 3) break;
    }
    expect(last?.status).toBe(429);
    expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(JSON.parse(last?.text ?? '{}').errors[0]).toMatchObject({
      message: 'För många försök. Vänta en stund och försök igen.',
      extensions: { code: 'TOO_MANY_ATTEMPTS' },
    });
    expect(statuses.get(200)).toBeGreaterThan(100);
    expect((await stranger('198.51.101.1').graphql('physician', '{ viewer { id } }')).status).toBe(200);
    const atSameAddress = await member.client.request('/graphql?query=%7Bviewer%7Bid%7D%7D', {
      headers: { 'x-forwarded-for': '198.51.100.0', 'apollo-require-preflight': '1' },
    });
    expect(atSameAddress.status, 'a member behind the same address').toBe(200);
  });

  it('a faulty document takes more than a good one', async () => {
    const client = stranger('203.0.113.5');
    let asked = 0;
    for (; asked < 300; asked++) {
      if ((await client.graphql('physician', '{ nothing }')).status === 429) break;
    }
    expect(asked).toBeGreaterThan(50);
    expect(asked).toBeLessThan(200);
  });
});
