import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeRole } from '../../api/accounts/change-role.ts';
import { Client } from '../support/graphql.ts';
import { untilHeldUp } from '../support/held-up.ts';
import {
  createMember,
  type Member,
  signInAs,
  startTestServer,
  type TestServer,
  testPassword,
} from '../support/server.ts';
import { newestVersion } from '../support/terms.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server?.close());

const headers = { 'content-type': 'application/json', 'x-requested-with': 'konsilium' };

function trySignIn(
  on: TestServer,
  email: string,
  password: string,
  more: Record<string, string> = {},
  query = '',
) {
  return fetch(new URL(`/auth/sign-in${query}`, on.url), {
    method: 'POST',
    headers: { ...headers, ...more },
    body: JSON.stringify({ email, password }),
  });
}

describe('signing in', () => {
  it('with a password that is changed before the session is saved leaves no session', async () => {
    const { email, id } = await createMember(server);
    const owner = new pg.Client({ connectionString: server.database.owner });
    await owner.connect();
    try {
      await owner.query('BEGIN; LOCK TABLE platform.session IN ACCESS EXCLUSIVE MODE');
      const reply = trySignIn(server, email, testPassword);
      await untilHeldUp(owner, reply);
      await owner.query('UPDATE accounts.account SET password_hash = $2 WHERE id = $1', [id, 'another']);
      await owner.query('COMMIT');
      const { status, headers } = await reply;
      expect(status).toBe(401);
      const { rowCount } = await owner.query(
        `SELECT FROM platform.session WHERE sess #>> '{passport,user}' = $1`,
        [id],
      );
      expect(rowCount).toBe(0);
      expect(headers.get('set-cookie')).toBeNull();
    } finally {
      await owner.end();
    }
  });
});

