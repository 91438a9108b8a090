import { requirePhysician } from '../access/grants.ts';
import { findDecision } from '../decisions/data.ts';
import { DecisionActionEnum, DecisionType } from '../decisions/graphql.ts';
import { builder, connectionOf, refusable, type SubGraph } from '../graphql/builder.ts';
import { signedIn } from '../graphql/context.ts';
import { grantOf, moderatorOf } from '../moderation/graphql.ts';
import {
  CaseCountsType,
  CaseDecisionType,
  detailsOf,
  ModerationCaseType,
  moderation,
} from '../moderation/graphql-types.ts';
import { once } from '../once/once.ts';
import { type DecisionId, parseId } from '../platform/ids.ts';
import { pageRequest, timeKeys } from '../platform/pages.ts';
import { Refusal } from '../platform/refusal.ts';
import { readerOf } from '../posts/reader.ts';
import { appealDecision } from './appeal-decision.ts';
import { AppealEffectEnum, AppealStateEnum, AppealType } from './graphql-types.ts';
import { countAppeals, findModeratedAppeal, listModeratedAppeals } from './moderated-appeals.ts';
import { listOwnAppeals } from './own-appeals.ts';
import { ruleOnAppeal } from './rule-on-appeal.ts';
import { type AppealId, type ModeratedAppeal, type OwnAppeal, stateOf } from './types.ts';

const physician: SubGraph[] = ['physician'];

const OwnAppealType = builder.objectRef<OwnAppeal>('OwnAppeal').implement({
  subGraphs: physician,
  fields: (t) => ({
    id: t.exposeID('id'),
    action: t.field({ type: DecisionActionEnum, resolve: ({ action }) => action }),
    consultationId: t.exposeID('consultationId'),
    answerId: t.exposeID('answerId', {
      nullable: true,
      description: 'Null: it concerns the question itself.',
    }),
    appeal: t.field({ type: AppealType, resolve: (appeal) => appeal }),
  }),
});

builder.queryField('myAppeals', (t) =>
  t.field({
    type: [OwnAppealType],
    subGraphs: physician,
    description: "The viewer's own, on posts under any face, the newest first.",
    resolve: async (_root, _args, context) =>
      listOwnAppeals(context.services.db.service, await readerOf(context)),
  }),
);

const AppealDecisionInputType = builder.inputType('AppealDecisionInput', {
  subGraphs: physician,
  fields: (t) => ({
    decisionId: t.id(),
    text: t.string(),
    identifierOverride: t.string({
      required: false,
      description: "Why what looks like a patient's identifier is harmless; without it, it is refused.",
    }),
  }),
});

builder.mutationField('appealDecision', (t) =>
  t.field({
    type: DecisionType,
    subGraphs: physician,
    description: 'Once for each decision. Another moderator than the one who decided rules on it.',
    errors: refusable('AppealDecisionResult', 'physician'),
    args: { input: t.arg({ type: AppealDecisionInputType }) },
    resolve: (_root, { input }, context) => {
      const { services } = context;
      const grant = requirePhysician(signedIn(context));
      const shown = async (id: string) => {
        const decision = await findDecision(services.db.service, id as DecisionId);
        if (!decision) throw Refusal.notFound();
        return decision;
      };
      return once(
        context,
        { mutation: 'appealDecision', input },
        async (once) => shown(await appealDecision(services, grant, input, once)),
        shown,
      );
    },
  }),
);

