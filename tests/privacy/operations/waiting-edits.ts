import { editConsultation, editPost } from '../../support/edits.ts';
import type { Call, Scene } from '../operations.ts';
import { moderators, physicians } from '../stage.ts';
import { caseInput } from './moderation.ts';

/** A text of the author's that waits on her question; the others can only try. */
async function waiting(scene: Scene): Promise<string> {
  const { stage, thread } = scene;
  const { services } = stage.server;
  if (physicians.includes(scene.role) || moderators.includes(scene.role)) {
    const { body } = await services.db.service.consultation.findUniqueOrThrow({
      where: { id: thread.question },
      select: { body: true },
    });
    const moderated = { ...caseInput(scene), rule: 'PATIENT_PRIVACY' as const, body: stage.text() };
    await editPost(services, await stage.moderatorGrant(), moderated);
    const wanted = { id: thread.question, title: stage.text(), body, tags: ['kanarie'], review: true };
    await editConsultation(services, await stage.physicianGrant('author'), wanted);
  }
  const found = await services.db.service.waitingEdit.findFirst({
    where: { consultationId: thread.question },
    select: { id: true },
  });
  return found?.id ?? thread.question;
}

export const waitingEditMutations: Record<string, Call> = {
  withdrawEdit: {
    worksFor: ['author'],
    async variables(scene) {
      await waiting(scene);
      return [{ input: { consultationId: scene.thread.question } }];
    },
  },
};

export const waitingEditActs: Record<string, Call> = {
  acceptEdit: {
    worksFor: ['moderator'],
    async variables(scene) {
      const { caseId, statement } = caseInput(scene);
      return [{ input: { caseId, statement, editId: await waiting(scene) } }];
    },
  },
  refuseEdit: {
    worksFor: ['moderator'],
    variables: async (scene) => [{ input: { ...caseInput(scene), editId: await waiting(scene) } }],
  },
};
