import { solveConsultation } from '../../../api/consultations/solve-consultation.ts';
import { versionOf } from '../../support/edits.ts';
import type { Call, Scene, Variables } from '../operations.ts';
import { physicians } from '../stage.ts';
import { imagesOfPost } from './images.ts';

/** Of the answers in the thread, one that this role wrote anonymously where it wrote one. */
function ownAnswer({ role, thread }: Scene): string {
  if (role === 'author') return thread.byAuthor;
  return role === 'involvedModerator' ? thread.byModerator : thread.anonymous;
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
  return physicians.includes(role)
    ? stage.ask(role, { anonymous: true, holdBack: 'ONE_DAY' })
    : thread.question;
}

async function heldAnswer({ stage, role, thread }: Scene): Promise<string> {
  if (!physicians.includes(role)) return thread.anonymous;
  return stage.answer(role, true, { consultation: thread.question, holdBack: 'ONE_DAY' });
}

const consultationLists = ['ACTIVITY', 'NEWEST', 'UNANSWERED', 'MINE', 'ANSWERED'];

export const postQueries: Record<string, Call> = {
  consultation: { worksFor: physicians, variables: ({ thread }) => [{ id: thread.question }] },
  consultations: {
    worksFor: physicians,
    variables: () => [
      ...consultationLists.map((list) => ({ list, first: 20 })),
      { list: 'ACTIVITY', first: 2, specialty: 'internmedicin' },
    ],
  },
  heldPosts: {
    worksFor: physicians,
    async variables(scene) {
      // Not in the shared thread: a moderator who has written in it does not decide there.
      await heldAnswer({ ...scene, thread: await scene.stage.thread() });
      await heldQuestion(scene);
      return [{}];
    },
  },
  anonymityMeter: { worksFor: physicians },
};

export const postMutations: Record<string, Call> = {
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
    variables: async ({ stage, thread }) => {
      const edit = { id: thread.question, title: stage.text(), body: stage.text(), tags: [] };
      return [{ input: { ...edit, version: await versionOf(stage.server.services, edit.id) } }];
    },
  },
  editAnswer: {
    worksFor: ['author', 'colleague', 'involvedModerator'],
    variables: async (scene) => {
      const edit = { id: ownAnswer(scene), body: scene.stage.text() };
      return [{ input: { ...edit, version: await versionOf(scene.stage.server.services, edit.id) } }];
    },
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
};