const ModeratedAppealType = builder.objectRef<ModeratedAppeal>('ModeratedAppeal').implement({
  subGraphs: moderation,
  description: 'What the author of a post says against a decision. Who she is does not exist here.',
  fields: (t) => ({
    id: t.exposeID('id'),
    state: t.field({ type: AppealStateEnum, resolve: stateOf }),
    text: t.exposeString('text', {
      description: 'Empty once it was destroyed with the text that it may have quoted.',
    }),
    identifierOverride: t.exposeString('identifierOverride', {
      nullable: true,
      description: "Why its author declared harmless what looked like a patient's identifier.",
    }),
    appealedAt: t.field({ type: 'Hour', resolve: ({ appealedAt }) => appealedAt }),
    statement: t.string({ nullable: true, resolve: ({ ruling }) => ruling?.statement ?? null }),
    effect: t.field({
      type: AppealEffectEnum,
      nullable: true,
      resolve: ({ ruling }) => ruling?.effect ?? null,
    }),
    ruledAt: t.field({ type: 'Hour', nullable: true, resolve: ({ ruling }) => ruling?.ruledAt ?? null }),
    ruledByMe: t.exposeBoolean('ruledByMe'),
    decision: t.field({
      type: CaseDecisionType,
      resolve: async (appeal, _args, context) => {
        const decisions = await detailsOf(context).decisions.load(appeal.case);
        const decision = decisions.find(({ id }) => id === appeal.decisionId);
        if (!decision) throw new Error('an appeal without its decision');
        return decision;
      },
    }),
    case: t.field({ type: ModerationCaseType, resolve: (appeal) => appeal.case }),
  }),
});

const AppealsConnection = connectionOf('QueryAppealsConnection', ModeratedAppealType, moderation);

const AppealListEnum = builder.enumType('AppealList', {
  subGraphs: moderation,
  values: ['DECIDED', 'OPEN'] as const,
});

builder.queryFields((t) => ({
  appeals: t.field({
    type: AppealsConnection,
    subGraphs: moderation,
    description:
      'Oldest first; DECIDED newest first. Not those on decisions of the viewer, nor where she has a part in the matter.',
    args: {
      list: t.arg({ type: AppealListEnum, defaultValue: 'OPEN' }),
      first: t.arg.int({ required: false, defaultValue: 20 }),
      after: t.arg.string({ required: false }),
    },
    resolve: async (_root, { list, ...page }, context) => {
      const moderator = await moderatorOf(context);
      const { db, clock } = context.services;
      return listModeratedAppeals(db.service, moderator, list, pageRequest(page, timeKeys), clock.now());
    },
  }),
  appeal: t.field({
    type: ModeratedAppealType,
    nullable: true,
    subGraphs: moderation,
    args: { id: t.arg.id() },
    resolve: async (_root, args, context) => {
      const moderator = await moderatorOf(context);
      const { db, clock } = context.services;
      const id = parseId(args.id);
      return id === null ? null : findModeratedAppeal(db.service, moderator, id, clock.now());
    },
  }),
}));

builder.objectField(CaseCountsType, 'appeals', (t) =>
  t.int({
    description: 'That wait for a ruling of hers.',
    resolve: async (_counts, _args, context) =>
      countAppeals(context.services.db.service, await moderatorOf(context)),
  }),
);

const AppealOutcomeEnum = builder.enumType('AppealOutcome', {
  subGraphs: moderation,
  values: ['OVERTURNED', 'UPHELD'] as const,
});

const RuleOnAppealInputType = builder.inputType('RuleOnAppealInput', {
  subGraphs: moderation,
  fields: (t) => ({
    id: t.id(),
    outcome: t.field({ type: AppealOutcomeEnum }),
    statement: t.string({ description: 'The statement of reasons, which the author reads.' }),
  }),
});

builder.mutationField('ruleOnAppeal', (t) =>
  t.field({
    type: ModeratedAppealType,
    subGraphs: moderation,
    description: 'Overturning undoes the decision as far as it can be undone; `effect` tells what was done.',
    errors: refusable('RuleOnAppealResult', 'moderation'),
    args: { input: t.arg({ type: RuleOnAppealInputType }) },
    resolve: (_root, { input }, context) =>
      once(
        context,
        { mutation: 'ruleOnAppeal', input },
        (once) => ruleOnAppeal(context.services, grantOf(context), input, once),
        async (id) => {
          const { db, clock } = context.services;
          const moderator = await moderatorOf(context);
          const appeal = await findModeratedAppeal(db.service, moderator, id as AppealId, clock.now());
          if (!appeal) throw Refusal.notFound();
          return appeal;
        },
      ),
  }),
);
