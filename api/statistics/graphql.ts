import { requireTechnicalAdmin } from '../access/grants.ts';
import { builder, type SubGraph } from '../graphql/builder.ts';
import { signedIn } from '../graphql/context.ts';
import { SpecialtyType } from '../specialties/graphql.ts';
import { readStatistics } from './data.ts';
import type { Figures, PeriodFigures, RoundedCount, Statistics, WeekFigures } from './types.ts';

const subGraphs: SubGraph[] = ['operations'];

const RoundedCountType = builder.objectRef<RoundedCount>('RoundedCount').implement({
  subGraphs,
  description: 'A multiple of five, or fewer than five (none, too), which could point at a person.',
  fields: (t) => ({
    count: t.int({ nullable: true, resolve: ({ count }) => count }),
    fewerThanFive: t.boolean({ resolve: ({ fewerThanFive }) => fewerThanFive }),
  }),
});

const FiguresType = builder.objectRef<Figures>('Figures').implement({
  subGraphs,
  description: 'Of a group of questions and the seven days after each.',
  fields: (t) => ({
    questions: t.field({ type: RoundedCountType, resolve: ({ questions }) => questions }),
    answers: t.field({ type: RoundedCountType, resolve: ({ answers }) => answers }),
    answeredWithinDay: t.field({
      type: RoundedCountType,
      description: 'Times are whole hours: about a day.',
      resolve: ({ answeredWithinDay }) => answeredWithinDay,
    }),
    unanswered: t.field({ type: RoundedCountType, resolve: ({ unanswered }) => unanswered }),
    medianHours: t.int({
      nullable: true,
      description: 'Half of the answered ones had their first answer within about so many hours.',
      resolve: ({ medianHours }) => medianHours,
    }),
  }),
});

const WeekFiguresType = builder.objectRef<WeekFigures>('WeekFigures').implement({
  subGraphs,
  fields: (t) => ({
    week: t.exposeString('week', { description: 'ISO 8601, such as 2026-W47.' }),
    startsOn: t.exposeString('startsOn', { description: 'A date, YYYY-MM-DD.' }),
    figures: t.field({ type: FiguresType, resolve: ({ figures }) => figures }),
  }),
});

const SpecialtyFiguresType = builder
  .objectRef<PeriodFigures['specialties'][number]>('SpecialtyFigures')
  .implement({
    subGraphs,
    fields: (t) => ({
      specialty: t.field({ type: SpecialtyType, resolve: ({ specialty }) => specialty }),
      figures: t.field({ type: FiguresType, resolve: ({ figures }) => figures }),
    }),
  });

const PeriodFiguresType = builder.objectRef<PeriodFigures>('PeriodFigures').implement({
  subGraphs,
  description: 'Twelve weeks. Periods do not overlap.',
  fields: (t) => ({
    startsOn: t.exposeString('startsOn', { description: 'A date, YYYY-MM-DD.' }),
    endsOn: t.exposeString('endsOn', { description: 'Its last day.' }),
    specialties: t.field({ type: [SpecialtyFiguresType], resolve: ({ specialties }) => specialties }),
  }),
});

const StatisticsType = builder.objectRef<Statistics>('Statistics').implement({
  subGraphs,
  fields: (t) => ({
    weeks: t.field({
      type: [WeekFiguresType],
      description: 'Oldest first; only weeks whose numbers change no more.',
      resolve: ({ weeks }) => weeks,
    }),
    periods: t.field({
      type: [PeriodFiguresType],
      description: 'Newest first.',
      resolve: ({ periods }) => periods,
    }),
  }),
});

builder.queryField('statistics', (t) =>
  t.field({
    type: StatisticsType,
    subGraphs,
    description: 'How the forum is used. About nobody: small numbers are kept back, the others rounded.',
    resolve: (_root, _args, context) => {
      const { db, clock } = context.services;
      return readStatistics(db.service, requireTechnicalAdmin(signedIn(context)), clock.now());
    },
  }),
);
