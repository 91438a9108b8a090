import { builder, type SubGraph } from '../graphql/builder.ts';
import { readerOf } from '../posts/reader.ts';
import { type ExpiringPost, listExpiringPosts } from './list-expiring-posts.ts';

const subGraphs: SubGraph[] = ['physician'];

const ExpiringPostType = builder.objectRef<ExpiringPost>('ExpiringPost').implement({
  subGraphs,
  description: "A post of the viewer's own of which images go within two weeks.",
  fields: (t) => ({
    consultationId: t.exposeID('consultationId'),
    answerId: t.exposeID('answerId', {
      nullable: true,
      description: 'Null: the images are the question’s.',
    }),
    title: t.exposeString('title', { description: 'Of the consultation.' }),
    images: t.exposeInt('images', { description: 'How many of its images go.' }),
    expiresOn: t.field({
      type: 'Date',
      description: 'The day on which the first of them goes, unless extended.',
      resolve: ({ expiresOn }) => expiresOn,
    }),
  }),
});

builder.queryField('myExpiringImages', (t) =>
  t.field({
    type: [ExpiringPostType],
    subGraphs,
    description: 'Under any face, the next to go first.',
    resolve: async (_root, _args, context) =>
      listExpiringPosts(context.services.db.service, await readerOf(context), context.services.clock.now()),
  }),
);
