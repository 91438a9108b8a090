import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoAccounts, demoAccountsFile } from '../../api/access/demo-accounts.ts';
import { openShareFile } from '../../web/features/lookups/protocol/share-file.ts';
import { createTestDatabase } from '../support/database.ts';
import { Client } from '../support/graphql.ts';
import { processesNaming, type RunningProgram, runProgram } from '../support/program.ts';
import { freePort } from '../support/redis.ts';
import { databaseEnvironment } from '../support/server.ts';

const main = 'api/main.ts';
const asRoot = process.getuid?.() === 0;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'konsilium-start-'));
  // As root, PostgreSQL runs as another user and must reach its data.
  await chmod(folder, 0o755);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A start that must not succeed: its exit status, and what it says about it. */
async function refusedStart(env: Record<string, string>): Promise<string> {
  const program = runProgram(main, env);
  const patience = setTimeout(() => program.signal('SIGKILL'), 60_000);
  expect(await program.ended, program.output).toBe(1);
  clearTimeout(patience);
  const sentence = program.complaints.trim();
  expect(sentence, 'one sentence and no stack').toMatch(/^[^\n]+\.$/);
  return sentence;
}

describe('npm start, once and again on the same data', () => {
  const settings = { PORT: '', KONSILIUM_DATA: '' };
  let running: RunningProgram | undefined;
  let demo: DemoAccounts;
  let url: string;

  beforeAll(async () => {
    settings.PORT = String(await freePort());
    settings.KONSILIUM_DATA = path.join(folder, 'data');
    url = `http://127.0.0.1:${settings.PORT}`;
    running = runProgram(main, settings);
    await running.until('Konsilium is ready');
    demo = demoAccountsFile.parse(
      JSON.parse(await readFile(path.join(settings.KONSILIUM_DATA, 'demo-accounts.json'), 'utf8')),
    );
  }, 180_000);
  afterAll(async () => {
    running?.signal('SIGKILL');
    await running?.ended;
  });

  it('says step by step what it does, then the address and accounts of every role', () => {
    const { output = '' } = running ?? {};
    expect(output).toMatch(/^ +\d+\.\d s {2}Starting PostgreSQL …$/m);
    expect(output).toContain(`Konsilium is ready: http://localhost:${settings.PORT}`);
    for (const role of ['physician', 'unverified', 'moderator', 'technicalAdmin'] as const) {
      const printed = demo.accounts.filter(
        ({ roles, email, password }) =>
          roles.includes(role) && output.includes(email) && output.includes(password),
      );
      expect(printed, role).not.toEqual([]);
    }
    for (const { shareFile, passphrase } of demo.accounts) {
      if (shareFile) expect(output).toContain(shareFile);
      if (passphrase) expect(output).toContain(passphrase);
    }
  });

  it('has a cast for every role, in a file that only its owner reads', async () => {
    expect((await stat(path.join(settings.KONSILIUM_DATA, 'demo-accounts.json'))).mode & 0o777).toBe(0o600);
    const having = (role: string) => demo.accounts.filter(({ roles }) => roles.some((one) => one === role));
    expect(having('moderator')).toHaveLength(2);
    expect(having('technicalAdmin')).toHaveLength(3);
    expect(having('physician').length).toBeGreaterThanOrEqual(10);
  });

  it('every demo account can sign in, and is what the file says', async () => {
    for (const { email, password, name, roles } of demo.accounts) {
      const client = new Client(url);
      expect((await client.signIn(email, password)).status, email).toBe(200);
      const { data } = await client.graphql(
        'physician',
        '{ viewer { name email status isModerator isTechnicalAdmin } }',
      );
      expect(data?.viewer).toMatchObject({
        name,
        email,
        isModerator: roles.includes('moderator'),
        isTechnicalAdmin: roles.includes('technicalAdmin'),
        ...(roles.includes('physician') ? { status: 'VERIFIED' } : {}),
      });
    }
  });

  it('every technical admin’s passphrase opens her share file', async () => {
    const admins = demo.accounts.filter(({ roles }) => roles.includes('technicalAdmin'));
    const shares = await Promise.all(
      admins.map(async ({ shareFile = '', passphrase = '' }) =>
        openShareFile(await readFile(shareFile, 'utf8'), passphrase),
      ),
    );
    expect(new Set(shares.map(({ index }) => index)).size).toBe(3);
  });

  it('shows at least 30 consultations to a physician, and none to one who is signed out', async () => {
    const account = demo.accounts.find(({ roles }) => roles.includes('physician'));
    const client = new Client(url);
    const feed = '{ consultations(first: 100) { edges { node { answerCount } } } }';
    const count = async () => {
      const { text } = await client.graphql('physician', feed);
      return text.match(/answerCount/g)?.length ?? 0;
    };
    expect(await count()).toBe(0);
    await client.signIn(account?.email ?? '', account?.password ?? '');
    expect(await count()).toBeGreaterThanOrEqual(28);
  });

  it('/healthz, /readyz and the pages answer', async () => {
    const client = new Client(url);
    expect(await client.request('/healthz')).toMatchObject({ status: 200, text: '{"status":"alive"}' });
    const ready = await client.request('/readyz');
    expect(JSON.parse(ready.text)).toEqual({ status: 'ready', database: 'ok', sessions: 'ok', jobs: 'ok' });
    const page = await client.request('/konsultationer/nagot');
    expect(page.status).toBe(200);
    expect(page.text).toContain('<div id="root">');
  });

  it('a second start on the same data folder is refused in one sentence', async () => {
    const sentence = await refusedStart({ ...settings, PORT: String(await freePort()) });
    expect(sentence).toContain('runs already');
    expect(sentence).toContain(settings.KONSILIUM_DATA);
  });

  it('Ctrl-C ends it with status 0 and leaves no database behind', async () => {
    running?.signal('SIGINT');
    expect(await running?.ended).toBe(0);
    expect(running?.output).toContain('Stopped.');
    expect(running?.complaints).toBe('');
    expect(await processesNaming(settings.KONSILIUM_DATA)).toEqual([]);
    await expect(stat(path.join(settings.KONSILIUM_DATA, 'postgres/cluster/postmaster.pid'))).rejects.toThrow(
      'ENOENT',
    );
  }, 30_000);

  it('starts again, with the same accounts', async () => {
    running = runProgram(main, settings);
    await running.until('Konsilium is ready');
    const [account] = demo.accounts;
    expect(running.output).toContain(account?.password);
    const client = new Client(url);
    expect((await client.signIn(account?.email ?? '', account?.password ?? '')).status).toBe(200);
  }, 60_000);

  it('SIGTERM ends it as well', async () => {
    running?.signal('SIGTERM');
    expect(await running?.ended).toBe(0);
    expect(await processesNaming(settings.KONSILIUM_DATA)).toEqual([]);
  }, 30_000);
});

