import { randomInt, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Actor, findActor } from '../../api/access/actor.ts';
import {
  type ModeratorGrant,
  type PhysicianGrant,
  requireModerator,
  requirePhysician,
  requireTechnicalAdmin,
  type TechnicalAdminGrant,
} from '../../api/access/grants.ts';
import { readConfig } from '../../api/config.ts';
import type { RequestContext } from '../../api/graphql/context.ts';
import { generateKeyring, parseKeyring } from '../../api/identity/crypto/keyring.ts';
import { DecoderPool } from '../../api/images/decoding/decoder-pool.ts';
import type { Clock } from '../../api/platform/clock.ts';
import { openDatabase } from '../../api/platform/database/database.ts';
import { newId, type PhysicianId } from '../../api/platform/ids.ts';
import { createLogger } from '../../api/platform/logger.ts';
import { openStorage } from '../../api/platform/storage/open-storage.ts';
import type { Services } from '../../api/services.ts';
import { acceptNewest } from '../../api/terms/accept-terms.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';

/** A clock that stands still until it is told otherwise. */
export class TestClock implements Clock {
  #now: Date;

  constructor(start = new Date('2026-11-21T12:34:56Z')) {
    this.#now = start;
  }

  now(): Date {
    return this.#now;
  }

  advance(ms: number): void {
    this.#now = new Date(this.#now.getTime() + ms);
  }
}

export interface World {
  services: Services;
  clock: TestClock;
  database: TestDatabase;
  close(): Promise<void>;
}

/** The whole service on a database of its own, without HTTP. */
export async function createWorld(): Promise<World> {
  const database = await createTestDatabase();
  const clock = new TestClock();
  const db = openDatabase({ service: database.service, lookup: database.lookup }, 10);
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'konsilium-world-'));
  const config = readConfig({ NODE_ENV: 'test', KONSILIUM_DATA: dataFolder });
  const decoders = new DecoderPool();
  const services: Services = {
    config,
    db,
    keyring: parseKeyring(generateKeyring()),
    clock,
    logger: createLogger('silent'),
    tracing: null,
    storage: openStorage(config),
    decoders,
  };
  return {
    services,
    clock,
    database,
    async close() {
      await decoders.close();
      await db.close();
      await database.drop();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

/** What a resolver gets of somebody's request, where a test runs a document without HTTP. Its act is a new one each time. */
export const requestContext = ({ services }: World, actor: Actor | null): RequestContext => ({
  services,
  requestId: 'test',
  locale: 'sv',
  actor,
  onceKey: randomUUID(),
  takeRegistration: async () => 0,
  takeWithdrawal: async () => 0,
  takeOperation: async () => 0,
  takeWriting: async () => null,
  confirmPassword: async () => undefined,
  endOtherSessions: async () => undefined,
  renewSession: async () => undefined,
  pageMarker: () => 'test',
  draftKey: () => 'test',
  requireDrawnFor: () => undefined,
  sessionTag: () => new Uint8Array(32),
  memo: new Map(),
});

export interface NewAccount {
  name?: string;
  email?: string;
  specialtyCode?: string;
  status?: 'VERIFIED' | 'UNVERIFIED' | 'REFUSED';
  moderator?: boolean;
  technicalAdmin?: boolean;
  /** True unless told otherwise. */
  acceptedTerms?: boolean;
}

/** Puts an account straight into the database and answers it as the actor of a request. Its password cannot be used. */
export async function createAccount({ services }: World, account: NewAccount = {}): Promise<Actor> {
  const id = newId<PhysicianId>();
  await services.db.service.account.createMany({
    data: [
      {
        id,
        email: account.email ?? `${id}@example.test`,
        passwordHash: 'none',
        name: account.name ?? `Test Testsson ${randomInt(1e6)}`,
        specialtyCode: account.specialtyCode ?? null,
        licenceNumber: `TEST-${randomInt(1e7)}`,
        status: account.status ?? 'VERIFIED',
        moderator: account.moderator ?? false,
        technicalAdmin: account.technicalAdmin ?? false,
        registeredOn: services.clock.now(),
      },
    ],
  });
  if (account.acceptedTerms ?? true) await acceptNewest(services, [id]);
  const actor = await findActor(services.db.service, id);
  if (!actor) throw new Error('the account was not made');
  return actor;
}

export async function asPhysician(world: World, account: NewAccount = {}): Promise<PhysicianGrant> {
  return requirePhysician(await createAccount(world, account));
}

export async function asModerator(world: World, account: NewAccount = {}): Promise<ModeratorGrant> {
  return requireModerator(await createAccount(world, { ...account, moderator: true }));
}

export async function asTechnicalAdmin(world: World, account: NewAccount = {}): Promise<TechnicalAdminGrant> {
  return requireTechnicalAdmin(
    await createAccount(world, { status: 'UNVERIFIED', ...account, technicalAdmin: true }),
  );
}
