import { proposeRedaction } from '../../support/edits.ts';
import type { Call, Scene } from '../operations.ts';
import { physicians } from '../stage.ts';
import { caseInput } from './moderation.ts';

/** Marks what only this question says. */
async function redactionInput(scene: Scene) {
  const { body, version } = await scene.stage.server.services.db.service.consultation.findUniqueOrThrow({
    where: { id: scene.thread.question },
    select: { body: true, version: true },
  });
  const start = body.indexOf('kanarietext');
  const marked = { field: 'BODY' as const, start, end: body.length, passage: body.slice(start) };
  return { ...caseInput(scene), ...marked, version, replacement: '[borttaget]', hide: true };
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

export const redactionQueries: Record<string, Call> = {
  myRedactions: {
    worksFor: physicians,
    async variables(scene) {
      // One waits for the author while everybody asks.
      await proposed({ ...scene, thread: await scene.stage.thread() });
      return [{}];
    },
  },
};

export const redactionMutations: Record<string, Call> = {
  acceptRedaction: { worksFor: ['author'], variables: async (scene) => [{ id: await proposed(scene) }] },
  answerRedaction: {
    worksFor: ['author'],
    variables: async (scene) => [{ input: { id: await proposed(scene), replacement: scene.stage.text() } }],
  },
  declineRedaction: { worksFor: ['author'], variables: async (scene) => [{ id: await proposed(scene) }] },
};

export const redactionActs: Record<string, Call> = {
  proposeRedaction: {
    worksFor: ['moderator'],
    variables: async (scene) => [{ input: await redactionInput(scene) }],
  },
};
