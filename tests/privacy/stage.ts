import pg from 'pg';
import { processors } from '../../analytics/processors.ts';
import { findActor } from '../../api/access/actor.ts';
import { type PhysicianGrant, requireModerator, requirePhysician } from '../../api/access/grants.ts';
import { postAnswer } from '../../api/answers/post-answer.ts';
import { type PostConsultationInput, postConsultation } from '../../api/consultations/post-consultation.ts';
import { flagPost } from '../../api/flags/flag-post.ts';
import type { HoldBackWindow } from '../../api/hold-back/types.ts';
import { listPseudonyms } from '../../api/identity/pseudonyms.ts';
import type { ConsultationId } from '../../api/platform/ids.ts';
import type { Logger } from '../../api/platform/logger.ts';
import { Aviary, hatch, type Person, passwordOfMark, randomLetters } from '../support/canaries.ts';
import { Client } from '../support/graphql.ts';
import { BugsnagStandIn } from '../support/processors/bugsnag.ts';
import { HoneycombStandIn } from '../support/processors/honeycomb.ts';
import { MixpanelStandIn } from '../support/processors/mixpanel.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { answerConsent, testToken } from '../support/telemetry.ts';
import { holdTestCeremony, type ShareHolder } from '../support/vault.ts';
import { createAccount, type NewAccount } from '../support/world.ts';
import { witnessJobs } from './witness-jobs.ts';

/** Everybody who may come to an endpoint. The author writes anonymously; the colleague under both faces. */
export const roles = [
  'signedOut',
  'unverified',
  'member',
  'author',
  'colleague',
  'moderator',
  'involvedModerator',
  'admin',
  'secondAdmin',
] as const;
export type Role = (typeof roles)[number];
type Named = Exclude<Role, 'signedOut' | 'admin' | 'secondAdmin'>;

export const physicians: Role[] = ['member', 'author', 'colleague', 'moderator', 'involvedModerator'];
export const moderators: Role[] = ['moderator', 'involvedModerator'];
export const admins: Role[] = ['admin', 'secondAdmin'];

/** Whoever has an account, verified or not. */
export const accountHolders: Role[] = ['unverified', ...physicians, ...admins];

const accounts: Record<Named, NewAccount> = {
  unverified: { status: 'UNVERIFIED' },
  member: {},
  author: {},
  colleague: {},
  moderator: { moderator: true },
  involvedModerator: { moderator: true },
};

/**
 * A consultation that the author asked anonymously and the member flagged. Each of the others answered: the colleague
 * under her name and, elsewhere in it, under an alias.
 */
export interface Thread {
  question: string;
  alias: string;
  named: string;
  anonymous: string;
  byModerator: string;
  byAuthor: string;
  /** The moderation case of the question. */
  caseId: string;
}

/** Under which face a question is asked, and what goes with it. */
type Face = Pick<PostConsultationInput, 'anonymous' | 'holdBack' | 'images'>;

/** The whole service with a cast of canaries, and what is true about who wrote what. */
export class Stage {
  readonly server: TestServer;
  readonly owner: pg.Client;
  /** Of persons. */
  readonly aviary: Aviary;
  /** Of what they wrote. */
  readonly texts = new Aviary();
  readonly people: Partial<Record<Role, Person>>;
  readonly holders: ShareHolder[];
  /** Whom everybody has allowed to know her by a pseudonym. */
  readonly mixpanel: MixpanelStandIn;
  readonly honeycomb: HoneycombStandIn;
  readonly bugsnag: BugsnagStandIn;
  /** Who wrote a post, anonymous or not: nobody else in the world knows. */
  readonly authors = new Map<string, Role>();
  readonly #nobody: Client;
  #shared: Promise<Thread> | undefined;

  private constructor(
    server: TestServer,
    owner: pg.Client,
    cast: Pick<Stage, 'aviary' | 'people' | 'holders' | 'mixpanel' | 'honeycomb' | 'bugsnag'>,
  ) {
    this.server = server;
    this.owner = owner;
    this.aviary = cast.aviary;
    this.people = cast.people;
    this.holders = cast.holders;
    this.mixpanel = cast.mixpanel;
    this.honeycomb = cast.honeycomb;
    this.bugsnag = cast.bugsnag;
    this.#nobody = new Client(server.url);
  }

