import { builder } from '../graphql/builder.ts';
import { moderatorOf } from './graphql.ts';
import { moderation } from './graphql-types.ts';
import { type ModerationMeasures, measuredDays, measureModeration } from './measures.ts';

const ModerationMeasuresType = builder.objectRef<ModerationMeasures>('ModerationMeasures').implement({
  subGraphs: moderation,
  fields: (t) => ({
    days: t.int({ description: 'How far back the measures look.', resolve: () => measuredDays }),
    backlog: t.exposeInt('backlog', { description: 'Open cases.' }),
    waitingOverADay: t.exposeInt('waitingOverADay'),
    oldestOpenedAt: t.field({
      type: 'Hour',
      nullable: true,
      resolve: ({ oldestOpenedAt }) => oldestOpenedAt,
    }),
    actedOn: t.int({
      description: 'Flagged cases with a first decision; the hours below are theirs.',
      resolve: ({ timeToAct }) => timeToAct.cases,
    }),
    medianHours: t.int({ nullable: true, resolve: ({ timeToAct }) => timeToAct.medianHours }),
    ninetiethHours: t.int({ nullable: true, resolve: ({ timeToAct }) => timeToAct.ninetiethHours }),
    appealsWaiting: t.exposeInt('appealsWaiting'),
    appealsRuled: t.exposeInt('appealsRuled'),
    appealsOverturned: t.exposeInt('appealsOverturned'),
  }),
});

builder.queryField('moderationMeasures', (t) =>
  t.field({
    type: ModerationMeasuresType,
    subGraphs: moderation,
    description: 'How moderation goes. What the viewer has a part in is left out.',
    resolve: async (_root, _args, context) => {
      const moderator = await moderatorOf(context);
      const { db, clock } = context.services;
      return measureModeration(db.service, moderator, clock.now());
    },
  }),
);
