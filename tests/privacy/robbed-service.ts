import { randomBytes, randomInt } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { postAnswer } from '../../api/answers/post-answer.ts';
import { readConfig } from '../../api/config.ts';
import { postConsultation } from '../../api/consultations/post-consultation.ts';
import { tasks } from '../../api/jobs.ts';
import type { ConsultationId, PhysicianId } from '../../api/platform/ids.ts';
import { type RunningService, startService } from '../../api/start.ts';
import { Client } from '../support/graphql.ts';
import { givePassword, physicianGrant, RunningClock, testPassword } from '../support/server.ts';
import { holdTestCeremony } from '../support/vault.ts';
import { createAccount, type World } from '../support/world.ts';

export const physicians = 40;
export type Face = 'anonymous' | 'named';

/** A small forum as `npm start` runs it, on its embedded PostgreSQL; and what nobody but this test knows. */
export class RobbedService {
  readonly folder: string;
  readonly running: RunningService;
  readonly world: World;
  readonly owner: pg.Client;
  /** Who is behind each alias. */
  readonly truth = new Map<string, PhysicianId>();
  readonly people: PhysicianId[] = [];
  readonly #unread = new Map<PhysicianId, ConsultationId[]>();

  private constructor(folder: string, running: RunningService, world: World, owner: pg.Client) {
    this.folder = folder;
    this.running = running;
    this.world = world;
    this.owner = owner;
  }

  static async open(): Promise<RobbedService> {
    const folder = await mkdtemp(path.join(tmpdir(), 'konsilium-robbed-'));
    await chmod(folder, 0o755);
    const clock = new RunningClock();
    const config = readConfig({
      NODE_ENV: 'test',
      PORT: '0',
      KONSILIUM_DATA: folder,
      KONSILIUM_LOG_LEVEL: 'silent',
      KONSILIUM_DEMO: 'off',
    });
    const running = await startService(config, {
      progress: () => undefined,
      async prepare({ services }) {
        services.clock = clock;
      },
    });
    const { services, connected } = running.opened;
    const owner = new pg.Client({ connectionString: connected.owner ?? '' });
    await owner.connect();
    const database = {
      ...connected,
      owner: connected.owner ?? '',
      worker: connected.worker ?? '',
      drop: async () => undefined,
    };
    const world: World = { services, clock, database, close: () => running.stop() };
    return new RobbedService(folder, running, world, owner);
  }

  async close(): Promise<void> {
    await this.owner.end().catch(() => undefined);
    await this.running.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  get cluster(): string {
    return path.join(this.folder, 'postgres', 'cluster');
  }

  /** The cast, and some threads to answer in. */
  async begin(): Promise<void> {
    await holdTestCeremony(this.world);
    const threads: ConsultationId[] = [];
    for (let count = 0; count < physicians; count += 1) {
      const { id } = await createAccount(this.world, {
        specialtyCode: 'internmedicin',
        name: `Läkare ${count}`,
      });
      await givePassword(this.world, id);
      this.people.push(id);
      threads.push(await this.#ask(id, false));
    }
    for (const who of this.people) this.#unread.set(who, shuffled(threads));
  }

  /**
   * Quiet hours, the easiest for a thief: nobody is there at the same time as another. Each member comes, signs in
   * if she must, and writes so many posts, named and anonymous.
   */
  async visits(faces: readonly Face[], signIn: boolean): Promise<void> {
    for (const who of shuffled(this.people)) {
      if (signIn) await this.#signIn(who);
      for (const face of faces) await this.#write(who, face);
    }
  }

  /** Many at once, on a forum that goes on living. */
  async crowd(face: Face): Promise<void> {
    await Promise.all(this.people.map((who) => this.#write(who, face)));
  }

  async #signIn(who: PhysicianId): Promise<void> {
    const { email } = await this.world.services.db.service.account.findUniqueOrThrow({
      where: { id: who },
      select: { email: true },
    });
    const { status } = await new Client(`http://127.0.0.1:${this.running.port}`).signIn(email, testPassword);
    if (status !== 200) throw new Error(`sign-in was refused: ${status}`);
  }

  async #write(who: PhysicianId, face: Face): Promise<void> {
    const anonymous = face === 'anonymous';
    const thread = randomInt(2) === 0 ? undefined : this.#unread.get(who)?.pop();
    const { services } = this.world;
    const written = thread
      ? await postAnswer(services, await this.grantOf(who), {
          consultationId: thread,
          body: text(),
          anonymous,
          holdBack: 'AT_ONCE',
        })
      : { id: await this.#ask(who, anonymous) };
    if (!anonymous) return;
    const { rows } = await services.db.servicePool.query<{ alias_id: string }>(
      `SELECT alias_id FROM forum.${thread ? 'answer' : 'consultation'} WHERE id = $1`,
      [written.id],
    );
    for (const { alias_id } of rows) this.truth.set(alias_id, who);
  }

  grantOf(who: PhysicianId) {
    return physicianGrant(this.world, { id: who });
  }

  async #ask(who: PhysicianId, anonymous: boolean): Promise<ConsultationId> {
    return postConsultation(this.world.services, await this.grantOf(who), {
      kind: 'QUESTION',
      specialty: 'internmedicin',
      tags: [],
      title: `Oklar anemi, fall ${letters(8)}`,
      body: text(),
      holdBack: 'AT_ONCE',
      anonymous,
    });
  }

  /** The jobs of one night, in their order. */
  async night(): Promise<void> {
    for (const name of ['tend_claims', 'forget_order_at_night']) await this.#run(name);
  }

  /** The job of every full hour. */
  async hour(): Promise<void> {
    await this.#run('forget_order');
  }

  async #run(name: string): Promise<void> {
    const task = tasks(this.world.services)[name];
    if (!task) throw new Error(`there is no job ${name}`);
    await task({}, {} as never);
  }
}

/** Of any length; a long one is kept apart from its row. Letters only: digits could be a patient's. */
function text(): string {
  const end = randomInt(2) === 0 ? '' : ` Ur journalen: ${letters(4500)}`;
  return `Hb har sjunkit på tre månader. Hur går ni vidare i fall ${letters(12)}?${end}`;
}

function letters(count: number): string {
  return Array.from(randomBytes(count), (byte) => String.fromCharCode(97 + (byte % 26))).join('');
}

export function shuffled<Item>(items: readonly Item[]): Item[] {
  const rest = [...items];
  for (let at = rest.length - 1; at > 0; at -= 1) {
    const other = randomInt(at + 1);
    [rest[at], rest[other]] = [rest[other] as Item, rest[at] as Item];
  }
  return rest;
}
