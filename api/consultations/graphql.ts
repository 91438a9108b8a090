import { requirePhysician } from '../access/grants.ts';
import { answerKeys } from '../answers/data.ts';
import { AnswersConnection } from '../answers/graphql.ts';
import { BylineType, VisibilityEnum } from '../bylines/graphql.ts';
import { DecisionType } from '../decisions/graphql.ts';
import { builder, connectionOf, refusable, refusableEdit, type SubGraph } from '../graphql/builder.ts';
import { type RequestContext, signedIn } from '../graphql/context.ts';
import { weighing } from '../graphql/limit-cost.ts';
import { HeldType, HoldBackEnum } from '../hold-back/graphql-types.ts';
import { ImageInputType, ImageType, loadImages } from '../images/graphql-types.ts';
import { once } from '../once/once.ts';
import { type ConsultationId, parseId } from '../platform/ids.ts';
import { pageRequest, timeKeys } from '../platform/pages.ts';
import { EditedMeanwhileError, Refusal } from '../platform/refusal.ts';
import { identifierOverrideField, reviewField, versionField } from '../posts/graphql-inputs.ts';
import { readAnew, readerOf } from '../posts/reader.ts';
import { RedactionType } from '../redactions/graphql-types.ts';
import { isResting } from '../retention/periods.ts';
import { SpecialtyType } from '../specialties/graphql.ts';
import { findSpecialty } from '../specialties/specialties.ts';
import { WaitingEditType } from '../waiting-edits/graphql-types.ts';
import { findConsultation } from './data.ts';
import { deleteConsultation } from './delete-consultation.ts';
import { editConsultation } from './edit-consultation.ts';
import { listConsultations } from './list-consultations.ts';
import { loadAnswers, loadMyFaces } from './loaders.ts';
import { postConsultation } from './post-consultation.ts';
import { reopenConsultation } from './reopen-consultation.ts';
import { solveConsultation } from './solve-consultation.ts';
import { type Consultation, consultationKinds, consultationLists, type MyFaces } from './types.ts';

const subGraphs: SubGraph[] = ['physician'];

const KindEnum = builder.enumType('ConsultationKind', { subGraphs, values: consultationKinds });

const ListEnum = builder.enumType('ConsultationList', {
  subGraphs,
  description:
    'ACTIVITY: newest activity first. NEWEST: newest question first. UNANSWERED: newest first, without answers. MINE: asked by the viewer, under her name or anonymously. ANSWERED: the viewer has answered.',
  values: consultationLists,
});

const MyFacesType = builder.objectRef<MyFaces>('MyFaces').implement({
  subGraphs,
  fields: (t) => ({ named: t.exposeBoolean('named'), anonymous: t.exposeBoolean('anonymous') }),
});

export const ConsultationType = builder.objectRef<Consultation>('Consultation').implement({
  subGraphs,
  fields: (t) => ({
    id: t.exposeID('id'),
    kind: t.field({ type: KindEnum, resolve: ({ kind }) => kind }),
    specialty: t.field({
      type: SpecialtyType,
      resolve({ specialtyCode }) {
        const specialty = findSpecialty(specialtyCode);
        if (!specialty) throw new Error('a specialty that is not in the list');
        return specialty;
      },
    }),
    tags: t.exposeStringList('tags'),
    title: t.exposeString('title', { description: 'Empty for a tombstone.' }),
    body: t.exposeString('body', {
      description: 'Markdown. Empty for a tombstone.',
      extensions: weighing(4),
    }),
    excerpt: t.exposeString('excerpt', {
      description: 'The first 280 characters without the marks of Markdown, line by line.',
    }),
    byline: t.field({ type: BylineType, resolve: ({ byline }) => byline }),
    isMine: t.exposeBoolean('isMine', {
      description: 'Computed for the viewer; true for her anonymous posts too.',
    }),
    visibility: t.field({ type: VisibilityEnum, resolve: ({ visibility }) => visibility }),
    locked: t.exposeBoolean('locked'),
    resting: t.boolean({
      description: 'Nothing has been written in it for two years: it can only be read.',
      resolve: ({ lastActivityAt }, _args, { services }) => isResting(lastActivityAt, services.clock.now()),
    }),
    editedByModeration: t.exposeBoolean('editedByModeration'),
    solved: t.exposeBoolean('solved'),
    solvedByAnswerId: t.exposeID('solvedByAnswerId', {
      nullable: true,
      description: 'The answer that helped, when the asker pointed one out.',
    }),
    answerCount: t.exposeInt('answerCount'),
    postedAt: t.field({ type: 'Hour', resolve: ({ postedAt }) => postedAt }),
    lastActivityAt: t.field({ type: 'Hour', resolve: ({ lastActivityAt }) => lastActivityAt }),
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
    images: t.field({
      type: [ImageType],
      resolve: ({ id, isMine, visibility }, _args, context) =>
        loadImages(context, { consultationId: id, answerId: null, isMine, visibility }),
    }),
    myFaces: t.field({
      type: MyFacesType,
      description: 'The viewer has already answered here: under which faces she may go on.',
      resolve: ({ id }, _args, context) => loadMyFaces(context, id),
    }),
    answers: t.field({
      type: AnswersConnection,
      args: {
        first: t.arg.int({ required: false, defaultValue: 50 }),
        after: t.arg.string({ required: false }),
      },
      resolve: ({ id }, page, context) =>
        loadAnswers(context, { consultationId: id, ...pageRequest(page, answerKeys) }),
    }),
  }),
});

