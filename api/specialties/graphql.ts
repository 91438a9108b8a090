import { builder, everywhere } from '../graphql/builder.ts';
import { type Specialty, specialties } from './specialties.ts';

export const SpecialtyType = builder.objectRef<Specialty>('Specialty').implement({
  subGraphs: everywhere,
  fields: (t) => ({
    code: t.exposeID('code'),
    sv: t.exposeString('sv'),
    en: t.exposeString('en'),
  }),
});

builder.queryField('specialties', (t) =>
  t.field({ type: [SpecialtyType], subGraphs: ['physician'], resolve: () => [...specialties] }),
);
