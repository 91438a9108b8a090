import { requirePhysician } from '../access/grants.ts';
import { findAnswer } from '../answers/data.ts';
import { AnswerType } from '../answers/graphql.ts';
import { findConsultation } from '../consultations/data.ts';
import { ConsultationType } from '../consultations/graphql.ts';
import { builder, refusable, type SubGraph } from '../graphql/builder.ts';
import { type RequestContext, signedIn } from '../graphql/context.ts';
import { readerOf } from '../posts/reader.ts';
import { type AnsweredPost, answerRedaction } from './answer-redaction.ts';
import { listPending } from './data.ts';
import type { PendingRedaction } from './types.ts';

const subGraphs: SubGraph[] = ['physician'];

const PendingRedactionType = builder.objectRef<PendingRedaction>('PendingRedaction').implement({
  subGraphs,
  fields: (t) => ({
    id: t.exposeID('id'),
    consultationId: t.exposeID('consultationId'),
    answerId: t.exposeID('answerId', {
      nullable: true,
      description: 'Null: it concerns the question itself.',
    }),
  }),
});

builder.queryField('myRedactions', (t) =>
  t.field({
    type: [PendingRedactionType],
    subGraphs,
    description: "The viewer's posts, under any face, on which a proposal waits for her answer.",
    resolve: async (_root, _args, context) =>
      listPending(context.services.db.service, await readerOf(context)),
  }),
);

const RedactionAnsweredType = builder.objectRef<AnsweredPost>('RedactionAnswered').implement({
  subGraphs,
  description: 'The post as it stands now: one of the two.',
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

const AnswerRedactionInput = builder.inputType('AnswerRedactionInput', {
  subGraphs,
  fields: (t) => ({
    id: t.id(),
    replacement: t.string({ description: 'In place of the passage, in her own words.' }),
  }),
});

const grantOf = (context: RequestContext) => requirePhysician(signedIn(context));
const answered = { type: RedactionAnsweredType, subGraphs };

builder.mutationFields((t) => ({
  acceptRedaction: t.field({
    ...answered,
    description: 'The passage is destroyed wherever it was kept.',
    errors: refusable('AcceptRedactionResult', 'physician'),
    args: { id: t.arg.id() },
    resolve: (_root, { id }, context) =>
      answerRedaction(context.services, grantOf(context), id, { answer: 'ACCEPTED' }),
  }),
  answerRedaction: t.field({
    ...answered,
    description: 'As acceptRedaction, with words of her own in place of the passage.',
    errors: refusable('AnswerRedactionResult', 'physician'),
    args: { input: t.arg({ type: AnswerRedactionInput }) },
    resolve: (_root, { input }, context) =>
      answerRedaction(context.services, grantOf(context), input.id, {
        answer: 'REPLACED',
        replacement: input.replacement,
      }),
  }),
  declineRedaction: t.field({
    ...answered,
    description: 'The case goes back to the moderators; the post stays as it is.',
    errors: refusable('DeclineRedactionResult', 'physician'),
    args: { id: t.arg.id() },
    resolve: (_root, { id }, context) =>
      answerRedaction(context.services, grantOf(context), id, { answer: 'DECLINED' }),
  }),
}));
