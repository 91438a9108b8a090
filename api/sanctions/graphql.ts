import { AppealType } from '../appeals/graphql-types.ts';
import { openForAppeal } from '../appeals/policy.ts';
import { ModerationRuleEnum } from '../decisions/graphql.ts';
import { builder, type SubGraph } from '../graphql/builder.ts';
import { readerOf } from '../posts/reader.ts';
import { listOwnSanctions } from './data.ts';
import type { Sanction } from './types.ts';

const subGraphs: SubGraph[] = ['physician'];

const SanctionKindEnum = builder.enumType('SanctionKind', {
  subGraphs,
  values: ['SUSPENSION', 'WARNING'] as const,
});

const SanctionType = builder.objectRef<Sanction>('Sanction').implement({
  subGraphs,
  description: 'Told to the one it hits, and to nobody else.',
  fields: (t) => ({
    id: t.exposeID('id', { description: "The decision's." }),
    kind: t.field({ type: SanctionKindEnum, resolve: ({ kind }) => kind }),
    rule: t.field({ type: ModerationRuleEnum, resolve: ({ rule }) => rule }),
    statement: t.exposeString('statement', { description: 'The statement of reasons.' }),
    until: t.field({
      type: 'Hour',
      description: 'Of a suspension: she may read and not write. Of a warning: how long it is shown.',
      resolve: ({ until }) => until,
    }),
    appeal: t.field({ type: AppealType, nullable: true, resolve: ({ appeal }) => appeal }),
    appealableUntil: t.field({
      type: 'Hour',
      nullable: true,
      description: 'Until when she can appeal it; null where she cannot.',
      resolve: (sanction, _args, { services: { config, clock } }) =>
        openForAppeal(
          { ...sanction, action: sanction.kind === 'WARNING' ? 'WARN' : 'SUSPEND' },
          config.appealDays,
          clock.now(),
        ),
    }),
  }),
});

builder.queryField('mySanctions', (t) =>
  t.field({
    type: [SanctionType],
    subGraphs,
    description: "The viewer's own that run now, whichever face they were set on.",
    resolve: async (_root, _args, context) => {
      const { db, clock } = context.services;
      return listOwnSanctions(db.service, await readerOf(context), clock.now());
    },
  }),
);
