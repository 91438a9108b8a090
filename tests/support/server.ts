import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findActor } from '../../api/access/actor.ts';
import { type PhysicianGrant, requirePhysician } from '../../api/access/grants.ts';
import { hashPassword } from '../../api/accounts/passwords.ts';
import { readConfig } from '../../api/config.ts';
import { generateKeyring } from '../../api/identity/crypto/keyring.ts';
import { randomSecret } from '../../api/platform/data-folder.ts';
import type { PhysicianId } from '../../api/platform/ids.ts';
import type { Logger } from '../../api/platform/logger.ts';
import { startService } from '../../api/start.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { Client } from './graphql.ts';
import { createAccount, type NewAccount, TestClock, type World } from './world.ts';

/** The real time, which a test can move on. */
export class RunningClock extends TestClock {
  #ahead = 0;

  override now(): Date {
    return new Date(Date.now() + this.#ahead);
  }

  override advance(ms: number): void {
    this.#ahead += ms;
  }
}

/** The whole service behind a port of this machine, on a database of its own. */
export interface TestServer extends World {
  url: string;
  /** Where this service keeps what it keeps in files. */
  dataFolder: string;
}

export interface ServerOptions {
  clock?: TestClock;
  logger?: Logger;
  /** Further settings, as in the environment. */
  env?: Record<string, string>;
  /** Shares the database (and its secrets) with another server; then that server drops it. */
  beside?: TestServer;
}

/** Starts HTTP and jobs as `npm start` does, on an empty forum. */
export async function startTestServer(options: ServerOptions = {}): Promise<TestServer> {
  const { clock = new RunningClock(), logger, env = {}, beside } = options;
  const database = beside?.database ?? (await createTestDatabase());
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'konsilium-server-'));
  const removeTraces = async () => {
    if (!beside) await database.drop();
    await rm(dataFolder, { recursive: true, force: true });
  };
  try {
    const config = readConfig({
      NODE_ENV: 'test',
      PORT: '0',
      ...databaseEnvironment(database),
      KONSILIUM_DATA: dataFolder,
      KONSILIUM_KEYRING: beside?.services.config.keyring ?? generateKeyring(),
      KONSILIUM_SESSION_SECRET: beside?.services.config.sessionSecret ?? randomSecret(),
      KONSILIUM_LOG_LEVEL: 'silent',
      // Tests write in a second what a member writes in a day; those of the limits set them.
      KONSILIUM_WRITING_LIMITS: '1000',
      ...env,
    });
    const running = await startService(config, {
      progress: () => undefined,
      // Before HTTP and jobs take hold of them.
      async prepare({ services }) {
        services.clock = clock;
        if (logger) services.logger = logger;
      },
    });
    return {
      url: `http://127.0.0.1:${running.port}`,
      services: running.opened.services,
      clock,
      database,
      dataFolder,
      async close() {
        await running.stop();
        await removeTraces();
      },
    };
  } catch (error) {
    await removeTraces();
    throw error;
  }
}

/** The settings by which a service of its own process reaches this database. */
export function databaseEnvironment(database: TestDatabase): Record<string, string> {
  return {
    DATABASE_URL: database.owner,
    KONSILIUM_DATABASE_SERVICE_URL: database.service,
    KONSILIUM_DATABASE_LOOKUP_URL: database.lookup,
    KONSILIUM_DATABASE_WORKER_URL: database.worker,
    KONSILIUM_MIGRATE: 'off',
  };
}

/** Somebody with an account, and her browser. */
export interface Member {
  id: PhysicianId;
  name: string;
  email: string;
  password: string;
  client: Client;
}

export const testPassword = 'grönt te i granskogen';
let testPasswordHash: Promise<string> | undefined;

/** Lets an account sign in with `testPassword`. */
export async function givePassword({ services }: World, id: PhysicianId): Promise<void> {
  testPasswordHash ??= hashPassword(testPassword);
  await services.db.service.account.update({
    where: { id },
    data: { passwordHash: await testPasswordHash },
    select: { id: true },
  });
}

/** What lets a command act for her, without her browser. */
export async function physicianGrant(
  { services }: World,
  { id }: { id: PhysicianId },
): Promise<PhysicianGrant> {
  const actor = await findActor(services.db.service, id);
  if (!actor) throw new Error('she has no account');
  return requirePhysician(actor);
}

/** An account with a password that works; not signed in. */
export async function createMember(server: TestServer, account: NewAccount = {}): Promise<Member> {
  const { id, name, email } = await createAccount(server, account);
  await givePassword(server, id);
  return { id, name, email, password: testPassword, client: new Client(server.url) };
}

/** As `createMember`, and signed in. */
export async function signInAs(server: TestServer, account: NewAccount = {}): Promise<Member> {
  const member = await createMember(server, account);
  const { status, text } = await member.client.signIn(member.email, member.password);
  if (status !== 200) throw new Error(`sign-in was refused: ${status} ${text}`);
  return member;
}
