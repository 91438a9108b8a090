import { randomBytes } from 'node:crypto';
import { requirePhysician } from '../../api/access/grants.ts';
import { postConsultation } from '../../api/consultations/post-consultation.ts';
import { solveConsultation } from '../../api/consultations/solve-consultation.ts';
import type { SubGraph } from '../../api/graphql/builder.ts';
import { approveLookup } from '../../api/lookups/approve-lookup.ts';
import { openLookup } from '../../api/lookups/open-lookup.ts';
import { decideCase } from '../../api/moderation/decide-case.ts';
import { openCase } from '../../api/moderation/open-case.ts';
import { proposeRedaction } from '../../api/moderation/propose-redaction.ts';
import { suspendAuthor } from '../../api/moderation/suspend-author.ts';
import type { LookupId } from '../../api/platform/ids.ts';
import { askForLookup, proveFor, type ShareHolder } from '../support/vault.ts';
import { createAccount } from '../support/world.ts';
import * as appeals from './operations/appeals.ts';
import {
  erasureActsOfOperations,
  erasureMutations,
  erasureQueries,
  erasuresOfOperations,
} from './operations/erasure.ts';
import { exportMutations, exportQueries } from './operations/exports.ts';
import { imageActs, imageMutations, imageQueries, imagesOfPost } from './operations/images.ts';
import { telemetryMutations, telemetryQueries } from './operations/telemetry.ts';
import { newestVersion, termsCalls } from './operations/terms.ts';
import { admins, moderators, physicians, type Role, type Stage, type Thread } from './stage.ts';

/** One call of one operation. */
export interface Scene {
  stage: Stage;
  thread: Thread;
  role: Role;
}

export type Variables = Record<string, unknown>;

const dayInMs = 24 * 60 * 60 * 1000;

/**
 * How the taint test calls an operation. Every operation of every schema stands here, and nothing else does: the test
 * compares. `worksFor` names roles that must get an answer and no refusal, lest the search look at refusals only.
 */
export interface Call {
  worksFor: Role[];
  variables?: (scene: Scene) => Variables[] | Promise<Variables[]>;
}

const signedIn: Role[] = ['unverified', ...physicians, ...admins];
const caseInput = (scene: Scene) => ({
  caseId: scene.thread.caseId,
  rule: 'PATIENT_PRIVACY',
  statement: `Patienten går att känna igen. ${scene.stage.text()}`,
});

/** Of the answers in the thread, one that this role wrote anonymously where it wrote one. */
function ownAnswer({ role, thread }: Scene): string {
  if (role === 'author') return thread.byAuthor;
  return role === 'involvedModerator' ? thread.byModerator : thread.anonymous;
}

const decided =
  (...before: ('HIDE' | 'LOCK')[]) =>
  async (scene: Scene): Promise<Variables[]> => {
    const { services } = scene.stage.server;
    // The others are not let in: what they try stands ready once.
    for (const act of moderators.includes(scene.role) ? before : []) {
      await decideCase(services, await scene.stage.moderatorGrant(), act, {
        ...caseInput(scene),
        rule: 'PATIENT_PRIVACY',
      });
    }
    return [{ input: caseInput(scene) }];
  };

/** The case of an anonymous question by somebody who is in no role: who is suspended could not go on. */
async function strangersCase({ stage }: Scene): Promise<string> {
  const { services } = stage.server;
  const stranger = requirePhysician(await createAccount(stage.server, { specialtyCode: 'internmedicin' }));
  const consultationId = await postConsultation(services, stranger, {
    anonymous: true,
    kind: 'QUESTION',
    specialty: 'internmedicin',
    tags: [],
    title: stage.text(),
    body: stage.text(),
  });
  const { id } = await openCase(services, await stage.moderatorGrant(), { consultationId });
  return id;
}

/** Marks what only this question says. */
async function redactionInput(scene: Scene) {
  const { body } = await scene.stage.server.services.db.service.consultation.findUniqueOrThrow({
    where: { id: scene.thread.question },
    select: { body: true },
  });
  const start = body.indexOf('kanarietext');
  const marked = { field: 'BODY' as const, start, end: body.length, passage: body.slice(start) };
  return { ...caseInput(scene), ...marked, replacement: '[borttaget]', hide: true };
}

/** A proposal on the author's question; the others can only try. */
async function proposed(scene: Scene): Promise<string> {
  const { services } = scene.stage.server;
  if (physicians.includes(scene.role)) {
    const input = { ...(await redactionInput(scene)), rule: 'PATIENT_PRIVACY' as const };
    await proposeRedaction(services, await scene.stage.moderatorGrant(), input);
  }
  const found = await services.db.service.redaction.findFirst({
    where: { consultationId: scene.thread.question, state: 'PROPOSED' },
    select: { id: true },
  });
  return found?.id ?? scene.thread.question;
}

