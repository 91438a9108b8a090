import { requirePhysician } from '../access/grants.ts';
import { BylineType, VisibilityEnum } from '../bylines/graphql.ts';
import { DecisionType } from '../decisions/graphql.ts';
import { builder, connectionOf, refusable, refusableEdit, type SubGraph } from '../graphql/builder.ts';
import { type RequestContext, signedIn } from '../graphql/context.ts';
import { weighing } from '../graphql/limit-cost.ts';
import { HeldType, HoldBackEnum } from '../hold-back/graphql-types.ts';
import { ImageInputType, ImageType, loadImages } from '../images/graphql-types.ts';
import { once } from '../once/once.ts';
import type { AnswerId, ConsultationId } from '../platform/ids.ts';
import { EditedMeanwhileError, Refusal } from '../platform/refusal.ts';
import { identifierOverrideField, reviewField, versionField } from '../posts/graphql-inputs.ts';
import { readAnew, readerOf } from '../posts/reader.ts';
import { RedactionType } from '../redactions/graphql-types.ts';
import { WaitingEditType } from '../waiting-edits/graphql-types.ts';
import { findAnswer } from './data.ts';
import { deleteAnswer } from './delete-answer.ts';
import { editAnswer } from './edit-answer.ts';
import type { AnswerKey } from './lock-answer.ts';
import { markHelpful } from './mark-helpful.ts';
import { keyOfResult, postAnswer } from './post-answer.ts';
import type { Answer, QuotedAnswer } from './types.ts';
import { unmarkHelpful } from './unmark-helpful.ts';

const subGraphs: SubGraph[] = ['physician'];

const QuotedAnswerType = builder.objectRef<QuotedAnswer>('QuotedAnswer').implement({
  subGraphs,
  fields: (t) => ({
    id: t.exposeID('id'),
    byline: t.field({ type: BylineType, resolve: ({ byline }) => byline }),
    excerpt: t.exposeString('excerpt'),
    visibility: t.field({ type: VisibilityEnum, resolve: ({ visibility }) => visibility }),
  }),
});

export const AnswerType = builder.objectRef<Answer>('Answer').implement({
  subGraphs,
  fields: (t) => ({
    id: t.exposeID('id'),
    consultationId: t.exposeID('consultationId'),
    body: t.exposeString('body', { extensions: weighing(4) }),
    byline: t.field({ type: BylineType, resolve: ({ byline }) => byline }),
    isMine: t.exposeBoolean('isMine'),
    visibility: t.field({ type: VisibilityEnum, resolve: ({ visibility }) => visibility }),
    editedByModeration: t.exposeBoolean('editedByModeration'),
    helpfulCount: t.exposeInt('helpfulCount'),
    markedHelpful: t.exposeBoolean('markedHelpful', { description: 'The viewer has marked it as helpful.' }),
    images: t.field({
      type: [ImageType],
      resolve: ({ id, consultationId, isMine, visibility }, _args, context) =>
        loadImages(context, { consultationId, answerId: id, isMine, visibility }),
    }),
    quoted: t.field({
      type: QuotedAnswerType,
      nullable: true,
      description: 'The answer it quotes: one level, the quoted one shows no quote of its own.',
      resolve: ({ quoted }) => quoted,
    }),
    postedAt: t.field({ type: 'Hour', resolve: ({ postedAt }) => postedAt }),
    editedAt: t.field({ type: 'Hour', nullable: true, resolve: ({ editedAt }) => editedAt }),
    decisions: t.field({ type: [DecisionType], resolve: ({ decisions }) => decisions }),
    version: t.exposeID('version', {
      nullable: true,
      description: 'Of the text, for its author alone; an edit names the one it was made from.',
    }),
    redaction: t.field({
      type: RedactionType,
      nullable: true,
      description: 'Waits for the answer of its author, who alone sees it.',
      resolve: ({ redaction }) => redaction,
    }),
    waitingEdit: t.field({
      type: WaitingEditType,
      nullable: true,
      description: 'For its author alone.',
      resolve: ({ waitingEdit }) => waitingEdit,
    }),
    held: t.field({
      type: HeldType,
      nullable: true,
      description:
        'Set while it waits for its publication; then nobody but the viewer can tell that it exists.',
      resolve: ({ held }) => held,
    }),
  }),
});

