import { findActor } from '../../../api/access/actor.ts';
import { requireModerator } from '../../../api/access/grants.ts';
import { appealDecision } from '../../../api/appeals/appeal-decision.ts';
import { decideCase } from '../../../api/moderation/decide-case.ts';
import { openCase } from '../../../api/moderation/open-case.ts';
import { asPhysician } from '../../support/world.ts';
import type { Call, Scene } from '../operations.ts';
import { moderators, physicians } from '../stage.ts';

const rule = 'PATIENT_PRIVACY' as const;

/** A warning on the author's question, which she can appeal; the others can only try. */
async function warned({ stage, thread, role }: Scene): Promise<string> {
  const { services } = stage.server;
  if (physicians.includes(role)) {
    const input = { caseId: thread.caseId, rule, statement: stage.text() };
    await decideCase(services, await stage.moderatorGrant(), 'WARN', input);
  }
  const found = await services.db.service.decision.findFirst({
    where: { consultationId: thread.question },
    select: { id: true },
  });
  return found?.id ?? thread.question;
}

/** An appeal by somebody in no role against a decision of the other moderator. */
async function appealed({ stage, role, thread }: Scene): Promise<string> {
  if (!moderators.includes(role)) return thread.question;
  const { services } = stage.server;
  const stranger = await asPhysician(stage.server, { specialtyCode: 'internmedicin' });
  const consultationId = await stage.askAs(stranger, { anonymous: true });
  const actor = await findActor(services.db.service, stage.person('involvedModerator').id);
  if (!actor) throw new Error('there is no other moderator');
  const decider = requireModerator(actor);
  const { id: caseId } = await openCase(services, decider, { consultationId });
  await decideCase(services, decider, 'HIDE', { caseId, rule, statement: stage.text() });
  const { id: decisionId } = await services.db.service.decision.findFirstOrThrow({
    where: { caseId },
    select: { id: true },
  });
  await appealDecision(services, stranger, { decisionId, text: stage.text() });
  const { id } = await services.db.service.appeal.findUniqueOrThrow({
    where: { decisionId },
    select: { id: true },
  });
  return id;
}

export const physicianQueries: Record<string, Call> = {
  myAppeals: {
    worksFor: physicians,
    async variables(scene) {
      if (scene.role === 'author') {
        const decisionId = await warned({ ...scene, thread: await scene.stage.thread() });
        const grant = await scene.stage.physicianGrant('author');
        await appealDecision(scene.stage.server.services, grant, { decisionId, text: scene.stage.text() });
      }
      return [{}];
    },
  },
};

export const physicianMutations: Record<string, Call> = {
  appealDecision: {
    worksFor: ['author'],
    variables: async (scene) => [
      { input: { decisionId: await warned(scene), text: scene.stage.text(), identifierOverride: null } },
    ],
  },
};

export const moderationQueries: Record<string, Call> = {
  moderationMeasures: { worksFor: moderators },
  appeals: {
    worksFor: moderators,
    async variables(scene) {
      await appealed(scene);
      return ['OPEN', 'DECIDED'].map((list) => ({ list, first: 100 }));
    },
  },
  appeal: { worksFor: ['moderator'], variables: async (scene) => [{ id: await appealed(scene) }] },
};

export const moderationMutations: Record<string, Call> = {
  ruleOnAppeal: {
    worksFor: ['moderator'],
    variables: async (scene) => [
      { input: { id: await appealed(scene), outcome: 'OVERTURNED', statement: scene.stage.text() } },
    ],
  },
};