function holderOf({ stage, role }: Scene): ShareHolder {
  const holder = stage.holders[role === 'secondAdmin' ? 1 : 0];
  if (!holder) throw new Error('nobody holds a share');
  return holder;
}

/** A lookup that the admin has requested; with `approved`, the second admin has approved it. */
async function requested(scene: Scene, approved = false): Promise<LookupId> {
  const { stage, thread } = scene;
  const [first, second] = stage.holders;
  if (!first || !second) throw new Error('nobody holds a share');
  const post = { alias: thread.alias, consultation: thread.question, physician: '' };
  const id = await askForLookup(stage.server, first, post as Parameters<typeof askForLookup>[2]);
  if (approved) {
    const partial = await proveFor(stage.server, second, id);
    await approveLookup(stage.server.services, second.grant, id, partial);
  }
  return id;
}

/** A lookup that the admin has opened; its author is told after so many days. */
async function opened(scene: Scene, lookupNoticeDays: number): Promise<LookupId> {
  const { services } = scene.stage.server;
  const [first] = scene.stage.holders;
  if (!first) throw new Error('nobody holds a share');
  const id = await requested(scene, true);
  const settings = { ...services, config: { ...services.config, lookupNoticeDays } };
  await openLookup(settings, first.grant, id, await proveFor(scene.stage.server, first, id));
  return id;
}

async function newcomer({ stage }: Scene): Promise<string> {
  const { id } = await createAccount(stage.server, { status: 'UNVERIFIED' });
  return id;
}

function registration({ stage }: Scene): Variables[] {
  const mark = `newcomer-${randomBytes(5).toString('hex')}`;
  const secrets = {
    name: `Kanarie ${mark}`,
    email: `${mark}@canary.test`,
    licenceNumber: `LEG-${mark}`,
    password: `lösenord ${mark}`,
  };
  stage.aviary.add({ person: 'newcomer', kind: 'name' }, secrets.name);
  stage.aviary.add({ person: 'newcomer', kind: 'email' }, secrets.email);
  stage.aviary.add({ person: 'newcomer', kind: 'licence number' }, secrets.licenceNumber);
  stage.aviary.add({ person: 'newcomer', kind: 'password' }, secrets.password);
  return [{ input: { ...secrets, specialty: 'internmedicin', locale: 'sv', acceptedTerms: newestVersion } }];
}

const faces = [
  { anonymous: true },
  { anonymous: false },
  { anonymous: true, holdBack: 'ONE_DAY', identifierOverride: 'Det är namnet på en metod.' },
];

/** What is posted under each face, with an image. */
function eachFace(scene: Scene, post: (face: object, scene: Scene) => Variables): Promise<Variables[]> {
  return Promise.all(faces.map(async (face) => post({ ...face, images: await imagesOfPost(scene) }, scene)));
}

/** Of those who may not write, the question of another. */
async function heldQuestion({ stage, role, thread }: Scene): Promise<string> {
  return physicians.includes(role) ? stage.ask(role, true, 'ONE_DAY') : thread.question;
}

async function heldAnswer({ stage, role, thread }: Scene): Promise<string> {
  if (!physicians.includes(role)) return thread.anonymous;
  return stage.answer(role, true, { consultation: thread.question, holdBack: 'ONE_DAY' });
}

const consultationLists = ['ACTIVITY', 'NEWEST', 'UNANSWERED', 'MINE', 'ANSWERED'];

