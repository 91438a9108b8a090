import { builder } from './builder.ts';

export const PostKindEnum = builder.enumType('PostKind', {
  subGraphs: ['moderation', 'operations'],
  values: ['ANSWER', 'CONSULTATION'] as const,
});