const ConsultationsConnection = connectionOf('QueryConsultationsConnection', ConsultationType, subGraphs);

builder.queryField('consultations', (t) =>
  t.field({
    type: ConsultationsConnection,
    subGraphs,
    description: 'For verified physicians.',
    args: {
      list: t.arg({ type: ListEnum, defaultValue: 'ACTIVITY' }),
      specialty: t.arg.id({ required: false }),
      first: t.arg.int({ required: false, defaultValue: 20 }),
      after: t.arg.string({ required: false }),
    },
    resolve: async (_root, { list, specialty, ...page }, context) =>
      listConsultations(context.services.db.service, await readerOf(context), {
        list,
        specialty: specialty ?? null,
        ...pageRequest(page, timeKeys),
      }),
  }),
);

builder.queryField('consultation', (t) =>
  t.field({
    type: ConsultationType,
    subGraphs,
    nullable: true,
    description: 'Null when it does not exist or the viewer may not see it.',
    args: { id: t.arg.id() },
    resolve: async (_root, { id: text }, context) => {
      const reader = await readerOf(context);
      const id = parseId<ConsultationId>(text);
      return id && findConsultation(context.services.db.service, reader, id);
    },
  }),
);

const grantOf = (context: RequestContext) => requirePhysician(signedIn(context));

/** The consultation as it stands after a command. */
async function shown(context: RequestContext, id: ConsultationId): Promise<Consultation> {
  const consultation = await findConsultation(context.services.db.service, await readAnew(context), id);
  if (!consultation) throw Refusal.notFound();
  return consultation;
}

const PostConsultationInput = builder.inputType('PostConsultationInput', {
  subGraphs,
  fields: (t) => ({
    title: t.string(),
    body: t.string(),
    kind: t.field({ type: KindEnum }),
    specialty: t.id(),
    tags: t.stringList({ defaultValue: [] }),
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

builder.mutationField('postConsultation', (t) =>
  t.field({
    type: ConsultationType,
    subGraphs,
    errors: refusable('PostConsultationResult', 'physician'),
    args: { input: t.arg({ type: PostConsultationInput }) },
    resolve: (_root, { input }, context) =>
      once(
        context,
        { mutation: 'postConsultation', input },
        async (once) =>
          shown(context, await postConsultation(context.services, grantOf(context), input, once)),
        (id) => shown(context, id as ConsultationId),
      ),
  }),
);

builder.objectField(EditedMeanwhileError, 'consultation', (t) =>
  t.field({
    type: ConsultationType,
    nullable: true,
    subGraphs,
    description: 'As it stands now, where it was the question that was edited.',
    resolve: async ({ post: { consultationId, answerId } }, _args, context) =>
      answerId === null
        ? findConsultation(
            context.services.db.service,
            await readerOf(context),
            consultationId as ConsultationId,
          )
        : null,
  }),
);

const EditConsultationInput = builder.inputType('EditConsultationInput', {
  subGraphs,
  fields: (t) => ({
    id: t.id(),
    title: t.string(),
    body: t.string(),
    tags: t.stringList(),
    version: versionField(t),
    identifierOverride: identifierOverrideField(t),
    review: reviewField(t),
  }),
});

builder.mutationField('editConsultation', (t) =>
  t.field({
    type: ConsultationType,
    subGraphs,
    errors: refusableEdit('EditConsultationResult', 'physician'),
    args: { input: t.arg({ type: EditConsultationInput }) },
    resolve: async (_root, { input }, context) =>
      shown(context, await editConsultation(context.services, grantOf(context), input)),
  }),
);

builder.mutationField('deleteConsultation', (t) =>
  t.field({
    type: ConsultationType,
    subGraphs,
    errors: refusable('DeleteConsultationResult', 'physician'),
    args: { id: t.arg.id() },
    resolve: async (_root, { id }, context) =>
      shown(context, await deleteConsultation(context.services, grantOf(context), { id })),
  }),
);

builder.mutationField('solveConsultation', (t) =>
  t.field({
    type: ConsultationType,
    subGraphs,
    description: 'Close as solved; answerId names the answer that helped, if one did.',
    errors: refusable('SolveConsultationResult', 'physician'),
    args: { id: t.arg.id(), answerId: t.arg.id({ required: false }) },
    resolve: async (_root, { id, answerId }, context) =>
      shown(context, await solveConsultation(context.services, grantOf(context), { id, answerId })),
  }),
);

builder.mutationField('reopenConsultation', (t) =>
  t.field({
    type: ConsultationType,
    subGraphs,
    errors: refusable('ReopenConsultationResult', 'physician'),
    args: { id: t.arg.id() },
    resolve: async (_root, { id }, context) =>
      shown(context, await reopenConsultation(context.services, grantOf(context), { id })),
  }),
);
