import { requirePhysician } from '../access/grants.ts';
import { builder, type SubGraph } from '../graphql/builder.ts';
import { signedIn } from '../graphql/context.ts';
import { SpecialtyType } from '../specialties/graphql.ts';
import { findSpecialty } from '../specialties/specialties.ts';
import { type AnonymityMeter, readMeter } from './read-meter.ts';

const subGraphs: SubGraph[] = ['physician'];

const AttributeEnum = builder.enumType('AnonymityAttribute', { subGraphs, values: ['SPECIALTY'] as const });

const AnonymityMeterType = builder.objectRef<AnonymityMeter>('AnonymityMeter').implement({
  subGraphs,
  description: 'What an anonymous post of the viewer would show of her now, and how many it could be.',
  fields: (t) => ({
    shows: t.field({
      type: SpecialtyType,
      nullable: true,
      description: 'Her specialty, or nothing.',
      resolve: ({ specialtyCode }) => findSpecialty(specialtyCode),
    }),
    colleagues: t.exposeInt('colleagues', {
      nullable: true,
      description:
        'At least so many verified physicians, the viewer among them, match what is shown: a round number, counted once a day. Null: fewer than the threshold.',
    }),
    threshold: t.exposeInt('threshold', {
      description: 'What fewer verified physicians share is left out.',
    }),
    coarsened: t.field({
      type: [AttributeEnum],
      description: 'What is left out because too few share it.',
      resolve: ({ coarsened }) => [...coarsened],
    }),
  }),
});

builder.queryField('anonymityMeter', (t) =>
  t.field({
    type: AnonymityMeterType,
    subGraphs,
    description: "Of the viewer's own specialty only. Refuses with TOO_MANY_ATTEMPTS when asked too often.",
    resolve: (_root, _args, context) => readMeter(context.services, requirePhysician(signedIn(context))),
  }),
);
