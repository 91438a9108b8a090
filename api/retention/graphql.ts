import { builder, type SubGraph } from '../graphql/builder.ts';
import { BothLanguages } from '../terms/graphql.ts';
import { retentionTable } from './table.ts';
import type { RetentionRow } from './types.ts';

const subGraphs: SubGraph[] = ['physician'];

const RetentionRowType = builder.objectRef<RetentionRow>('RetentionRow').implement({
  subGraphs,
  description: 'One kind of data, and how long it is kept.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'A name, such as "images".' }),
    what: t.field({ type: BothLanguages, resolve: ({ what }) => what }),
    howLong: t.field({ type: BothLanguages, resolve: ({ howLong }) => howLong }),
    from: t.field({
      type: BothLanguages,
      description: 'From when the time is counted.',
      resolve: ({ from }) => from,
    }),
    why: t.field({ type: BothLanguages, resolve: ({ why }) => why }),
  }),
});

builder.queryField('retention', (t) =>
  t.field({
    type: [RetentionRowType],
    subGraphs,
    description: 'The table that the jobs of retention act on. For everybody.',
    resolve: () => [...retentionTable],
  }),
);
