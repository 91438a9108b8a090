import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { SubGraph } from '../../api/graphql/builder.ts';
import { DecoderPool, type Turn } from '../../api/images/decoding/decoder-pool.ts';
import type { DecoderResults, DecoderTask } from '../../api/images/decoding/messages.ts';
import { tasks } from '../../api/jobs.ts';
import type { PhysicianId } from '../../api/platform/ids.ts';
import { acceptNewest } from '../../api/terms/accept-terms.ts';
import { Client } from '../support/graphql.ts';
import { accepts, fetchImage, imageInput, imagesOf, uploadForm, uploadPicture } from '../support/images.ts';
import { takePhotograph } from '../support/pictures.ts';
import { givePassword, type Member, testPassword } from '../support/server.ts';
import { TestClock } from '../support/world.ts';
import { lookAround, Town } from './town.ts';
import { withoutChance } from './without-chance.ts';

/** The same people in both worlds, to the id. */
const cast = {
  anna: { id: 'a0000000-0000-4000-8000-00000000000a', name: 'Anna Alm' },
  berit: { id: 'b0000000-0000-4000-8000-00000000000b', name: 'Berit Bok' },
  reader: { id: 'c0000000-0000-4000-8000-00000000000c', name: 'Rut Läsare' },
  moderator: { id: 'd0000000-0000-4000-8000-00000000000d', name: 'Moa Moderator', moderator: true },
  second: { id: 'e0000000-0000-4000-8000-00000000000e', name: 'Siv Andra', moderator: true },
} as const;
type Character = keyof typeof cast;
type Author = 'anna' | 'berit';
const castIds: ReadonlySet<string> = new Set(Object.values(cast).map(({ id }) => id));

/** Makes every picture by the same seed. */
class UnvaryingDecoders extends DecoderPool {
  override run<Task extends DecoderTask>(task: Task, turn?: Turn): Promise<DecoderResults[Task['kind']]> {
    return super.run('seed' in task ? { ...task, seed: 1 } : task, turn);
  }
}

/** A world in which one of the two wrote anonymously, and everything else happened as in the other world. */
export class WorldOf {
  readonly town: Town;
  readonly people: Record<Character, Member>;
  readonly admin: Member;
  /** What the world's random ids stand for. */
  readonly labels = new Map<string, string>();
  #cases: string[] = [];
  #appeals: string[] = [];

  private constructor(town: Town, people: Record<Character, Member>, admin: Member) {
    this.town = town;
    this.people = people;
    this.admin = admin;
  }

  static async open(author: Author): Promise<WorldOf> {
    // A job that the machine's clock starts could be done in one world and not yet in the other.
    const town = await Town.open({
      clock: new TestClock(new Date('2026-11-21T12:34:56Z')),
      env: { KONSILIUM_WORKER: 'off' },
    });
    const people: Partial<Record<Character, Member>> = {};
    // Chance alone would tell the worlds' pictures apart.
    await town.server.services.decoders.close();
    town.server.services.decoders = new UnvaryingDecoders();
    for (const [character, { id, name, ...roles }] of Object.entries(cast)) {
      people[character as Character] = await settle(town, { id: id as PhysicianId, name, ...roles });
    }
    const world = new WorldOf(town, people as Record<Character, Member>, await town.admin());
    for (const [at, { grant }] of town.holders.entries()) {
      world.labels.set(grant.adminId, `admin ${at}`);
      await town.owner.query('UPDATE accounts.account SET licence_number = $1 WHERE id = $2', [
        `TEST-${at}`,
        grant.adminId,
      ]);
    }
    await world.#happen(author);
    return world;
  }

  close(): Promise<void> {
    return this.town.close();
  }

  async #happen(author: Author): Promise<void> {
    const { town, people } = this;
    const note = (label: string, id: string) => {
      this.labels.set(id, label);
      return id;
    };
    const body = (about: string) => ({
      title: `Fråga om ${about} hos äldre`,
      body: `Hur går ni vidare vid ${about}?`,
    });
    // Both write under their names; each in the other's thread too.
    const byAnna = note('thread of anna', await town.ask(people.anna, false, body('anemi')));
    const byBerit = note('thread of berit', await town.ask(people.berit, false, body('feber')));
    const byReader = note('thread of reader', await town.ask(people.reader, false, body('yrsel')));
    note('answer of anna', await town.answer(people.anna, byBerit, false, { body: 'Har ni tagit CRP?' }));
    note(
      'answer of berit',
      await town.answer(people.berit, byAnna, false, { body: 'Kontrollera ferritin.' }),
    );

