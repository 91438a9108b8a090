import { findActor } from '../../../api/access/actor.ts';
import { requireModerator, requirePhysician } from '../../../api/access/grants.ts';
import { createAccount } from '../../../api/accounts/create-account.ts';
import { markHelpful } from '../../../api/answers/mark-helpful.ts';
import { postAnswer } from '../../../api/answers/post-answer.ts';
import { postConsultation } from '../../../api/consultations/post-consultation.ts';
import { solveConsultation } from '../../../api/consultations/solve-consultation.ts';
import { flagPost } from '../../../api/flags/flag-post.ts';
import { runCeremony } from '../../../api/identity/run-ceremony.ts';
import { expireImages } from '../../../api/images/expire-images.ts';
import { decideCase } from '../../../api/moderation/decide-case.ts';
import { editPost } from '../../../api/moderation/edit-post.ts';
import { openCase } from '../../../api/moderation/open-case.ts';
import { hourInMs } from '../../../api/platform/clock.ts';
import { asOwner } from '../../../api/platform/database/database.ts';
import { isDemoUnfinished, markDemoUnfinished } from '../../../api/platform/database/demo-mark.ts';
import type { PhysicianId } from '../../../api/platform/ids.ts';
import { PlainError } from '../../../api/platform/plain-error.ts';
import type { Services } from '../../../api/services.ts';
import type { OpenedServices } from '../../../api/start.ts';
import { acceptNewest } from '../../../api/terms/accept-terms.ts';
import { demoCast } from './cast.ts';
import { demoConsultations } from './consultations/index.ts';
import { type DemoSecrets, drawSecrets, introduceDemo, writeDemoAccounts } from './demo-accounts.ts';
import type { DemoConsultation, DemoPerson } from './types.ts';
import { drawAll, uploadImages } from './upload-images.ts';

/** Before the oldest consultation of the demo. */
const ceremonyHoursAgo = 24 * 200;
/** Enough for a demo; a real ceremony takes the default of api/identity. */
const demoWorkFactor = 15;

/**
 * Fills an empty database with the invented cast and its consultations, through the commands that members use, each at
 * its own time. Does nothing where accounts exist.
 * @param told raised when the program is told to stop: then the demo stays unfinished, and the next start begins anew.
 * @returns lines that introduce the demo accounts to whoever started the service.
 */
export async function seedDemo(
  opened: OpenedServices,
  progress: (step: string) => void,
  told?: AbortSignal,
): Promise<string[]> {
  const { services, connected } = opened;
  const { config, db } = services;
  if ((await db.service.account.count()) === 0) {
    if (!connected.owner)
      throw new PlainError('Demo data need DATABASE_URL: the login that owns the database.');
    progress('Inventing the demo: accounts and key ceremony');
    const secrets = drawSecrets();
    const seed = new DemoSeed(services, told);
    await markDemoUnfinished(connected.owner, true);
    await seed.addCast(secrets);
    const files = await seed.holdCeremony(connected.owner, secrets);
    await writeDemoAccounts(config, secrets, files);
    progress(`Inventing the demo: ${demoConsultations.length} consultations`);
    await seed.replay();
    await markDemoUnfinished(connected.owner, false);
  } else if (connected.owner && (await isDemoUnfinished(connected.owner))) {
    throw new PlainError(
      'A demo was begun here and not finished, and there are other accounts by now. npm run db:reset throws everything away.',
    );
  }
  return introduceDemo(config);
}

type Happening = { at: number; act: (services: Services) => Promise<void> };

class DemoSeed {
  readonly #services: Services;
  readonly #told: AbortSignal | undefined;
  readonly #now: number;
  readonly #ids = new Map<string, PhysicianId>();

  constructor(services: Services, told?: AbortSignal) {
    this.#services = services;
    this.#told = told;
    this.#now = Math.floor(services.clock.now().getTime() / hourInMs) * hourInMs;
  }

  /** The services as they would have been at that time. */
  #at(time: number): Services {
    return { ...this.#services, clock: { now: () => new Date(time) } };
  }