  static async open(logger: Logger): Promise<Stage> {
    const mixpanel = await MixpanelStandIn.open(testToken);
    const honeycomb = await HoneycombStandIn.open(testToken);
    const bugsnag = await BugsnagStandIn.open(testToken);
    const server = await startTestServer({
      logger,
      env: {
        KONSILIUM_TRUSTED_PROXIES: '1',
        MIXPANEL_TOKEN: testToken,
        MIXPANEL_API_URL: mixpanel.url,
        HONEYCOMB_API_KEY: testToken,
        HONEYCOMB_API_ENDPOINT: honeycomb.url,
        BUGSNAG_API_KEY: testToken,
        BUGSNAG_NOTIFY_URL: bugsnag.url,
        BUGSNAG_SESSIONS_URL: bugsnag.url,
      },
    });
    const owner = new pg.Client({ connectionString: server.database.owner });
    await owner.connect();
    await witnessJobs(owner);
    const aviary = new Aviary();
    const people: Stage['people'] = {};
    const holders = await holdTestCeremony(server);
    for (const [at, role] of admins.entries()) {
      const holder = holders[at];
      if (holder) people[role] = await hatch(server, aviary, holder.grant.adminId, role);
    }
    for (const [role, account] of Object.entries(accounts) as [Named, NewAccount][]) {
      const { id } = await createAccount(server, { specialtyCode: 'internmedicin', ...account });
      people[role] = await hatch(server, aviary, id, role);
    }
    for (const { id, called } of Object.values(people)) {
      for (const processor of processors) await answerConsent(server.services, id, true, processor);
      for (const { pseudonym } of await listPseudonyms(server.services, id)) {
        aviary.add({ person: called, kind: 'pseudonym' }, pseudonym);
      }
    }
    // Since yesterday: a trace bears a pseudonym from the hour after its owner agreed.
    await owner.query(`UPDATE telemetry.consent SET changed_at = changed_at - INTERVAL '1 day'`);
    return new Stage(server, owner, { aviary, people, holders, mixpanel, honeycomb, bugsnag });
  }

  async close(): Promise<void> {
    await this.owner.end();
    await this.server.close();
    await Promise.all([this.mixpanel.close(), this.honeycomb.close(), this.bugsnag.close()]);
  }

  clientOf(role: Role): Client {
    return this.people[role]?.client ?? this.#nobody;
  }

  person(role: Role): Person {
    const person = this.people[role];
    if (!person) throw new Error(`${role} is nobody`);
    return person;
  }

  async physicianGrant(role: Role): Promise<PhysicianGrant> {
    return requirePhysician(await this.#actor(role));
  }

  async moderatorGrant() {
    return requireModerator(await this.#actor('moderator'));
  }

  async #actor(role: Role) {
    const actor = await findActor(this.server.services.db.service, this.person(role).id);
    if (!actor) throw new Error(`${role} has no account`);
    return actor;
  }

  /** A text that can be told from every other. */
  text(): string {
    const mark = `kanarietext-${randomLetters(12)}`;
    this.texts.add({ person: 'a post', kind: 'text' }, mark);
    return `Vad talar för och emot? ${mark}`;
  }

  async ask(by: Role, face: Face): Promise<string> {
    const id = await this.askAs(await this.physicianGrant(by), face);
    this.authors.set(id, by);
    return id;
  }

  /** As `ask`, by somebody who may be in no role. */
  askAs(grant: PhysicianGrant, face: Face): Promise<ConsultationId> {
    return postConsultation(this.server.services, grant, {
      kind: 'CLINICAL_CASE',
      specialty: 'internmedicin',
      title: this.text(),
      body: this.text(),
      tags: ['kanarie'],
      holdBack: 'AT_ONCE',
      ...face,
    });
  }

  async answer(
    by: Role,
    anonymous: boolean,
    to: { consultation: string; quoting?: string; holdBack?: HoldBackWindow },
  ): Promise<string> {
    const { id } = await postAnswer(this.server.services, await this.physicianGrant(by), {
      consultationId: to.consultation,
      quotedAnswerId: to.quoting ?? null,
      body: this.text(),
      anonymous,
      holdBack: to.holdBack ?? 'AT_ONCE',
    });
    this.authors.set(id, by);
    return id;
  }

  /** The thread that reading does not change. */
  sharedThread(): Promise<Thread> {
    this.#shared ??= this.thread();
    return this.#shared;
  }

  async thread(): Promise<Thread> {
    const consultation = await this.ask('author', { anonymous: true });
    const named = await this.answer('colleague', false, { consultation });
    const anonymous = await this.answer('colleague', true, { consultation, quoting: named });
    const byModerator = await this.answer('involvedModerator', true, { consultation, quoting: anonymous });
    const byAuthor = await this.answer('author', true, { consultation, quoting: byModerator });
    await flagPost(this.server.services, await this.physicianGrant('member'), {
      consultationId: consultation,
      reason: 'PATIENT_IDENTIFIABLE',
      note: this.text(),
    });
    const db = this.server.services.db.service;
    const found = await db.moderationCase.findFirstOrThrow({
      where: { consultationId: consultation, answerId: null },
      select: { id: true },
    });
    const { aliasId } = await db.consultation.findUniqueOrThrow({
      where: { id: consultation },
      select: { aliasId: true },
    });
    const caseId = found.id;
    return { question: consultation, alias: aliasId ?? '', named, anonymous, byModerator, byAuthor, caseId };
  }
}

/** The password that `hatch` gave to whoever plays this role. */
export const passwordOf = (stage: Stage, role: Role): string =>
  passwordOfMark(stage.people[role]?.name.replace(/^Kanarie /, '') ?? 'nobody');
