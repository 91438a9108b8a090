import { builder } from '../graphql/builder.ts';
import type { WaitingEdit } from './types.ts';

export const WaitingEditType = builder.objectRef<WaitingEdit>('WaitingEdit').implement({
  subGraphs: ['physician', 'moderation'],
  description: 'A text that undoes what moderation has made of a post. It waits for a moderator.',
  fields: (t) => ({
    id: t.exposeID('id'),
    title: t.exposeString('title', { nullable: true, description: 'Null for an answer.' }),
    body: t.exposeString('body'),
    tags: t.exposeStringList('tags'),
    savedAt: t.field({ type: 'Hour', resolve: ({ savedAt }) => savedAt }),
  }),
});
