import { ModerationRuleEnum } from '../decisions/graphql.ts';
import { builder, type SubGraph } from '../graphql/builder.ts';
import type { Redaction } from './types.ts';

const subGraphs: SubGraph[] = ['physician'];

export const RedactedFieldEnum = builder.enumType('RedactedField', {
  subGraphs: ['physician', 'moderation'],
  values: ['BODY', 'TITLE'] as const,
});

export const RedactionType = builder.objectRef<Redaction>('Redaction').implement({
  subGraphs,
  description: 'A passage that moderation asks the author to let go of; only she sees this.',
  fields: (t) => ({
    id: t.exposeID('id'),
    field: t.field({ type: RedactedFieldEnum, resolve: ({ field }) => field }),
    start: t.exposeInt('start', { description: 'UTF-16 code units into the title or body.' }),
    end: t.exposeInt('end'),
    replacement: t.exposeString('replacement'),
    hides: t.exposeBoolean('hides', { description: 'Others do not see the post until she has answered.' }),
    rule: t.field({ type: ModerationRuleEnum, resolve: ({ rule }) => rule }),
    statement: t.exposeString('statement', { description: 'The statement of reasons.' }),
    proposedAt: t.field({ type: 'Hour', resolve: ({ proposedAt }) => proposedAt }),
  }),
});
