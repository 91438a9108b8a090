import { requirePhysician } from '../access/grants.ts';
import { findAnswer } from '../answers/data.ts';
import { AnswerType } from '../answers/graphql.ts';
import { findConsultation } from '../consultations/data.ts';
import { ConsultationType } from '../consultations/graphql.ts';
import { builder, refusable, type SubGraph } from '../graphql/builder.ts';
import { signedIn } from '../graphql/context.ts';
import { readerOf } from '../posts/reader.ts';
import type { PostKey } from '../posts/revisions.ts';
import { withdrawEdit } from './withdraw-edit.ts';

const subGraphs: SubGraph[] = ['physician'];

const EditWithdrawnType = builder.objectRef<PostKey>('EditWithdrawn').implement({
  subGraphs,
  description: 'The post as it stands: one of the two.',
  fields: (t) => ({
    consultation: t.field({
      type: ConsultationType,
      nullable: true,
      resolve: async ({ consultationId, answerId }, _args, context) =>
        answerId === null
          ? findConsultation(context.services.db.service, await readerOf(context), consultationId)
          : null,
    }),
    answer: t.field({
      type: AnswerType,
      nullable: true,
      resolve: async ({ consultationId, answerId }, _args, context) =>
        answerId === null
          ? null
          : findAnswer(context.services, await readerOf(context), { id: answerId, consultationId }),
    }),
  }),
});

const WithdrawEditInput = builder.inputType('WithdrawEditInput', {
  subGraphs,
  description: 'One of the two.',
  fields: (t) => ({
    consultationId: t.id({ required: false }),
    answerId: t.id({ required: false }),
  }),
});

builder.mutationField('withdrawEdit', (t) =>
  t.field({
    type: EditWithdrawnType,
    subGraphs,
    description: 'Takes back a text of hers that waits for a moderator.',
    errors: refusable('WithdrawEditResult', 'physician'),
    args: { input: t.arg({ type: WithdrawEditInput }) },
    resolve: (_root, { input }, context) =>
      withdrawEdit(context.services, requirePhysician(signedIn(context)), input),
  }),
);
