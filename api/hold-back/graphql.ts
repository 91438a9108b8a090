import { requirePhysician } from '../access/grants.ts';
import { findAnswer } from '../answers/data.ts';
import { AnswerType } from '../answers/graphql.ts';
import { findConsultation } from '../consultations/data.ts';
import { ConsultationType } from '../consultations/graphql.ts';
import { builder, refusable, type SubGraph } from '../graphql/builder.ts';
import { type RequestContext, signedIn } from '../graphql/context.ts';
import { readAnew, readerOf } from '../posts/reader.ts';
import { listHeldPosts } from './list-held-posts.ts';
import { publishHeldAnswer, publishHeldConsultation } from './publish-held-post.ts';
import type { HeldPost } from './types.ts';

const subGraphs: SubGraph[] = ['physician'];

const HeldPostType = builder.objectRef<HeldPost>('HeldPost').implement({
  subGraphs,
  description: "A post of the viewer's own that waits for its publication, or could not be published.",
  fields: (t) => ({
    consultation: t.field({
      type: ConsultationType,
      nullable: true,
      description: 'The held question, or the one that was answered; null when she can no longer read it.',
      resolve: ({ consultation }) => consultation,
    }),
    answer: t.field({
      type: AnswerType,
      nullable: true,
      description: 'Null when the question itself is held.',
      resolve: ({ answer }) => answer,
    }),
  }),
});

builder.queryField('heldPosts', (t) =>
  t.field({
    type: [HeldPostType],
    subGraphs,
    description: "The viewer's own; nobody else can tell that there are any.",
    resolve: async (_root, _args, context) => listHeldPosts(context.services, await readerOf(context)),
  }),
);

const grantOf = (context: RequestContext) => requirePhysician(signedIn(context));

builder.mutationField('publishHeldConsultation', (t) =>
  t.field({
    type: ConsultationType,
    subGraphs,
    errors: refusable('PublishHeldConsultationResult', 'physician'),
    args: { id: t.arg.id() },
    async resolve(_root, { id: text }, context) {
      const id = await publishHeldConsultation(context.services, grantOf(context), { id: text });
      const shown = await findConsultation(context.services.db.service, await readAnew(context), id);
      if (!shown) throw new Error('the consultation is gone');
      return shown;
    },
  }),
);

builder.mutationField('publishHeldAnswer', (t) =>
  t.field({
    type: AnswerType,
    subGraphs,
    errors: refusable('PublishHeldAnswerResult', 'physician'),
    args: { id: t.arg.id() },
    async resolve(_root, { id }, context) {
      const key = await publishHeldAnswer(context.services, grantOf(context), { id });
      const shown = await findAnswer(context.services, await readAnew(context), key);
      if (!shown) throw new Error('the answer is gone');
      return shown;
    },
  }),
);
