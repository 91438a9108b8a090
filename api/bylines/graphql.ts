import { PhysicianProfileType } from '../accounts/graphql.ts';
import { builder, type SubGraph } from '../graphql/builder.ts';
import { SpecialtyType } from '../specialties/graphql.ts';
import { findSpecialty } from '../specialties/specialties.ts';
import type { AliasByline, ErasedByline, PhysicianByline } from './types.ts';

const subGraphs: SubGraph[] = ['physician', 'moderation'];

export const VisibilityEnum = builder.enumType('Visibility', {
  subGraphs,
  description:
    'VISIBLE: to all. HIDDEN: by moderation; only its author sees it. DELETED: by moderation. WITHDRAWN: by its author; these two are tombstones without text. HELD: waits for its publication; only its author can tell that it exists.',
  values: ['DELETED', 'HELD', 'HIDDEN', 'VISIBLE', 'WITHDRAWN'] as const,
});

const AliasBylineType = builder.objectRef<AliasByline>('AliasByline').implement({
  subGraphs,
  description:
    'Written anonymously. The same number inside a consultation is the same person; across consultations nothing links.',
  fields: (t) => ({
    number: t.exposeInt('number', {
      nullable: true,
      description:
        '0 for the one who asked anonymously, 1, 2, … for colleagues in the order in which they appeared. Null before her first post here is published: then only she gets this.',
    }),
    specialty: t.field({
      type: SpecialtyType,
      nullable: true,
      description: 'Shown only when enough verified colleagues share it.',
      resolve: ({ specialtyCode }) => findSpecialty(specialtyCode),
    }),
    isAsker: t.exposeBoolean('isAsker'),
  }),
});

const PhysicianBylineType = builder.objectRef<PhysicianByline>('PhysicianByline').implement({
  subGraphs,
  description: "Written under the author's name.",
  fields: (t) => ({
    physician: t.field({ type: PhysicianProfileType, resolve: ({ physician }) => physician }),
    isAsker: t.exposeBoolean('isAsker', { description: 'She asked the question, also under her name.' }),
  }),
});

const ErasedBylineType = builder.objectRef<ErasedByline>('ErasedByline').implement({
  subGraphs,
  description: 'Of a tombstone whose author has left. Under which face she wrote is gone too.',
  fields: (t) => ({ isAsker: t.exposeBoolean('isAsker', { description: 'Always false.' }) }),
});

const bylineTypes = { alias: AliasBylineType, physician: PhysicianBylineType, erased: ErasedBylineType };

export const BylineType = builder.unionType('Byline', {
  subGraphs,
  description: 'Who wrote it, as far as anyone may see.',
  types: [AliasBylineType, ErasedBylineType, PhysicianBylineType],
  resolveType: ({ face }) => bylineTypes[face],
});