describe('a start that cannot be', () => {
  it('names the port that is taken', async () => {
    const database = await createTestDatabase();
    const occupant = createServer().listen(0, '127.0.0.1');
    await once(occupant, 'listening');
    try {
      const address = occupant.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      const sentence = await refusedStart({
        ...databaseEnvironment(database),
        KONSILIUM_DATA: path.join(folder, 'beside'),
        PORT: String(port),
      });
      expect(sentence).toContain(`Port ${port} is taken`);
    } finally {
      occupant.close();
      await database.drop();
    }
  }, 90_000);

  it('names the data folder that cannot be written to', async () => {
    // Nothing but the kernel stops root.
    const closed = asRoot ? '/sys/konsilium' : path.join(folder, 'closed');
    if (!asRoot) await mkdir(closed, { mode: 0o555 });
    const sentence = await refusedStart({ KONSILIUM_DATA: closed, PORT: '0' });
    expect(sentence).toContain(`The data folder ${closed} cannot be written to`);
  });

  it.skipIf(!asRoot)('names the folder that keeps PostgreSQL out when root starts it', async () => {
    const closed = path.join(folder, 'private');
    await mkdir(closed, { mode: 0o700 });
    const sentence = await refusedStart({ KONSILIUM_DATA: path.join(closed, 'data'), PORT: '0' });
    expect(sentence).toContain(`the folder ${closed} is closed to other users`);
  });

  it('names the database that does not answer', async () => {
    const DATABASE_URL = `postgresql://nobody:secret@127.0.0.1:${await freePort()}/none`;
    const sentence = await refusedStart({ DATABASE_URL, KONSILIUM_DATA: path.join(folder, 'x'), PORT: '0' });
    expect(sentence).toContain('DATABASE_URL');
    expect(sentence).not.toContain('secret');
  });

  it('names the setting that does not exist', async () => {
    expect(await refusedStart({ KONSILIUM_DATTA: 'x' })).toContain('KONSILIUM_DATTA is not a setting');
  });

  it('refuses production without secrets, https and a real database', async () => {
    const sentence = await refusedStart({ NODE_ENV: 'production' });
    for (const named of ['KONSILIUM_KEYRING', 'KONSILIUM_SESSION_SECRET', 'https', 'DATABASE_URL']) {
      expect(sentence).toContain(named);
    }
  });
});