    const who = people[author];
    const image = async (label: string, by: Member, seed: number, more: object = {}) =>
      imageInput(note(label, await uploadPicture(by.client, await takePhotograph(seed, 400, 300))), more);
    const formId = note('form', await uploadForm(who.client));
    const question = note(
      'question',
      await town.ask(who, true, {
        ...body('hosta'),
        images: [
          await image('image with a form', who, 1, { consent: 'WRITTEN', formId }),
          await image('second image', who, 2, { sensitive: true }),
        ],
      }),
    );
    const answer = note(
      'answer',
      await town.answer(who, byReader, true, {
        body: 'Tänk på läkemedlen.',
        images: [await image('image of the answer', who, 3)],
      }),
    );
    const [shown] = await imagesOf(people.reader.client, question);
    await fetchImage(town.server.url, people.reader.client, shown?.sources[0]?.url ?? '');
    note('asker’s answer', await town.answer(who, question, true, { body: 'Röntgen var utan fynd.' }));
    note(
      'reader’s answer',
      await town.answer(people.reader, question, false, { body: 'Spirometri?', quotedAnswerId: null }),
    );
    await town.call(who, 'physician', 'editAnswer', {
      input: { id: answer, body: 'Tänk på läkemedlen, och på vila.' },
    });
    await town.call(who, 'physician', 'markHelpful', {
      answerId: [...this.labels].find(([, label]) => label === 'reader’s answer')?.[0],
    });
    await town.call(people.reader, 'physician', 'flagPost', {
      input: { consultationId: question, reason: 'MISLEADING', note: 'Stämmer detta?' },
    });
    const { id } = await town.call(people.moderator, 'moderation', 'openCase', {
      input: { consultationId: question },
    });
    const caseId = note('case', String(id));
    this.#cases = [caseId];
    const input = { caseId, rule: 'RESPECT', statement: 'Tonen är inte godtagbar.' };
    await town.call(people.moderator, 'moderation', 'takeCase', { id: caseId });
    await town.call(people.moderator, 'moderation', 'warnAuthor', { input });
    await town.call(people.moderator, 'moderation', 'suspendAuthor', { input: { ...input, days: 7 } });
    await town.call(people.moderator, 'moderation', 'blurImage', {
      input: { imageId: shown?.id, rule: 'PATIENT_PRIVACY', statement: 'Ett ansikte syns i bakgrunden.' },
    });
    // The author appeals all three; on one another moderator has ruled.
    const { rows: decisions } = await town.owner.query<{ id: string; action: string }>(
      'SELECT id, action FROM moderation.decision ORDER BY number',
    );
    for (const { id: decisionId, action } of decisions) {
      note(`decision to ${action}`, decisionId);
      const { appeal } = await town.call(who, 'physician', 'appealDecision', {
        input: { decisionId, text: `Jag anser att beslutet är fel: ${action}.` },
      });
      const appealId = note(`appeal of ${action}`, String((appeal as { id: string }).id));
      this.#appeals.push(appealId);
      if (action !== 'WARN') continue;
      await town.call(people.second, 'moderation', 'ruleOnAppeal', {
        input: { id: appealId, outcome: 'UPHELD', statement: 'Varningen var befogad.' },
      });
    }