export const calls: Record<SubGraph, { query: Record<string, Call>; mutation: Record<string, Call> }> = {
  physician: {
    query: {
      viewer: { worksFor: signedIn },
      ...termsCalls.query,
      specialties: { worksFor: ['signedOut', ...signedIn] },
      consultation: { worksFor: physicians, variables: ({ thread }) => [{ id: thread.question }] },
      ...appeals.physicianQueries,
      ...imageQueries,
      mySanctions: { worksFor: physicians },
      myRedactions: {
        worksFor: physicians,
        async variables(scene) {
          // One waits for the author while everybody asks.
          await proposed({ ...scene, thread: await scene.stage.thread() });
          return [{}];
        },
      },
      anonymityMeter: { worksFor: physicians },
      heldPosts: {
        worksFor: physicians,
        async variables(scene) {
          // Not in the shared thread: a moderator who has written in it does not decide there.
          await heldAnswer({ ...scene, thread: await scene.stage.thread() });
          await heldQuestion(scene);
          return [{}];
        },
      },
      consultations: {
        worksFor: physicians,
        variables: () => [
          ...consultationLists.map((list) => ({ list, first: 20 })),
          { list: 'ACTIVITY', first: 2, specialty: 'internmedicin' },
        ],
      },
      lookupNotices: {
        worksFor: physicians,
        async variables(scene) {
          if (scene.role === 'author') await opened(scene, 0);
          return [{}];
        },
      },
      transparency: { worksFor: physicians },
      ...exportQueries,
      ...telemetryQueries.physician,
      ...erasureQueries,
    },
    mutation: {
      ...appeals.physicianMutations,
      ...exportMutations,
      ...telemetryMutations.physician,
      ...erasureMutations,
      acceptRedaction: { worksFor: ['author'], variables: async (scene) => [{ id: await proposed(scene) }] },
      answerRedaction: {
        worksFor: ['author'],
        variables: async (scene) => [
          { input: { id: await proposed(scene), replacement: scene.stage.text() } },
        ],
      },
      declineRedaction: { worksFor: ['author'], variables: async (scene) => [{ id: await proposed(scene) }] },
      ...termsCalls.mutation,
      register: { worksFor: ['signedOut', 'member'], variables: registration },
      setLocale: { worksFor: signedIn, variables: () => [{ locale: 'sv' }] },
      ...imageMutations,
      postConsultation: {
        worksFor: physicians,
        variables: (scene) =>
          eachFace(scene, (face, { stage }) => ({
            input: {
              ...face,
              kind: 'QUESTION',
              specialty: 'internmedicin',
              tags: ['kanarie'],
              title: stage.text(),
              body: stage.text(),
            },
          })),
      },
      postAnswer: {
        worksFor: physicians,
        variables: (scene) =>
          eachFace(scene, (face, { stage, thread }) => ({
            input: {
              ...face,
              consultationId: thread.question,
              quotedAnswerId: thread.anonymous,
              body: stage.text(),
            },
          })),
      },
      publishHeldConsultation: {
        worksFor: physicians,
        variables: async (scene) => [{ id: await heldQuestion(scene) }],
      },
      publishHeldAnswer: {
        worksFor: physicians,
        variables: async (scene) => [{ id: await heldAnswer(scene) }],
      },
      editConsultation: {
        worksFor: ['author'],
        variables: ({ stage, thread }) => [
          { input: { id: thread.question, title: stage.text(), body: stage.text(), tags: [] } },
        ],
      },
      editAnswer: {
        worksFor: ['author', 'colleague', 'involvedModerator'],
        variables: (scene) => [{ input: { id: ownAnswer(scene), body: scene.stage.text() } }],
      },
      deleteConsultation: { worksFor: ['author'], variables: ({ thread }) => [{ id: thread.question }] },
      deleteAnswer: {
        worksFor: ['author', 'colleague', 'involvedModerator'],
        variables: (scene) => [{ id: ownAnswer(scene) }],
      },
      solveConsultation: {
        worksFor: ['author'],
        variables: ({ thread }) => [{ id: thread.question, answerId: thread.anonymous }],
      },
      reopenConsultation: {
        worksFor: ['author'],
        async variables({ stage, thread }) {
          await solveConsultation(stage.server.services, await stage.physicianGrant('author'), {
            id: thread.question,
            answerId: null,
          });
          return [{ id: thread.question }];
        },
      },
      markHelpful: {
        worksFor: ['member', 'author', 'moderator'],
        variables: ({ thread }) => [{ answerId: thread.anonymous }],
      },
      unmarkHelpful: {
        worksFor: ['member', 'author', 'moderator'],
        variables: ({ thread }) => [{ answerId: thread.anonymous }],
      },
      flagPost: {
        worksFor: ['member', 'author', 'moderator'],
        variables: ({ stage, thread }) => [
          { input: { answerId: thread.anonymous, reason: 'MISLEADING', note: stage.text() } },
        ],
      },
    },
  },
  moderation: {
    query: {
      viewer: { worksFor: moderators },
      ...appeals.moderationQueries,
      caseCounts: { worksFor: moderators },
      cases: {
        worksFor: moderators,
        variables: () => ['OPEN', 'MINE', 'DECIDED'].map((list) => ({ list, first: 100 })),
      },
      case: { worksFor: ['moderator'], variables: ({ thread }) => [{ id: thread.caseId }] },
    },
    mutation: {
      ...appeals.moderationMutations,
      ...imageActs,
      openCase: {
        worksFor: ['moderator'],
        variables: ({ thread }) => [{ input: { answerId: thread.anonymous } }],
      },
      takeCase: { worksFor: ['moderator'], variables: ({ thread }) => [{ id: thread.caseId }] },
      releaseCase: { worksFor: ['moderator'], variables: ({ thread }) => [{ id: thread.caseId }] },
      hidePost: { worksFor: ['moderator'], variables: decided() },
      unhidePost: { worksFor: ['moderator'], variables: decided('HIDE') },
      deletePost: { worksFor: ['moderator'], variables: decided() },
      lockConsultation: { worksFor: ['moderator'], variables: decided() },
      warnAuthor: { worksFor: ['moderator'], variables: decided() },
      suspendAuthor: {
        worksFor: ['moderator'],
        variables: async (scene) => [
          { input: { ...caseInput(scene), caseId: await strangersCase(scene), days: 7 } },
        ],
      },
      liftSuspension: {
        worksFor: ['moderator'],
        async variables(scene) {
          const input = { ...caseInput(scene), caseId: await strangersCase(scene) };
          const { services } = scene.stage.server;
          const suspension = { ...input, rule: 'RESPECT' as const, days: 7 };
          await suspendAuthor(services, await scene.stage.moderatorGrant(), suspension);
          return [{ input }];
        },
      },
      proposeRedaction: {
        worksFor: ['moderator'],
        variables: async (scene) => [{ input: await redactionInput(scene) }],
      },
      unlockConsultation: { worksFor: ['moderator'], variables: decided('LOCK') },
      editPost: {
        worksFor: ['moderator'],
        variables: (scene) => [
          { input: { ...caseInput(scene), title: scene.stage.text(), body: scene.stage.text() } },
        ],
      },
      dismissCase: {
        worksFor: ['moderator'],
        variables: ({ stage, thread }) => [{ input: { caseId: thread.caseId, statement: stage.text() } }],
      },
    },
  },
  operations: {
    query: {
      viewer: { worksFor: admins },
      accounts: {
        worksFor: admins,
        variables: () => ['ALL', 'UNVERIFIED'].map((filter) => ({ filter, first: 100 })),
      },
      auditEntries: { worksFor: admins, variables: () => [{ first: 100 }] },
      auditVerification: { worksFor: admins },
      epoch: { worksFor: admins },
      statistics: { worksFor: admins },
      ...telemetryQueries.operations,
      lookups: { worksFor: admins, variables: () => [{ first: 100 }] },
      ...erasuresOfOperations,
      consentForms: { worksFor: admins, variables: () => [{ first: 100 }] },
      lookup: {
        worksFor: admins,
        variables: async (scene) => [{ id: await requested(scene) }],
      },
      lookupSubject: {
        worksFor: admins,
        variables: ({ thread }) => [{ link: thread.question }, { link: thread.anonymous }],
      },
    },
    mutation: {
      ...erasureActsOfOperations,
      requestLookup: {
        worksFor: admins,
        variables: ({ stage, thread }) => [
          {
            input: {
              aliasId: thread.alias,
              reason: 'IMMINENT_DANGER',
              text: stage.text(),
              caseReference: 'Ä 2026-17',
            },
          },
        ],
      },
      approveLookup: {
        worksFor: ['secondAdmin'],
        async variables(scene) {
          const id = await requested(scene);
          return [{ id, partial: await proveFor(scene.stage.server, holderOf(scene), id) }];
        },
      },
      refuseLookup: {
        worksFor: ['secondAdmin'],
        variables: async (scene) => [{ id: await requested(scene), statement: scene.stage.text() }],
      },
      openLookup: {
        worksFor: ['admin'],
        async variables(scene) {
          const id = await requested(scene, true);
          return [{ id, partial: await proveFor(scene.stage.server, holderOf(scene), id) }];
        },
      },
      extendLookupNotice: {
        worksFor: ['secondAdmin'],
        async variables(scene) {
          const until = new Date(scene.stage.server.services.clock.now().getTime() + 90 * dayInMs);
          return [
            {
              lookupId: await opened(scene, 30),
              until: until.toISOString().slice(0, 10),
              statement: scene.stage.text(),
            },
          ];
        },
      },
      verifyPhysician: {
        worksFor: admins,
        variables: async (scene) => [
          { accountId: await newcomer(scene), evidence: 'Legitimationen är kontrollerad.' },
        ],
      },
      refuseVerification: {
        worksFor: admins,
        variables: async (scene) => [
          { accountId: await newcomer(scene), statement: 'Legitimationen gick inte att styrka.' },
        ],
      },
    },
  },
};
