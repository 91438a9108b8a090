import { decideCase } from '../../../api/moderation/decide-case.ts';
import { openCase } from '../../../api/moderation/open-case.ts';
import { suspendAuthor } from '../../../api/moderation/suspend-author.ts';
import { versionOfCase } from '../../support/edits.ts';
import { asPhysician } from '../../support/world.ts';
import type { Call, Scene, Variables } from '../operations.ts';
import { moderators } from '../stage.ts';

export const caseInput = (scene: Scene) => ({
  caseId: scene.thread.caseId,
  rule: 'PATIENT_PRIVACY',
  statement: `Patienten går att känna igen. ${scene.stage.text()}`,
});

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
  const stranger = await asPhysician(stage.server, { specialtyCode: 'internmedicin' });
  const consultationId = await stage.askAs(stranger, { anonymous: true });
  const { id } = await openCase(stage.server.services, await stage.moderatorGrant(), { consultationId });
  return id;
}

export const moderationQueries: Record<string, Call> = {
  caseCounts: { worksFor: moderators },
  cases: {
    worksFor: moderators,
    variables: () => ['OPEN', 'MINE', 'DECIDED'].map((list) => ({ list, first: 100 })),
  },
  case: { worksFor: ['moderator'], variables: ({ thread }) => [{ id: thread.caseId }] },
};

export const moderationMutations: Record<string, Call> = {
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
  unlockConsultation: { worksFor: ['moderator'], variables: decided('LOCK') },
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
  editPost: {
    worksFor: ['moderator'],
    variables: async (scene) => {
      const edit = { ...caseInput(scene), title: scene.stage.text(), body: scene.stage.text() };
      return [{ input: { ...edit, version: await versionOfCase(scene.stage.server.services, edit.caseId) } }];
    },
  },
  dismissCase: {
    worksFor: ['moderator'],
    variables: ({ stage, thread }) => [{ input: { caseId: thread.caseId, statement: stage.text() } }],
  },
};