    const { rows: aliases } = await town.owner.query<{ id: string; consultation_id: string; number: number }>(
      'SELECT id, consultation_id, number FROM forum.alias',
    );
    for (const alias of aliases)
      note(`alias ${alias.number} in ${this.labels.get(alias.consultation_id)}`, alias.id);
    const lookup = await town.call(this.admin, 'operations', 'requestLookup', {
      input: {
        aliasId: aliases.find(({ consultation_id: within }) => within === question)?.id,
        reason: 'IMMINENT_DANGER',
        text: 'Inlägget tyder på fara för en patient just nu.',
        caseReference: 'Ä 2026-17',
      },
    });
    note('lookup', String(lookup.id));
  }

  /** Every job that there is, once. */
  async runJobs(): Promise<void> {
    const { services } = this.town.server;
    for (const task of Object.values(tasks(services))) {
      // None of them reads a payload, and what one of them would queue is here anyway.
      await task?.({}, { addJob: async () => undefined } as never);
    }
  }

  /** Everything that one of the observers is answered: texts without what is random, and exact sizes and headers. */
  async seenBy(observer: 'reader' | 'moderator' | 'second' | 'admin', endpoint: SubGraph) {
    const view = await this.#look(observer, endpoint);
    return [...view].map(([asked, { text, headers }]) => ({
      asked: this.#plain(asked),
      size: Buffer.byteLength(text),
      headers: JSON.stringify(headers),
      answer: this.#inOrder(text),
    }));
  }

  #look(observer: 'reader' | 'moderator' | 'second' | 'admin', endpoint: SubGraph) {
    const idOf = (of: string) =>
      [...this.labels].filter(([, label]) => label.startsWith(of)).map(([id]) => id);
    return lookAround(observer === 'admin' ? this.admin : this.people[observer], endpoint, {
      consultations: [
        ...idOf('thread'),
        ...this.labels.keys().filter((id) => this.labels.get(id) === 'question'),
      ],
      cases: this.#cases,
      appeals: this.#appeals,
      lookups: idOf('lookup'),
    });
  }

  /** Every image that the observer is given an address of, in every width and format. */
  async imagesFor(observer: 'reader' | 'moderator', endpoint: SubGraph) {
    const { url } = this.town.server;
    const { client } = this.people[observer];
    const told = [...(await this.#look(observer, endpoint)).values()].map(({ text }) => text).join('\n');
    const addresses = new Set(told.match(/\/images\/[0-9a-f-]{36}\/\d+\?[^"\\]+/g));
    const images = [];
    for (const address of addresses) {
      for (const accept of accepts) {
        const { status, headers, bytes } = await fetchImage(url, client, address, { accept });
        const own = ['date', 'x-request-id'];
        const kept = [...headers].filter(([name]) => !own.includes(name));
        const digest = createHash('sha256').update(bytes).digest('hex');
        images.push(this.#plain(JSON.stringify({ address, accept, status, headers: kept, digest })));
      }
    }
    return images.sort();
  }

  /** What a thief of the storage can tell of its files without their names and bytes. */
  async storedFiles(): Promise<string[]> {
    const folder = path.join(this.town.server.dataFolder, 'storage');
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    const told = files.map(async ({ name, parentPath }) => {
      const { size, mode, uid, gid } = await stat(path.join(parentPath, name));
      return JSON.stringify({ name: this.#plain(name), size, mode, uid, gid });
    });
    return (await Promise.all(told)).sort();
  }

  /** All tables but the vault's, without what is random; of the vault the sizes. */
  async stolen(): Promise<Record<string, string[]>> {
    const { owner } = this.town;
    const stolen: Record<string, string[]> = {};
    for (const table of await this.town.tables()) {
      if (table.startsWith('graphile_worker.')) continue;
      const { rows } = await owner.query<{ row: Record<string, unknown> }>(
        `SELECT to_jsonb(t) AS row FROM ${table} t`,
      );
      stolen[table] = rows
        .map(({ row }) =>
          table.startsWith('vault.') && table !== 'vault.lookup'
            ? sizesOf(row)
            : this.#plain(JSON.stringify(row)),
        )
        .sort();
    }
    return stolen;
  }

  /** The lists of one hour are in the order of random ids: what is compared is what is in them. */
  #inOrder(text: string): string {
    const sorted = (value: unknown): unknown => {
      if (Array.isArray(value))
        return value.map(sorted).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, sorted(field)]));
    };
    return JSON.stringify(sorted(JSON.parse(this.#plain(text))));
  }

  #plain(text: string): string {
    return withoutChance(text, this.labels, castIds);
  }
}

async function settle(
  { server }: Town,
  { id, name, moderator = false }: { id: PhysicianId; name: string; moderator?: boolean },
): Promise<Member> {
  const email = `${name.split(' ')[0]?.toLowerCase()}@town.test`;
  await server.services.db.service.account.createMany({
    data: [
      {
        id,
        email,
        name,
        moderator,
        passwordHash: 'none',
        specialtyCode: 'internmedicin',
        licenceNumber: `TEST-${name}`,
        status: 'VERIFIED',
        registeredOn: server.clock.now(),
      },
    ],
  });
  await acceptNewest(server.services, [id]);
  await givePassword(server, id);
  const client = new Client(server.url);
  const { status } = await client.signIn(email, testPassword);
  if (status !== 200) throw new Error(`sign-in was refused: ${status}`);
  return { id, name, email, password: testPassword, client };
}

function sizesOf(row: Record<string, unknown>): string {
  return JSON.stringify(
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, JSON.stringify(value).length])),
  );
}