describe('guessing passwords', () => {
  // Each with counters of its own.
  let own: TestServer;
  beforeAll(async () => {
    own = await startTestServer();
  });
  afterAll(() => own?.close());

  it('all at once gets no further than one by one', async () => {
    const { email } = await createMember(own);
    const replies = await Promise.all(
      Array.from({ length: 25 }, (_, at) => trySignIn(own, email, `gissning ${at}`)),
    );
    const statuses = replies.map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(15);
    const late = await trySignIn(own, email, testPassword);
    expect(late.status, 'the right one has to wait as well').toBe(429);
    expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('another spelling or a forged client address is the same account', async () => {
    const { email } = await createMember(own);
    const statuses: number[] = [];
    for (let at = 0; at < 12; at += 1) {
      const spelt = at % 2 === 0 ? email : ` ${email.toUpperCase()} `;
      statuses.push((await trySignIn(own, spelt, 'fel', { 'x-forwarded-for': `198.51.100.${at}` })).status);
    }
    expect(statuses).toEqual([...Array(10).fill(401), 429, 429]);
  });

  it('by way of a change of password is the same guessing', async () => {
    const { client } = await signInAs(own);
    const codes: unknown[] = [];
    for (let at = 0; at < 12; at += 1) {
      const { data } = await client.graphql(
        'physician',
        `mutation ($old: String!) { changePassword(oldPassword: $old, newPassword: "ett nytt lösenord") {
           __typename ... on NotAllowedError { code } } }`,
        { old: `gissning ${at}` },
      );
      codes.push((data?.changePassword as { code?: string } | undefined)?.code);
    }
    expect(codes).toEqual([...Array(10).fill('WRONG_PASSWORD'), 'TOO_MANY_ATTEMPTS', 'TOO_MANY_ATTEMPTS']);
  });

  it('takes nothing from the address bar', async () => {
    const { email } = await createMember(own);
    const query = `?email=${encodeURIComponent(email)}&password=${encodeURIComponent(testPassword)}`;
    expect((await trySignIn(own, '', '', {}, query)).status).toBe(400);
  });
});

describe('registering', () => {
  const registration = (at: number) => ({
    email: `ny${at}@example.test`,
    password: 'ett långt lösenord',
    name: 'Ny Nysson',
    specialty: 'allmanmedicin',
    licenceNumber: 'TEST-1',
    acceptedTerms: newestVersion,
  });
  const mutation = `mutation ($input: RegisterInput!) {
    register(input: $input) { __typename ... on Refusal { code } } }`;

  it('thirty times an hour from one place, and many at once in one request not at all', async () => {
    const client = new Client(server.url);
    const many = Array.from({ length: 12 }, (_, at) => `r${at}: register(input: $input) { __typename }`);
    const bulk = await client.graphql(
      'physician',
      `mutation ($input: RegisterInput!) { ${many.join(' ')} }`,
      {
        input: registration(99),
      },
    );
    expect(bulk.errors[0]?.extensions?.code).toBe('OPERATION_TOO_LARGE');
    expect(await server.services.db.service.account.count({ where: { email: 'ny99@example.test' } })).toBe(0);

    const answers: unknown[] = [];
    for (let at = 0; at < 31; at += 1) {
      const { data } = await client.graphql('physician', mutation, { input: registration(at) });
      answers.push(data?.register);
    }
    expect(answers.slice(0, 30)).toEqual(Array(30).fill({ __typename: 'Registration' }));
    expect(answers[30]).toEqual({ __typename: 'NotAllowedError', code: 'TOO_MANY_ATTEMPTS' });
  }, 60_000);
});

describe('a role that is taken away', () => {
  it('is gone at the next request of the same session', async () => {
    const moderator = await signInAs(server, { moderator: true });
    const ask = () => moderator.client.graphql('moderation', '{ viewer { isModerator } }');
    expect((await ask()).data).toEqual({ viewer: { isModerator: true } });
    await changeRole(server.services, { email: moderator.email, role: 'moderator', granted: false });
    const refused = await ask();
    expect(refused.status).toBe(403);
    expect(refused.data ?? null).toBeNull();
  });

  it('an account that is gone is signed out', async () => {
    const member = await signInAs(server);
    await server.services.db.service.account.delete({ where: { id: member.id } });
    const { data } = await member.client.graphql('physician', '{ viewer { id } }');
    expect(data).toEqual({ viewer: null });
  });
});

describe('verification', () => {
  let admin: Member;
  beforeAll(async () => {
    admin = await signInAs(server, { status: 'UNVERIFIED', technicalAdmin: true });
  });
  const verify = (accountId: string) =>
    admin.client.graphql(
      'operations',
      `mutation ($accountId: ID!) { verifyPhysician(accountId: $accountId, evidence: "legitimationsbevis") {
        __typename ... on Account { status } ... on Refusal { code } } }`,
      { accountId },
    );

  it('nobody decides on her own account', async () => {
    const { data } = await verify(admin.id);
    expect(data?.verifyPhysician).toEqual({ __typename: 'NotAllowedError', code: 'OWN_ACCOUNT' });
  });

  it('twice at once counts once', async () => {
    const applicant = await createMember(server, { status: 'UNVERIFIED' });
    const replies = await Promise.all([verify(applicant.id), verify(applicant.id), verify(applicant.id)]);
    const results = replies.map(({ data }) => data?.verifyPhysician);
    expect(results.filter((one) => JSON.stringify(one).includes('VERIFIED'))).toHaveLength(1);
    expect(
      await server.services.db.service.auditEntry.count({
        where: { kind: 'account.verified', details: { contains: applicant.id } },
      }),
    ).toBe(1);
  });
});

describe('paths and caches', () => {
  const ask = (path: string, init: RequestInit = {}) => fetch(new URL(path, server.url), init);

  it.each([
    '/graphql/moderation/x',
    '/graphql//moderation',
    '/graphql/x',
    '/graphql%2Fmoderation',
    '/graphqlx',
  ])('%s is no endpoint', async (path) => {
    const reply = await ask(path, { method: 'POST', headers, body: '{"query":"{ __typename }"}' });
    expect(reply.status).toBe(404);
  });

  it.each([
    '/assets/..%2f.sources',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/..%2f..%2fpackage.json',
    '/.sources',
  ])('%s leads out of nothing', async (path) => {
    const text = await (await ask(path)).text();
    expect(text).not.toContain('"dependencies"');
    expect(text).not.toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([
    ['an endpoint', '/graphql', { method: 'POST', headers, body: '{"query":"{ viewer { id } }"}' }],
    ['a shut endpoint', '/graphql/operations', { method: 'POST', headers, body: '{}' }],
    ['a broken body', '/graphql', { method: 'POST', headers, body: '{' }],
    ['a body that is too large', '/graphql', { method: 'POST', headers, body: `"${'x'.repeat(300_000)}"` }],
    ['sign-in', '/auth/sign-in', { method: 'POST', headers, body: '{}' }],
    ['nothing', '/nothing', { method: 'DELETE' }],
    ['a missing asset', '/assets/nothing.js', {}],
    ['readiness', '/readyz', {}],
  ])('no cache keeps the answer of %s (ANONYMITY 47)', async (_what, path, init) => {
    const reply = await ask(path, init);
    expect(reply.headers.get('cache-control')).toMatch(/no-store/);
    expect(reply.headers.get('etag')).toBeNull();
  });
});

describe('behind a proxy that ends TLS', () => {
  let proxied: TestServer;
  beforeAll(async () => {
    proxied = await startTestServer({
      env: { KONSILIUM_URL: 'https://forum.example.test', KONSILIUM_TRUSTED_PROXIES: '1' },
    });
  });
  afterAll(() => proxied?.close());

  it('the cookie is for https, this host and no script', async () => {
    const { email } = await createMember(proxied);
    const reply = await trySignIn(proxied, email, testPassword, { 'x-forwarded-proto': 'https' });
    const cookies = reply.headers
      .getSetCookie()
      .sort((one) => (one.startsWith('__Host-konsilium=') ? -1 : 1));
    expect(cookies.map((cookie) => cookie.replace(/=.*/, ''))).toEqual([
      '__Host-konsilium',
      '__Host-konsilium-devices',
    ]);
    for (const [at, sameSite] of ['SameSite=Lax', 'SameSite=Strict'].entries()) {
      for (const flag of ['Path=/', 'HttpOnly', 'Secure', sameSite]) expect(cookies[at]).toContain(flag);
      expect(cookies[at]).not.toContain('Domain');
    }
    expect(reply.headers.get('strict-transport-security')).toContain('max-age');
  });

  it('a sign-in that came without TLS is refused, not answered without a cookie', async () => {
    const { email } = await createMember(proxied);
    const reply = await trySignIn(proxied, email, testPassword);
    expect(reply.status).toBe(400);
    expect(await reply.json()).toMatchObject({ code: 'HTTPS_REQUIRED' });
  });
});
