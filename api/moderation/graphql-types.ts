import { AppealEffectEnum, AppealStateEnum } from '../appeals/graphql-types.ts';
import { type CaseAppeal, stateOf } from '../appeals/types.ts';
import { BylineType, VisibilityEnum } from '../bylines/graphql.ts';
import {
  DecisionActionEnum,
  ModerationRuleEnum,
  PostActionEnum,
  RedactionStateEnum,
} from '../decisions/graphql.ts';
import { FlagReasonEnum } from '../flags/graphql.ts';
import { builder, type SubGraph } from '../graphql/builder.ts';
import { memoized, type RequestContext, signedIn } from '../graphql/context.ts';
import { weighing } from '../graphql/limit-cost.ts';
import { PostKindEnum } from '../graphql/post-kind.ts';
import { RevisedByEnum } from '../graphql/refusals.ts';
import { ImageType, loadModeratedImages } from '../images/graphql-types.ts';
import type { AnswerId } from '../platform/ids.ts';
import { editIdField, versionField } from '../posts/graphql-inputs.ts';
import { RedactedFieldEnum } from '../redactions/graphql-types.ts';
import { WaitingEditType } from '../waiting-edits/graphql-types.ts';
import { loadCaseDetails } from './case-details.ts';
import { defaultReplacement } from './propose-redaction.ts';
import type { CaseDecision, CaseFlag, ModeratedPost, ModerationCase, Revision } from './types.ts';

export const moderation: SubGraph[] = ['moderation'];

const detailsKey = Symbol('case details');
export const detailsOf = (context: RequestContext) =>
  memoized(context, detailsKey, () => loadCaseDetails(context.services.db.service, signedIn(context).id));

const CaseStateEnum = builder.enumType('CaseState', {
  subGraphs: moderation,
  values: ['DECIDED', 'OPEN'] as const,
});

export const CaseListEnum = builder.enumType('CaseList', {
  subGraphs: moderation,
  values: ['DECIDED', 'MINE', 'OPEN'] as const,
});

const RevisionType = builder.objectRef<Revision>('Revision').implement({
  subGraphs: moderation,
  fields: (t) => ({
    title: t.exposeString('title', { nullable: true }),
    body: t.exposeString('body', { extensions: weighing(4) }),
    by: t.field({ type: RevisedByEnum, resolve: ({ by }) => by }),
    replacedAt: t.field({ type: 'Hour', resolve: ({ replacedAt }) => replacedAt }),
  }),
});

const ModeratedPostType = builder.objectRef<ModeratedPost>('ModeratedPost').implement({
  subGraphs: moderation,
  fields: (t) => ({
    id: t.exposeID('id'),
    kind: t.field({ type: PostKindEnum, resolve: ({ kind }) => kind }),
    consultationId: t.exposeID('consultationId'),
    title: t.exposeString('title', { description: "The consultation's title." }),
    question: t.exposeString('question', {
      nullable: true,
      description: 'For an answer: the question it belongs to.',
    }),
    body: t.exposeString('body', { extensions: weighing(4) }),
    tags: t.exposeStringList('tags', { description: "The consultation's; of an answer none." }),
    identifierOverride: t.exposeString('identifierOverride', {
      nullable: true,
      description:
        "Why its author declared harmless what looked like a patient's identifier; null where nothing did.",
    }),
    images: t.field({
      type: [ImageType],
      description: 'Blurred ones unblurred.',
      resolve: ({ id, kind, consultationId }, _args, context) =>
        loadModeratedImages(context, {
          consultationId,
          answerId: kind === 'ANSWER' ? (id as AnswerId) : null,
        }),
    }),
    byline: t.field({ type: BylineType, resolve: ({ byline }) => byline }),
    visibility: t.field({ type: VisibilityEnum, resolve: ({ visibility }) => visibility }),
    locked: t.exposeBoolean('locked', { description: 'The consultation takes no new answers.' }),
    editedByModeration: t.exposeBoolean('editedByModeration'),
    postedAt: t.field({ type: 'Hour', resolve: ({ postedAt }) => postedAt }),
    editedAt: t.field({ type: 'Hour', nullable: true, resolve: ({ editedAt }) => editedAt }),
    possibleActions: t.field({
      type: [PostActionEnum],
      description: 'What a moderator may do with it now.',
      resolve: ({ possibleActions }) => possibleActions,
    }),
    version: t.exposeID('version', {
      description: 'Of title and body; an edit names the one it was made from.',
    }),
    waitingEdit: t.field({
      type: WaitingEditType,
      nullable: true,
      description: "A text of its author's that a moderator accepts or refuses.",
      resolve: ({ waitingEdit }) => waitingEdit,
    }),
    revisions: t.field({
      type: [RevisionType],
      description: 'Earlier texts, newest first.',
      resolve: (post, _args, context) => detailsOf(context).revisions.load(post),
    }),
  }),
});

