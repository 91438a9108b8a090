import { builder, type SubGraph } from '../graphql/builder.ts';
import { type Appeal, stateOf } from './types.ts';

const both: SubGraph[] = ['physician', 'moderation'];

export const AppealStateEnum = builder.enumType('AppealState', {
  subGraphs: both,
  values: ['OVERTURNED', 'PENDING', 'UPHELD'] as const,
});

export const AppealEffectEnum = builder.enumType('AppealEffect', {
  subGraphs: both,
  description:
    'What overturning a decision did. TEXT_DESTROYED, IMAGE_DESTROYED, TEXT_CHANGED_SINCE and NOTHING_LEFT: nothing could be undone.',
  values: [
    'IMAGE_DESTROYED',
    'IMAGE_SHARPENED',
    'NOTHING_LEFT',
    'SHOWN',
    'SUSPENSION_LIFTED',
    'TEXT_CHANGED_SINCE',
    'TEXT_DESTROYED',
    'TEXT_RESTORED',
    'UNLOCKED',
    'WARNING_LIFTED',
  ] as const,
});

export const AppealType = builder.objectRef<Appeal>('Appeal').implement({
  subGraphs: ['physician'],
  description: "An author's objection to a decision on her post; only she sees this.",
  fields: (t) => ({
    id: t.exposeID('id'),
    state: t.field({ type: AppealStateEnum, resolve: stateOf }),
    text: t.exposeString('text', {
      description: 'Empty once it was destroyed with the text that it may have quoted.',
    }),
    appealedAt: t.field({ type: 'Hour', resolve: ({ appealedAt }) => appealedAt }),
    statement: t.string({
      nullable: true,
      description: 'The reasons of the moderator who ruled on it.',
      resolve: ({ ruling }) => ruling?.statement ?? null,
    }),
    effect: t.field({
      type: AppealEffectEnum,
      nullable: true,
      resolve: ({ ruling }) => ruling?.effect ?? null,
    }),
    ruledAt: t.field({ type: 'Hour', nullable: true, resolve: ({ ruling }) => ruling?.ruledAt ?? null }),
  }),
});
