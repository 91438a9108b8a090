import { requirePhysician } from '../access/grants.ts';
import { ModerationRuleEnum } from '../decisions/graphql.ts';
import { builder, type SubGraph } from '../graphql/builder.ts';
import { signedIn } from '../graphql/context.ts';
import { LookupReasonEnum } from '../lookups/graphql.ts';
import { readTransparency } from './data.ts';
import type { PublishedCount } from './suppress-small-cells.ts';
import { publishedActions, type QuarterReport, type Transparency } from './types.ts';

const subGraphs: SubGraph[] = ['physician'];

const PublishedActionEnum = builder.enumType('PublishedAction', { subGraphs, values: publishedActions });

const PublishedCountType = builder.objectRef<PublishedCount>('PublishedCount').implement({
  subGraphs,
  description: 'A number, unless it could point at one person: then it is suppressed.',
  fields: (t) => ({
    count: t.int({ nullable: true, resolve: ({ count }) => count }),
    suppressed: t.boolean({
      description: 'Of a single count: it is 1 or 2. Of a total: one of its parts is.',
      resolve: ({ suppressed }) => suppressed,
    }),
  }),
});

const LookupCountType = builder.objectRef<QuarterReport['lookups'][number]>('LookupCount').implement({
  subGraphs,
  fields: (t) => ({
    reason: t.field({ type: LookupReasonEnum, resolve: ({ reason }) => reason }),
    opened: t.field({ type: PublishedCountType, resolve: ({ opened }) => opened }),
  }),
});

const ActionCountType = builder.objectRef<QuarterReport['actionTotals'][number]>('ActionCount').implement({
  subGraphs,
  fields: (t) => ({
    action: t.field({ type: PublishedActionEnum, resolve: ({ action }) => action }),
    count: t.field({ type: PublishedCountType, resolve: ({ count }) => count }),
  }),
});

const RuleCountsType = builder.objectRef<QuarterReport['decisions'][number]>('RuleCounts').implement({
  subGraphs,
  fields: (t) => ({
    rule: t.field({
      type: ModerationRuleEnum,
      nullable: true,
      description: 'Null: reports that were closed without a rule broken.',
      resolve: ({ rule }) => rule,
    }),
    counts: t.field({ type: [ActionCountType], resolve: ({ counts }) => counts }),
    total: t.field({ type: PublishedCountType, resolve: ({ total }) => total }),
  }),
});

const AppealCountsType = builder.objectRef<QuarterReport['appeals']>('AppealCounts').implement({
  subGraphs,
  fields: (t) => ({
    upheld: t.field({ type: PublishedCountType, resolve: ({ upheld }) => upheld }),
    overturned: t.field({ type: PublishedCountType, resolve: ({ overturned }) => overturned }),
    total: t.field({ type: PublishedCountType, resolve: ({ total }) => total }),
  }),
});

const QuarterType = builder.objectRef<QuarterReport>('TransparencyQuarter').implement({
  subGraphs,
  fields: (t) => ({
    quarter: t.string({ description: 'In UTC, such as 2026-Q3.', resolve: ({ quarter }) => quarter }),
    lookups: t.field({
      type: [LookupCountType],
      description: 'Opened lookups that were asked for in this quarter, by reason.',
      resolve: ({ lookups }) => lookups,
    }),
    openedTotal: t.field({ type: PublishedCountType, resolve: ({ openedTotal }) => openedTotal }),
    refused: t.field({ type: PublishedCountType, resolve: ({ refused }) => refused }),
    expired: t.field({
      type: PublishedCountType,
      description: 'Requests that died after a day without having been approved and opened.',
      resolve: ({ expired }) => expired,
    }),
    decisions: t.field({
      type: [RuleCountsType],
      description: "The moderators' decisions, by rule and action.",
      resolve: ({ decisions }) => decisions,
    }),
    actionTotals: t.field({ type: [ActionCountType], resolve: ({ actionTotals }) => actionTotals }),
    decisionsTotal: t.field({ type: PublishedCountType, resolve: ({ decisionsTotal }) => decisionsTotal }),
    appeals: t.field({
      type: AppealCountsType,
      description: 'Appeals that were ruled on in this quarter, by outcome.',
      resolve: ({ appeals }) => appeals,
    }),
  }),
});

const TransparencyType = builder.objectRef<Transparency>('Transparency').implement({
  subGraphs,
  fields: (t) => ({
    noticeDays: t.exposeInt('noticeDays', {
      description: 'How many days after an opening its author is told, unless it is put off on the record.',
    }),
    quarters: t.field({
      type: [QuarterType],
      description: 'Finished quarters only, newest first, twelve at most.',
      resolve: ({ quarters }) => quarters,
    }),
  }),
});

builder.queryField('transparency', (t) =>
  t.field({
    type: TransparencyType,
    subGraphs,
    description: 'How often authors were looked up and posts moderated. For verified physicians.',
    resolve: (_root, _args, context) => {
      requirePhysician(signedIn(context));
      const { db, clock, config } = context.services;
      return readTransparency(db.service, clock.now(), config.lookupNoticeDays);
    },
  }),
);