  async addCast(secrets: DemoSecrets): Promise<void> {
    const services = this.#at(this.#now - ceremonyHoursAgo * hourInMs);
    for (const person of demoCast as readonly DemoPerson[]) {
      this.#told?.throwIfAborted();
      const id = await createAccount(services, {
        email: person.email,
        name: person.name,
        password: secrets.of(person).password,
        specialtyCode: person.specialtyCode,
        licenceNumber: person.licenceNumber,
        verified: person.verified && person.roles.includes('PHYSICIAN'),
        moderator: person.roles.includes('MODERATOR'),
        technicalAdmin: person.roles.includes('TECHNICAL_ADMIN'),
      });
      this.#ids.set(person.key, id);
    }
    await acceptNewest(services, [...this.#ids.values()]);
  }

  /** 2 of 3. @returns each technical admin's share file. */
  async holdCeremony(ownerUrl: string, secrets: DemoSecrets): Promise<Map<string, string>> {
    const { clock } = this.#at(this.#now - ceremonyHoursAgo * hourInMs);
    const admins = (demoCast as readonly DemoPerson[])
      .filter((person) => person.roles.includes('TECHNICAL_ADMIN'))
      .map((person) => ({ email: person.email, passphrase: secrets.of(person).passphrase }));
    const { files } = await asOwner(ownerUrl, (owner) =>
      runCeremony(owner, clock, { threshold: 2, admins, workFactor: demoWorkFactor }),
    );
    return new Map(files.map(({ email, file }) => [email, file]));
  }

  /** Everything that happened, in the order in which it happened. */
  async replay(): Promise<void> {
    const drawn = drawAll();
    const happenings = demoConsultations.flatMap((consultation) => this.#happenings(consultation, drawn));
    happenings.sort((a, b) => a.at - b.at);
    for (const { at, act } of happenings) {
      this.#told?.throwIfAborted();
      await act(this.#at(at));
    }
    await expireImages(this.#services);
  }

  #happenings(consultation: DemoConsultation, drawn: ReturnType<typeof drawAll>): Happening[] {
    const began = this.#now - consultation.hoursAgo * hourInMs;
    const after = (hours: number) => began + hours * hourInMs;
    /** Of the question (`consultation`) and of each answer's key. */
    const ids = new Map<string, string>();
    const idOf = (key: string) => {
      const id = ids.get(key);
      if (!id) throw new Error(`the demo refers to ${consultation.key}/${key} before it was written`);
      return id;
    };
    const post = (key: string) =>
      key === 'consultation' ? { consultationId: idOf(key) } : { answerId: idOf(key) };

    const happenings: Happening[] = [
      {
        at: began,
        act: async (services) => {
          const { author, anonymous, kind, specialtyCode, tags, title, body } = consultation;
          const grant = await this.#physician(author);
          const images = await uploadImages(services, grant, drawn, consultation.images);
          const text = { kind, specialty: specialtyCode, tags: [...tags], title, body };
          const input = { ...text, anonymous, holdBack: 'AT_ONCE' as const, images };
          ids.set('consultation', await postConsultation(services, grant, input));
        },
      },
    ];
    for (const answer of consultation.answers) {
      happenings.push({
        at: after(answer.hoursAfter),
        act: async (services) => {
          const grant = await this.#physician(answer.author);
          const written = await postAnswer(services, grant, {
            consultationId: idOf('consultation'),
            body: answer.body,
            anonymous: answer.anonymous,
            holdBack: 'AT_ONCE',
            quotedAnswerId: answer.quotes ? idOf(answer.quotes) : null,
            images: await uploadImages(services, grant, drawn, answer.images),
          });
          ids.set(answer.key, written.id);
        },
      });
      for (const by of answer.helpfulFrom ?? []) {
        happenings.push({
          at: after(answer.hoursAfter),
          act: async (services) => {
            await markHelpful(services, await this.#physician(by), { answerId: idOf(answer.key) });
          },
        });
      }
    }
    const { solvedBy } = consultation;
    if (solvedBy) {
      happenings.push({
        at: after(Math.max(...consultation.answers.map(({ hoursAfter }) => hoursAfter))),
        act: async (services) => {
          await solveConsultation(services, await this.#physician(consultation.author), {
            id: idOf('consultation'),
            answerId: idOf(solvedBy),
          });
        },
      });
    }
    for (const flag of consultation.flags ?? []) {
      happenings.push({
        at: after(flag.hoursAfter),
        act: async (services) => {
          const { reason, note } = flag;
          await flagPost(services, await this.#physician(flag.by), { ...post(flag.on), reason, note });
        },
      });
    }
    for (const decision of consultation.moderation ?? []) {
      happenings.push({
        at: after(decision.hoursAfter),
        act: async (services) => {
          const grant = requireModerator(await this.#actor(decision.by));
          const { id: caseId, post: read } = await openCase(services, grant, post(decision.on));
          const { rule, statement } = decision;
          if (decision.action === 'edit') {
            const { version } = read;
            await editPost(services, grant, {
              caseId,
              rule,
              statement,
              version,
              body: decision.newBody ?? '',
            });
          } else {
            const act = ({ hide: 'HIDE', delete: 'DELETE', lock: 'LOCK' } as const)[decision.action];
            await decideCase(services, grant, act, { caseId, rule, statement });
          }
        },
      });
    }
    return happenings;
  }

  async #actor(key: string) {
    const id = this.#ids.get(key);
    const actor = id && (await findActor(this.#services.db.service, id));
    if (!actor) throw new Error(`nobody in the cast is called ${key}`);
    return actor;
  }

  async #physician(key: string) {
    return requirePhysician(await this.#actor(key));
  }
}