const CaseFlagType = builder.objectRef<CaseFlag>('CaseFlag').implement({
  subGraphs: moderation,
  fields: (t) => ({
    id: t.exposeID('id'),
    reason: t.field({ type: FlagReasonEnum, resolve: ({ reason }) => reason }),
    note: t.exposeString('note'),
    flaggedAt: t.field({ type: 'Hour', resolve: ({ flaggedAt }) => flaggedAt }),
  }),
});

const CaseAppealType = builder.objectRef<CaseAppeal>('CaseAppeal').implement({
  subGraphs: moderation,
  description: 'That the author has appealed the decision, and what became of it.',
  fields: (t) => ({
    state: t.field({ type: AppealStateEnum, resolve: stateOf }),
    statement: t.string({ nullable: true, resolve: ({ ruling }) => ruling?.statement ?? null }),
    effect: t.field({
      type: AppealEffectEnum,
      nullable: true,
      resolve: ({ ruling }) => ruling?.effect ?? null,
    }),
    ruledAt: t.field({ type: 'Hour', nullable: true, resolve: ({ ruling }) => ruling?.ruledAt ?? null }),
  }),
});

export const CaseDecisionType = builder.objectRef<CaseDecision>('CaseDecision').implement({
  subGraphs: moderation,
  description: 'Which moderator decided is not told here; only whether it was the viewer.',
  fields: (t) => ({
    id: t.exposeID('id'),
    action: t.field({ type: DecisionActionEnum, resolve: ({ action }) => action }),
    rule: t.field({ type: ModerationRuleEnum, nullable: true, resolve: ({ rule }) => rule }),
    statement: t.exposeString('statement'),
    imageNumber: t.exposeInt('imageNumber', {
      nullable: true,
      description: 'Which image of the post it is about, from 1.',
    }),
    decidedAt: t.field({ type: 'Hour', resolve: ({ decidedAt }) => decidedAt }),
    byMe: t.exposeBoolean('byMe'),
    titleBefore: t.exposeString('titleBefore', { nullable: true }),
    titleAfter: t.exposeString('titleAfter', { nullable: true }),
    textBefore: t.exposeString('textBefore', { nullable: true }),
    textAfter: t.exposeString('textAfter', { nullable: true }),
    until: t.field({
      type: 'Hour',
      nullable: true,
      description: 'Of a suspension: its end.',
      resolve: ({ until }) => until,
    }),
    redaction: t.field({
      type: RedactionStateEnum,
      nullable: true,
      description: 'Of a proposed redaction: what became of it.',
      resolve: ({ redaction }) => redaction,
    }),
    appeal: t.field({ type: CaseAppealType, nullable: true, resolve: ({ appeal }) => appeal }),
  }),
});