export const AnswersConnection = connectionOf('ConsultationAnswersConnection', AnswerType, subGraphs);

const grantOf = (context: RequestContext) => requirePhysician(signedIn(context));

/** The answer as it stands after a command. */
async function shown(context: RequestContext, key: AnswerKey): Promise<Answer> {
  const answer = await findAnswer(context.services, await readAnew(context), key);
  if (!answer) throw Refusal.notFound();
  return answer;
}

const PostAnswerInput = builder.inputType('PostAnswerInput', {
  subGraphs,
  fields: (t) => ({
    consultationId: t.id(),
    body: t.string(),
    quotedAnswerId: t.id({ required: false }),
    anonymous: t.boolean(),
    holdBack: t.field({ type: HoldBackEnum, required: false }),
    identifierOverride: identifierOverrideField(t),
    images: t.field({
      type: [ImageInputType],
      required: false,
      description: 'Ten at most, in their order. They are kept for 60 days.',
    }),
  }),
});

builder.mutationField('postAnswer', (t) =>
  t.field({
    type: AnswerType,
    subGraphs,
    errors: refusable('PostAnswerResult', 'physician'),
    args: { input: t.arg({ type: PostAnswerInput }) },
    resolve: (_root, { input }, context) =>
      once(
        context,
        { mutation: 'postAnswer', input },
        async (once) => shown(context, await postAnswer(context.services, grantOf(context), input, once)),
        (result) => shown(context, keyOfResult(result)),
      ),
  }),
);

builder.objectField(EditedMeanwhileError, 'answer', (t) =>
  t.field({
    type: AnswerType,
    nullable: true,
    subGraphs,
    description: 'As it stands now, where it was an answer that was edited.',
    resolve: async ({ post: { consultationId, answerId } }, _args, context) =>
      answerId === null
        ? null
        : findAnswer(context.services, await readerOf(context), {
            id: answerId as AnswerId,
            consultationId: consultationId as ConsultationId,
          }),
  }),
);

const EditAnswerInput = builder.inputType('EditAnswerInput', {
  subGraphs,
  fields: (t) => ({
    id: t.id(),
    body: t.string(),
    version: versionField(t),
    identifierOverride: identifierOverrideField(t),
    review: reviewField(t),
  }),
});

builder.mutationField('editAnswer', (t) =>
  t.field({
    type: AnswerType,
    subGraphs,
    errors: refusableEdit('EditAnswerResult', 'physician'),
    args: { input: t.arg({ type: EditAnswerInput }) },
    resolve: async (_root, { input }, context) =>
      shown(context, await editAnswer(context.services, grantOf(context), input)),
  }),
);

builder.mutationField('deleteAnswer', (t) =>
  t.field({
    type: AnswerType,
    subGraphs,
    errors: refusable('DeleteAnswerResult', 'physician'),
    args: { id: t.arg.id() },
    resolve: async (_root, { id }, context) =>
      shown(context, await deleteAnswer(context.services, grantOf(context), { id })),
  }),
);

builder.mutationField('markHelpful', (t) =>
  t.field({
    type: AnswerType,
    subGraphs,
    errors: refusable('MarkHelpfulResult', 'physician'),
    args: { answerId: t.arg.id() },
    resolve: async (_root, { answerId }, context) =>
      shown(context, await markHelpful(context.services, grantOf(context), { answerId })),
  }),
);

builder.mutationField('unmarkHelpful', (t) =>
  t.field({
    type: AnswerType,
    subGraphs,
    errors: refusable('UnmarkHelpfulResult', 'physician'),
    args: { answerId: t.arg.id() },
    resolve: async (_root, { answerId }, context) =>
      shown(context, await unmarkHelpful(context.services, grantOf(context), { answerId })),
  }),
);