export const ModerationCaseType = builder.objectRef<ModerationCase>('ModerationCase').implement({
  subGraphs: moderation,
  fields: (t) => ({
    id: t.exposeID('id'),
    state: t.field({ type: CaseStateEnum, resolve: ({ state }) => state }),
    openedAt: t.field({ type: 'Hour', resolve: ({ openedAt }) => openedAt }),
    taken: t.exposeBoolean('taken', { description: 'Some moderator has taken it.' }),
    takenByMe: t.exposeBoolean('takenByMe'),
    post: t.field({ type: ModeratedPostType, resolve: ({ post }) => post }),
    flags: t.field({
      type: [CaseFlagType],
      resolve: (found, _args, context) => detailsOf(context).flags.load(found),
    }),
    decisions: t.field({
      type: [CaseDecisionType],
      resolve: (found, _args, context) => detailsOf(context).decisions.load(found),
    }),
    otherDecisions: t.field({
      type: [CaseDecisionType],
      description: 'What was decided on the same post in its other cases.',
      resolve: (found, _args, context) => detailsOf(context).otherDecisions.load(found),
    }),
  }),
});

export const CaseCountsType = builder.objectRef<{ open: number; mine: number }>('CaseCounts').implement({
  subGraphs: moderation,
  fields: (t) => ({ open: t.exposeInt('open'), mine: t.exposeInt('mine') }),
});

export const OpenCaseInputType = builder.inputType('OpenCaseInput', {
  subGraphs: moderation,
  description: 'Exactly one of the two ids.',
  fields: (t) => ({
    answerId: t.id({ required: false }),
    consultationId: t.id({ required: false }),
  }),
});

export const DecideInputType = builder.inputType('DecideInput', {
  subGraphs: moderation,
  fields: (t) => ({
    caseId: t.id(),
    rule: t.field({ type: ModerationRuleEnum }),
    statement: t.string(),
  }),
});

export const DecideOnImageInputType = builder.inputType('DecideOnImageInput', {
  subGraphs: moderation,
  fields: (t) => ({
    imageId: t.id(),
    rule: t.field({ type: ModerationRuleEnum }),
    statement: t.string(),
  }),
});

export const DismissCaseInputType = builder.inputType('DismissCaseInput', {
  subGraphs: moderation,
  fields: (t) => ({ caseId: t.id(), statement: t.string() }),
});

export const AcceptEditInputType = builder.inputType('AcceptEditInput', {
  subGraphs: moderation,
  fields: (t) => ({ caseId: t.id(), editId: editIdField(t), statement: t.string() }),
});

export const RefuseEditInputType = builder.inputType('RefuseEditInput', {
  subGraphs: moderation,
  fields: (t) => ({
    caseId: t.id(),
    editId: editIdField(t),
    rule: t.field({ type: ModerationRuleEnum }),
    statement: t.string(),
  }),
});

export const EditPostInputType = builder.inputType('EditPostInput', {
  subGraphs: moderation,
  fields: (t) => ({
    body: t.string(),
    caseId: t.id(),
    rule: t.field({ type: ModerationRuleEnum }),
    statement: t.string(),
    title: t.string({ required: false, description: 'For a consultation.' }),
    version: versionField(t),
  }),
});

export const SuspendAuthorInputType = builder.inputType('SuspendAuthorInput', {
  subGraphs: moderation,
  fields: (t) => ({
    caseId: t.id(),
    days: t.int({ description: '1, 7, 30 or 90.' }),
    rule: t.field({ type: ModerationRuleEnum }),
    statement: t.string(),
  }),
});

export const ProposeRedactionInputType = builder.inputType('ProposeRedactionInput', {
  subGraphs: moderation,
  fields: (t) => ({
    caseId: t.id(),
    field: t.field({ type: RedactedFieldEnum }),
    start: t.int({ description: 'UTF-16 code units into the title or body.' }),
    end: t.int(),
    passage: t.string({
      description: 'What stands there; if the text has changed meanwhile, it is refused.',
    }),
    version: versionField(t),
    replacement: t.string({ defaultValue: defaultReplacement }),
    hide: t.boolean({
      defaultValue: true,
      description: 'Out of sight until the author has answered.',
    }),
    rule: t.field({ type: ModerationRuleEnum }),
    statement: t.string({ description: 'Must not quote the passage.' }),
  }),
});
